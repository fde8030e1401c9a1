"""The runner: one event through every handler that takes it, its effects once."""

from collections.abc import Sequence

from storage import inbox
from storage.events import Envelope
from storage.unit_of_work import Database
from streams.handlers.handler import Handler


class Runner:
    """Both ways of running, embedded and distributed, call :meth:`handle`."""

    def __init__(self, database: Database, handlers: Sequence[Handler]) -> None:
        """Take the handlers; their names must differ, because the inbox goes by them."""
        self._database = database
        self._handlers = tuple(handlers)

    def handlers_for(self, event_name: str) -> tuple[Handler, ...]:
        """Return the handlers that take events of this name."""
        return tuple(h for h in self._handlers if event_name in h.consumes)

    def is_heavy(self, event_name: str) -> bool:
        """Tell whether an event of this name asks for computing."""
        return any(handler.is_heavy for handler in self.handlers_for(event_name))

    def handle(self, envelope: Envelope) -> None:
        """Let every handler have the event, at most once each.

        Dying anywhere in here means a harmless repeat: until the transaction that holds both the
        effects and the inbox row commits, nothing has happened.
        """
        for handler in self.handlers_for(envelope.name):
            self._handle_once(handler, envelope)

    def _handle_once(self, handler: Handler, envelope: Envelope) -> None:
        with self._database.reading() as session:
            if inbox.is_done(session, handler.name, envelope.event_id):
                return
        settle = handler.work(envelope)
        with self._database.writing() as uow:
            if inbox.is_done(uow.session, handler.name, envelope.event_id):
                return
            settle(uow)
            inbox.mark_done(uow.session, handler.name, envelope.event_id, uow.now)
