"""Turns among processes that share a PostgreSQL server: one at a time, and none for ever.

Each process is played by a database object of its own.
"""

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial

import pytest
from sqlalchemy import text

from storage.turns import Turns
from storage.unit_of_work import Database
from tests.contract.at_once import at_once, beside
from tests.contract.databases import cut_connections, opened, wait_for_waiting

pytestmark = pytest.mark.distributed

WORK = "work"


@pytest.fixture
def processes(postgres_url: str) -> Iterator[list[Database]]:
    with ExitStack() as open_for_now:
        yield [open_for_now.enter_context(opened(postgres_url)) for _ in range(4)]


def _take(turns: Turns, at: str = WORK) -> bool:
    with turns.turn(at) as ours:
        return ours


def _end_holder(database: Database) -> None:
    """Have the server end the connection that holds a turn, as when its process dies."""
    query = (
        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted"
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    )
    with database.engine.begin() as connection:
        assert connection.execute(text(query)).all() == [(True,)]


def test_two_never_hold_a_turn_at_once(processes: list[Database]) -> None:
    lock = threading.Lock()
    holders: list[int] = []
    seen: list[int] = []

    def work(number: int, turns: Turns) -> None:
        for _ in range(5):
            with turns.turn(WORK) as ours:
                assert ours
                with lock:
                    holders.append(number)
                    seen.append(len(holders))
                threading.Event().wait(0.002)
                with lock:
                    holders.remove(number)

    patient = [Turns(database, wait_seconds=30) for database in processes]
    at_once(*(partial(work, number, turns) for number, turns in enumerate(patient)))
    assert seen == [1] * 20


def test_whoever_another_keeps_waiting_for_long_is_told_so(processes: list[Database]) -> None:
    first, second = (Turns(database) for database in processes[:2])
    with first.turn(WORK) as ours:
        assert ours
        assert not _take(second)
    assert _take(second)
    assert _take(first)


def test_whoever_waits_has_the_turn_when_the_holder_is_done(processes: list[Database]) -> None:
    first, second = (Turns(database, wait_seconds=30) for database in processes[:2])
    with ExitStack() as holding:
        assert holding.enter_context(first.turn(WORK))
        with beside(partial(_take, second)) as taken:
            wait_for_waiting(processes[2], 1)
            assert not taken.done()
            holding.close()
        assert taken.result()


def test_a_holder_whose_connection_dies_hands_the_turn_on(processes: list[Database]) -> None:
    first, second = (Turns(database, wait_seconds=30) for database in processes[:2])
    with first.turn(WORK) as ours:
        assert ours
        with beside(partial(_take, second)) as taken:
            wait_for_waiting(processes[2], 1)
            _end_holder(processes[2])
        assert taken.result()
    assert _take(first)


def test_a_holder_that_raises_hands_the_turn_on(processes: list[Database]) -> None:
    first, second = (Turns(database) for database in processes[:2])
    with pytest.raises(RuntimeError), first.turn(WORK):
        raise RuntimeError
    assert _take(second)


def test_turns_at_different_things_do_not_wait_for_each_other(processes: list[Database]) -> None:
    first, second = (Turns(database) for database in processes[:2])
    with first.turn(WORK) as ours, second.turn("other work") as theirs:
        assert ours
        assert theirs


def test_threads_of_one_process_take_turns_as_well(processes: list[Database]) -> None:
    turns = Turns(processes[0])
    with turns.turn(WORK) as ours:
        assert ours
        assert at_once(partial(_take, turns)) == [False]
    assert _take(turns)


def test_turns_go_on_after_the_server_ended_every_connection(processes: list[Database]) -> None:
    turns = Turns(processes[0])
    assert _take(turns)
    cut_connections(processes[1])
    assert _take(turns)


@pytest.mark.parametrize("taken", [True, False])
def test_a_connection_goes_back_as_it_was(processes: list[Database], taken: bool) -> None:
    """The time to wait for locks is the turn's own, and the turn is not left on it."""
    first, second = Turns(processes[0]), Turns(processes[1], wait_seconds=0.05)
    with ExitStack() as holding:
        if not taken:
            assert holding.enter_context(first.turn(WORK))
        assert _take(second) is taken
    held = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
    with processes[1].engine.connect() as connection:
        assert connection.scalar(text("SHOW lock_timeout")) == "20s"
        assert connection.scalar(text(held)) == 0
