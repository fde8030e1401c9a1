"""The runner lets effects happen once; slots, limits and waits do what they say."""

import threading
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.events import AccountRegistered
from schemas.failures import Blame, FailureCode
from schemas.states import Role
from storage import events
from storage.events import Envelope
from storage.unit_of_work import Database, UnitOfWork
from streams.failures import Backoff, DeadLetterLimit, StageStoppedError
from streams.handlers.handler import LightHandler, Settle
from streams.runner import Runner
from streams.slots import Slots

_S = FailureCode.STAGE_ERROR


class _Counting(LightHandler):
    """A handler whose effect is an event, so that doubles would show in the log."""

    name = "counting"
    consumes = frozenset(("AccountRegistered",))
    is_heavy = True

    def __init__(self) -> None:
        self.worked = 0
        self.effects = uuid4()

    def work(self, envelope: Envelope) -> Settle:
        assert envelope.name == "AccountRegistered"
        self.worked += 1

        def settle(uow: UnitOfWork) -> None:
            uow.append(self.effects, AccountRegistered(roles=()))

        return settle


def _announced(database: Database) -> Envelope:
    with database.writing() as uow:
        row = uow.append(uuid4(), AccountRegistered(roles=(Role.CLINICIAN,)))
        return events.envelope(row)


def _effects(database: Database, handler: _Counting) -> int:
    with database.reading() as session:
        rows = events.unsent(session, 100)
        return sum(row.stream_id == handler.effects for row in rows)


def test_an_event_that_comes_again_has_no_effect_again(database: Database) -> None:
    handler = _Counting()
    runner, envelope = Runner(database, [handler]), _announced(database)
    for _ in range(3):
        runner.handle(handler, envelope)
    assert (handler.worked, _effects(database, handler)) == (1, 1)


def test_two_runners_at_once_have_one_effect(database: Database) -> None:
    handler = _Counting()
    runner, envelope = Runner(database, [handler]), _announced(database)
    threads = [threading.Thread(target=runner.handle, args=(handler, envelope)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert _effects(database, handler) == 1


def test_events_that_nobody_takes_are_nobodys(database: Database) -> None:
    assert Runner(database, [_Counting()]).handlers_for("CasePublished") == ()


def test_work_alone_waits_until_every_slot_is_free() -> None:
    slots = Slots(2)
    order: list[str] = []
    entered = threading.Event()

    def alone() -> None:
        with slots.take(alone=True):
            order.append(f"alone with {slots.busy} taken")
            entered.set()

    with slots.take():
        thread = threading.Thread(target=alone)
        thread.start()
        assert not entered.wait(0.05)
        order.append("first")
    thread.join()
    assert order == ["first", "alone with 2 taken"]
    assert slots.busy == 0


@given(st.lists(st.sampled_from([None, *FailureCode]), max_size=60))
def test_only_our_own_failures_in_a_row_stop_a_stage(outcomes: list[FailureCode | None]) -> None:
    limit, ours = DeadLetterLimit(in_a_row=3), 0
    for code in outcomes:
        limit.count("strip_phi", code)
        if code is None:
            ours = 0
        elif code.blame is Blame.SYSTEM:
            ours += 1
    if ours >= 3:
        with pytest.raises(StageStoppedError):
            limit.check("strip_phi")
        assert limit.stopped == ["strip_phi"]
    else:
        limit.check("strip_phi")
        assert limit.stopped == []


def test_a_stopped_stage_stops_no_other() -> None:
    limit = DeadLetterLimit(in_a_row=1)
    limit.count("strip_phi", _S)
    limit.check("obscure_faces")


@given(st.integers(1, 10_000))
def test_waits_grow_to_a_ceiling_and_never_overflow(tries: int) -> None:
    backoff = Backoff(first=0.2, ceiling=30)
    assert 0.2 <= backoff.delay(tries) <= 30
    assert backoff.delay(tries) <= backoff.delay(tries + 1)
