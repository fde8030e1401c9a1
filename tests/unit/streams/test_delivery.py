"""Every event ends done or given up; what is broken is waited for; a bad release is stopped."""

import threading
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from moderation.dead_letters import Position
from schemas.events import AccountRegistered
from schemas.failures import FailureCode
from storage import audit, events
from storage.events import Envelope
from storage.keyring import Keyring
from storage.models import DeadLetterRow, EventRow
from storage.unit_of_work import Database, UnitOfWork
from streams.delivery import Delivery
from streams.failures import TRIES, Backoff, DeadLetterLimit
from streams.handlers.handler import LightHandler, Settle
from streams.health import Health
from streams.metrics import Metrics
from streams.runner import Runner
from streams.stray import Stray


class _Failing(LightHandler):
    """Raises what it is told to, as often as it is told to."""

    name = "failing"
    consumes = frozenset((AccountRegistered.__name__,))

    def __init__(self, *raises: Exception) -> None:
        self.raises = list(raises)
        self.tried = 0

    def work(self, _: Envelope) -> Settle:
        self.tried += 1
        if self.raises:
            raise self.raises.pop(0)
        return _nothing


def _nothing(_: UnitOfWork) -> None:
    pass


class _Desk:
    def __init__(self, database: Database, handler: LightHandler, in_a_row: int = 10) -> None:
        self.health, self.stopping = Health(), threading.Event()
        self.limit = DeadLetterLimit(in_a_row)
        quick = Backoff(first=0.0, ceiling=0.0)
        self.delivery = Delivery(
            Runner(database, (handler,)), self.health, self.limit, Metrics(), self.stopping, quick
        )


def _event(database: Database) -> Envelope:
    with database.writing() as uow:
        return events.envelope(uow.append(uuid4(), AccountRegistered(roles=())))


def _letters(database: Database) -> list[DeadLetterRow]:
    with database.reading() as session:
        return list(session.scalars(select(DeadLetterRow)))


_AWAY = OperationalError("SELECT 'DOE^JANE'", {}, Exception("away"))


def test_a_broken_world_is_waited_for_however_long(database: Database) -> None:
    handler = _Failing(*[_AWAY] * 50)
    desk = _Desk(database, handler)
    assert desk.delivery.until_done(handler, _event(database))
    assert handler.tried == 51
    assert desk.health.is_all_green
    assert _letters(database) == []


def test_an_unforeseen_error_is_tried_again_and_then_given_up(database: Database) -> None:
    handler = _Failing(*[RuntimeError("DOE^JANE")] * 9)
    desk, envelope = _Desk(database, handler), _event(database)
    assert desk.delivery.until_done(handler, envelope)
    assert handler.tried == TRIES
    (letter,) = _letters(database)
    assert (letter.code, letter.event_id) == (FailureCode.STAGE_ERROR, envelope.event_id)
    assert letter.origin is not None
    assert "DOE" not in letter.origin
    assert letter.origin.startswith("RuntimeError streams/runner.py:")


def test_an_error_that_passes_leaves_no_letter(database: Database) -> None:
    handler = _Failing(RuntimeError(), RuntimeError())
    desk = _Desk(database, handler)
    assert desk.delivery.until_done(handler, _event(database))
    assert _letters(database) == []


def test_too_many_letters_in_a_row_stop_the_handler(database: Database) -> None:
    handler = _Failing(*[RuntimeError()] * 99)
    desk = _Desk(database, handler, in_a_row=2)
    assert desk.delivery.until_done(handler, _event(database))
    assert desk.delivery.until_done(handler, _event(database))
    assert not desk.delivery.until_done(handler, _event(database)), "it goes on"
    assert desk.limit.stopped == ["failing"]
    assert not desk.health.is_all_green
    assert len(_letters(database)) == 2


def test_a_stop_says_nothing_about_the_event(database: Database) -> None:
    handler = _Failing()
    desk = _Desk(database, handler)
    desk.stopping.set()
    assert not desk.delivery.until_done(handler, _event(database))
    assert handler.tried == 0


@pytest.mark.parametrize("code", [FailureCode.UNDECODABLE_EVENT, FailureCode.OVERSIZED_EVENT])
def test_a_stray_becomes_one_letter_and_one_event(database: Database, code: FailureCode) -> None:
    handler = _Failing()
    desk = _Desk(database, handler)
    stray = Stray(code, UUID(int=1), UUID(int=2), Position("t", 0, 5))
    assert desk.delivery.until_abandoned(handler, stray)
    assert desk.delivery.until_abandoned(handler, stray)
    (letter,) = _letters(database)
    assert (letter.topic, letter.partition, letter.offset) == ("t", 0, 5)
    assert letter.submission_id is None
    with database.reading() as session:
        names = session.scalars(select(EventRow.name)).all()
        assert names == ["EventAbandoned"]
        assert audit.verify(session, Keyring(bytes(32))).is_clean
    assert desk.limit.stopped == []
