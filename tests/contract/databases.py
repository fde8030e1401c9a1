"""Databases of both kinds: migrated once, then emptied, because migrating takes longest."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import text

from storage import schema
from storage.models import Base
from storage.unit_of_work import Database
from tests.factories.state import TurnedClock


@contextmanager
def opened(url: str, clock: TurnedClock | None = None) -> Iterator[Database]:
    """Open a database for the length of a block; many may be open on one address."""
    database = Database(url, clock or TurnedClock())
    try:
        yield database
    finally:
        database.close()


def migrate(url: str) -> None:
    """Bring a database to the present schema."""
    with opened(url) as database:
        schema.upgrade(database)


def wipe(url: str) -> None:
    """Delete all rows, and end what an earlier test may have left open on a server."""
    with opened(url) as database:
        if database.is_shared:
            cut_connections(database)
        delete_rows(database)


def drop_tables(url: str) -> None:
    """Leave nothing in a database on a server."""
    with opened(url) as database:
        cut_connections(database)
        with database.engine.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))


def delete_rows(database: Database) -> None:
    """Leave nothing but the schema."""
    with database.engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("DELETE FROM case_index"))
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(table.delete())


def cut_connections(database: Database) -> None:
    """Have the server end every connection to a database but the one that asks for it."""
    with database.engine.begin() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )


def waiting(database: Database) -> int:
    """Return how many of a server's sessions wait for a lock that another holds."""
    query = text(
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    with database.engine.begin() as connection:
        return int(connection.scalar(query) or 0)


def wait_for_waiting(database: Database, number: int) -> None:
    """Return when so many sessions wait for a lock."""
    wait_until(lambda: waiting(database) >= number)


def wait_until(true: Callable[[], bool], seconds: float = 15.0, times: int = 10) -> None:
    """Return as soon as something is true.

    Raises:
        TimeoutError: it still is not after so many seconds, and after it was asked so many times:
            the machine may have stood still for longer than that.

    """
    until = time.monotonic() + seconds
    while not true():
        times -= 1
        if times <= 0 and time.monotonic() > until:
            raise TimeoutError
        time.sleep(0.01)
