"""Turns: of many processes that could do the same work, one at a time does it.

A session's advisory lock on PostgreSQL: it ends with the connection, however the process ends
(https://www.postgresql.org/docs/15/explicit-locking.html#ADVISORY-LOCKS). On SQLite there is one
process only, and the turn is always ours.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

from storage.unit_of_work import Database

_NOT_AVAILABLE = "55P03"
"""PostgreSQL's ``lock_not_available``: the lock was not free within the time to wait."""


class Turns:
    """Hands turns around among the processes that share a database."""

    def __init__(self, database: Database, wait_seconds: float = 1.0) -> None:
        """Take how long to queue for a turn before giving up for now."""
        self._shared = database.is_shared
        self._engine = database.engine
        self._wait = int(wait_seconds * 1000)

    @contextmanager
    def turn(self, at: str) -> Iterator[bool]:
        """Hold the turn at something for the length of a block; ``False`` where another has it.

        It takes a connection for that long. Where that is lost, so is the turn, and nobody is
        told: what is done in turns must be safe to repeat.

        Raises:
            sqlalchemy.exc.OperationalError: the server is away.

        """
        if not self._shared:
            yield True
            return
        engine = self._engine.execution_options(isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            number = _number(at)
            if not self._take(connection, number):
                yield False
                return
            try:
                yield True
            finally:
                self._give_back(connection, number)

    def _take(self, connection: Connection, number: int) -> bool:
        """Take what is free at once; else queue, for the server to hand it on in order."""
        free = text("SELECT pg_try_advisory_lock(:n)")
        return bool(connection.scalar(free, {"n": number})) or self._queue(connection, number)

    def _queue(self, connection: Connection, number: int) -> bool:
        try:
            connection.execute(text(f"SET lock_timeout = {self._wait}"))
            connection.execute(text("SELECT pg_advisory_lock(:n)"), {"n": number})
        except OperationalError as error:
            if getattr(error.orig, "sqlstate", None) == _NOT_AVAILABLE:
                return False
            raise
        finally:
            if not connection.invalidated:
                connection.execute(text("RESET lock_timeout"))
        return True

    def _give_back(self, connection: Connection, number: int) -> None:
        try:
            connection.execute(text("SELECT pg_advisory_unlock(:n)"), {"n": number})
        except OperationalError:
            # The server is away, and the turn with it.
            connection.invalidate()


def _number(at: str) -> int:
    """Return the lock that stands for a name: 64 bits of its SHA-256, as PostgreSQL wants them."""
    digest = hashlib.sha256(at.encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)
