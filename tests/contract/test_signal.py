"""The commit signal between processes that share a PostgreSQL server.

Each process is played by a database object of its own. A green run does not prove that no signal
is ever lost: whoever listens looks around from time to time anyway.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
from sqlalchemy import text

from schemas.events import AccountRegistered
from storage.postgres_signal import PostgresSignal
from storage.unit_of_work import Database
from tests.contract.databases import cut_connections, migrate, opened, wait_until

pytestmark = pytest.mark.distributed

SOON = 1.0
PATIENCE = 15.0


class Process:
    """A database as a process has it, with a listener that counts what it hears."""

    def __init__(self, database: Database, signal: PostgresSignal) -> None:
        self.database, self.signal = database, signal
        self.heard = 0
        self._heard = threading.Condition()
        database.signal.subscribe(self._hear)

    def _hear(self) -> None:
        with self._heard:
            self.heard += 1
            self._heard.notify_all()

    def hears(self, more_than: int, within: float) -> bool:
        """Tell whether it has heard more than so often, waiting for it at most so long."""
        with self._heard:
            return self._heard.wait_for(lambda: self.heard > more_than, within)

    def commit(self, *, announce: bool = True) -> None:
        with self.database.writing(announce=announce) as uow:
            uow.append(uuid4(), AccountRegistered(roles=()))


@contextmanager
def _process(url: str, *, tells: bool = True, listens: bool = True) -> Iterator[Process]:
    with opened(url) as database:
        process = Process(database, PostgresSignal(database, tells=tells, listens=listens))
        process.signal.start()
        try:
            yield process
        finally:
            process.signal.stop()


@pytest.fixture(scope="module")
def url(new_postgres_url: Callable[[], str]) -> str:
    """The address of a database of this module's own: its connections stay open for all tests."""
    address = new_postgres_url()
    migrate(address)
    return address


@pytest.fixture(scope="module")
def processes(url: str) -> Iterator[tuple[Process, Process]]:
    with _process(url) as first, _process(url) as second:
        yield first, second


@pytest.fixture
def here(processes: tuple[Process, Process]) -> Process:
    return processes[0]


@pytest.fixture
def there(processes: tuple[Process, Process]) -> Process:
    """Another process; both hear by now what the other one commits, and nothing is on its way."""
    _until_heard(*processes)
    _until_heard(*reversed(processes))
    _until_quiet(*processes)
    return processes[1]


def _until_heard(by: Process, teller: Process) -> None:
    """Commit until the other process has heard of it: its connection may only just be made."""
    before = by.heard

    def heard() -> bool:
        teller.commit()
        return by.hears(before, 0.1)

    wait_until(heard, PATIENCE)


def _until_quiet(*processes: Process) -> None:
    """Wait for what is still on its way."""
    wait_until(lambda: not any(each.hears(each.heard, 0.2) for each in processes), PATIENCE)


def test_a_commit_wakes_the_listeners_of_another_process(here: Process, there: Process) -> None:
    before = there.heard
    here.commit()
    assert there.hears(before, SOON)


def test_both_ways_at_once(here: Process, there: Process) -> None:
    heard_here, heard_there = here.heard, there.heard
    here.commit()
    assert there.hears(heard_there, SOON)
    there.commit()
    assert here.hears(heard_here + 1, SOON)


def test_a_process_hears_of_its_own_commit_once(here: Process, there: Process) -> None:
    """The news comes back from the server, but it is not news here."""
    before = here.heard
    here.commit()
    assert here.heard == before + 1
    assert there.hears(there.heard - 1, SOON)
    assert not here.hears(before + 1, 0.2)


def test_many_commits_are_told_in_few_messages(here: Process, there: Process) -> None:
    """Each of them would cost the server a lock that all commits queue for."""
    before = there.heard
    for _ in range(60):
        here.commit()
    assert there.hears(before, SOON)
    assert here.heard >= 60
    assert there.heard - before < 60


def test_what_nobody_waits_for_is_not_told(here: Process, there: Process) -> None:
    before = there.heard
    here.commit(announce=False)
    assert not there.hears(before, 0.2)


def test_what_was_rolled_back_is_not_told(here: Process, there: Process) -> None:
    def break_off() -> None:
        with here.database.writing() as uow:
            uow.append(uuid4(), AccountRegistered(roles=()))
            raise RuntimeError

    before = there.heard
    with pytest.raises(RuntimeError):
        break_off()
    assert not there.hears(before, 0.2)


def test_it_goes_on_after_the_server_ended_every_connection(here: Process, there: Process) -> None:
    before = there.heard
    cut_connections(here.database)
    assert there.hears(before, PATIENCE)
    _until_heard(there, here)
    _until_heard(here, there)


def test_what_was_committed_while_nobody_listened_is_heard_of_afterwards(
    here: Process, there: Process
) -> None:
    before = there.heard
    cut_connections(here.database)
    here.commit()
    assert there.hears(before, PATIENCE)


def test_a_commit_that_could_not_be_told_is_told_as_soon_as_it_can_be(
    here: Process, there: Process
) -> None:
    """The teller alone has lost its connection; whoever listens has no reason to look around."""
    before = there.heard
    _cut_tellers(here.database)
    here.commit()
    assert there.hears(before, PATIENCE)


def _cut_tellers(database: Database) -> None:
    """Have the server end the connections that last told of a commit."""
    with database.engine.begin() as connection:
        ended = connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname ="
                " current_database() AND query LIKE 'SELECT pg_notify(%' AND state = 'idle'"
            )
        ).all()
    assert ended


def test_a_process_that_only_tells_hears_nothing(url: str, there: Process) -> None:
    with _process(url, listens=False) as teller:
        _until_heard(there, teller)
        _until_quiet(there)
        before = teller.heard
        there.commit()
        assert not teller.hears(before, 0.2)


def test_after_it_stopped_nothing_is_told(url: str, there: Process) -> None:
    with _process(url, listens=False) as teller:
        _until_heard(there, teller)
        teller.signal.stop()
        _until_quiet(there)
        before = there.heard
        teller.commit()
        assert not there.hears(before, 0.2)
