"""The inbox on both databases: whoever takes an event first has it, and nobody else does."""

import threading
from functools import partial
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from moderation.dead_letters import Position
from schemas.events import AccountRegistered
from schemas.states import Role
from storage import events, inbox
from storage.events import Envelope
from storage.models import DeadLetterRow
from storage.unit_of_work import Database, UnitOfWork
from streams.handlers.handler import LightHandler, Settle
from streams.runner import Runner, TakenElsewhereError
from streams.stray import Stray, read
from tests.contract.at_once import at_once, beside
from tests.contract.databases import wait_for_waiting

HANDLER = "counting"
RUNNERS = 6


class Counting(LightHandler):
    """A handler whose effect is an event, so that doubles would show in the log."""

    name = HANDLER
    consumes = frozenset(("AccountRegistered",))

    def __init__(self) -> None:
        self.effects = uuid4()
        self.breaks = False

    def work(self, envelope: Envelope) -> Settle:
        assert envelope.name in self.consumes

        def settle(uow: UnitOfWork) -> None:
            uow.append(self.effects, AccountRegistered(roles=()))
            if self.breaks:
                raise RuntimeError

        return settle


class Computing(Counting):
    """One that also says how many compute the same in one moment."""

    is_heavy = True

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._computing = self.most = self.times = 0

    def work(self, envelope: Envelope) -> Settle:
        with self._lock:
            self._computing += 1
            self.times += 1
            self.most = max(self.most, self._computing)
        threading.Event().wait(0.05)
        with self._lock:
            self._computing -= 1
        return super().work(envelope)


def _take(database: Database, event_id: UUID, handler: str = HANDLER) -> bool:
    with database.writing() as uow:
        return inbox.take(uow.session, handler, event_id, uow.now)


def _announced(database: Database) -> Envelope:
    with database.writing() as uow:
        return events.envelope(uow.append(uuid4(), AccountRegistered(roles=(Role.CLINICIAN,))))


def _effects(database: Database, handler: Counting) -> int:
    with database.reading() as session:
        return sum(row.stream_id == handler.effects for row in events.unsent(session, 100))


def test_an_event_is_taken_once_by_each_handler(database: Database) -> None:
    event_id = uuid4()
    assert [_take(database, event_id) for _ in range(3)] == [True, False, False]
    assert _take(database, event_id, "another")
    assert _take(database, uuid4())


def test_the_inbox_tells_what_was_taken(database: Database) -> None:
    event_id = uuid4()
    with database.looking() as connection:
        assert not inbox.is_done(connection, HANDLER, event_id)
    _take(database, event_id)
    with database.looking() as connection:
        assert inbox.is_done(connection, HANDLER, event_id)
        assert not inbox.is_done(connection, "another", event_id)


def test_of_many_at_once_exactly_one_takes_an_event(database: Database) -> None:
    for _ in range(5):
        event_id = uuid4()
        taken = at_once(*[partial(_take, database, event_id)] * 8)
        assert sorted(taken) == [False] * 7 + [True]


@pytest.mark.distributed
def test_whoever_comes_second_waits_how_the_first_ends(postgres: Database) -> None:
    event_id = uuid4()
    with postgres.writing() as first:
        assert inbox.take(first.session, HANDLER, event_id, first.now)
        with beside(lambda: _take(postgres, event_id)) as second:
            wait_for_waiting(postgres, 1)
            assert not second.done()
            first.session.commit()
        assert second.result() is False


@pytest.mark.distributed
def test_a_taker_that_breaks_off_hands_the_event_to_the_one_that_waits(postgres: Database) -> None:
    event_id = uuid4()
    with postgres.writing() as first:
        assert inbox.take(first.session, HANDLER, event_id, first.now)
        with beside(lambda: _take(postgres, event_id)) as second:
            wait_for_waiting(postgres, 1)
            first.session.rollback()
        assert second.result() is True


@pytest.mark.distributed
def test_takers_of_different_events_do_not_wait_for_each_other(postgres: Database) -> None:
    with postgres.writing() as first:
        assert inbox.take(first.session, HANDLER, uuid4(), first.now)
        assert _take(postgres, uuid4())


def test_a_taker_that_breaks_off_leaves_the_event_free(database: Database) -> None:
    event_id = uuid4()

    def break_off() -> None:
        with database.writing() as uow:
            assert inbox.take(uow.session, HANDLER, event_id, uow.now)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_off()
    assert _take(database, event_id)


def test_what_was_forgotten_can_be_taken_once_more(database: Database) -> None:
    event_id = uuid4()
    _take(database, event_id)
    _take(database, event_id, "another")
    with database.writing() as uow:
        inbox.forget(uow.session, HANDLER, event_id)
        inbox.forget(uow.session, HANDLER, uuid4())
    assert [_take(database, event_id) for _ in range(2)] == [True, False]
    assert not _take(database, event_id, "another")


# The runner


def test_runners_at_once_have_one_effect(database: Database) -> None:
    handler = Counting()
    runner, envelope = Runner(database, [handler]), _announced(database)
    at_once(*[lambda: runner.handle(handler, envelope)] * RUNNERS)
    assert _effects(database, handler) == 1


def _until_handled(runner: Runner, handler: Computing, envelope: Envelope) -> None:
    while True:
        try:
            return runner.handle(handler, envelope)
        except TakenElsewhereError:
            continue


def test_runners_at_once_have_one_effect_of_what_they_computed(database: Database) -> None:
    handler = Computing()
    runner, envelope = Runner(database, [handler]), _announced(database)
    at_once(*[lambda: _until_handled(runner, handler, envelope)] * RUNNERS)
    assert _effects(database, handler) == 1


@pytest.mark.distributed
def test_runners_of_a_shared_database_compute_one_after_another_and_once(
    postgres: Database,
) -> None:
    handler = Computing()
    runner, envelope = Runner(postgres, [handler]), _announced(postgres)
    at_once(*[lambda: _until_handled(runner, handler, envelope)] * RUNNERS)
    assert (handler.most, handler.times, _effects(postgres, handler)) == (1, 1, 1)


def test_an_effect_that_breaks_leaves_nothing_and_may_be_tried_again(database: Database) -> None:
    handler = Counting()
    runner, envelope = Runner(database, [handler]), _announced(database)
    handler.breaks = True
    with pytest.raises(RuntimeError):
        runner.handle(handler, envelope)
    assert _effects(database, handler) == 0
    handler.breaks = False
    runner.handle(handler, envelope)
    assert _effects(database, handler) == 1


def test_runners_at_once_write_one_dead_letter_of_a_stray_record(database: Database) -> None:
    handler = Counting()
    runner = Runner(database, [handler])
    stray = read(b"no event", Position("counting", 3, 5_000_000_000))
    assert isinstance(stray, Stray)
    at_once(*[lambda: runner.abandon(handler, stray)] * RUNNERS)
    with database.reading() as session:
        letter = session.scalars(select(DeadLetterRow)).one()
    assert (letter.topic, letter.partition, letter.offset) == ("counting", 3, 5_000_000_000)
