"""The runner: one event to a handler that takes it, its effects once."""

from collections.abc import Sequence

from moderation.dead_letters import Failure, abandon
from storage import inbox
from storage.events import Envelope
from storage.turns import Turns
from storage.unit_of_work import Database
from streams.handlers.handler import Handler, Settle
from streams.stray import Stray


class TakenElsewhereError(Exception):
    """Another process is computing the same."""


class Runner:
    """Both ways of running, embedded and distributed, call :meth:`handle`."""

    def __init__(self, database: Database, handlers: Sequence[Handler]) -> None:
        """Take the handlers; their names must differ, because the inbox goes by them."""
        self._database = database
        self._turns = Turns(database)
        self.handlers = tuple(handlers)

    def handlers_for(self, event_name: str) -> tuple[Handler, ...]:
        """Return the handlers that take events of this name."""
        return tuple(h for h in self.handlers if event_name in h.consumes)

    def is_heavy(self, event_name: str) -> bool:
        """Tell whether an event of this name asks for computing."""
        return any(handler.is_heavy for handler in self.handlers_for(event_name))

    def handle(self, handler: Handler, envelope: Envelope) -> None:
        """Let a handler have an event, at most once.

        Dying anywhere in here means a harmless repeat: until the transaction that holds both the
        effects and the inbox row commits, nothing has happened.
        """
        if handler.is_heavy:
            self._handle_in_turn(handler, envelope)
        else:
            self.settle(handler, envelope, handler.work(envelope))

    def _handle_in_turn(self, handler: Handler, envelope: Envelope) -> None:
        """Compute while nobody else computes the same.

        While partitions move from one worker to another, both have the event for a while.

        Raises:
            TakenElsewhereError: another process is at it; ask again.

        """
        with self._turns.turn(f"{handler.name} {envelope.event_id}") as ours:
            if self._is_done(handler, envelope):
                return
            if not ours:
                raise TakenElsewhereError
            self.settle(handler, envelope, handler.work(envelope))

    def settle(self, handler: Handler, envelope: Envelope, effects: Settle) -> None:
        """Carry out the effects unless the handler has had the event before."""
        with self._database.writing() as uow:
            if inbox.take(uow.session, handler.name, envelope.event_id, uow.now):
                effects(uow)

    def abandon(self, handler: Handler, stray: Stray) -> None:
        """Write the dead letter of a record that is no event, once."""
        failure = Failure(handler.name, stray.code, tries=1)
        with self._database.writing() as uow:
            if inbox.take(uow.session, handler.name, stray.event_id, uow.now):
                abandon(uow, stray.stream_id, stray.event_id, failure, stray.position)

    def _is_done(self, handler: Handler, envelope: Envelope) -> bool:
        """Look before seconds of computing; :meth:`settle` is what decides."""
        with self._database.looking() as connection:
            return inbox.is_done(connection, handler.name, envelope.event_id)
