"""Turns: of many processes that do the same work, one at a time does it.

A session's advisory lock on PostgreSQL: it ends with the connection, however the process ends
(https://www.postgresql.org/docs/15/explicit-locking.html#ADVISORY-LOCKS).
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

from storage.unit_of_work import Database

_WAIT = "1s"


class Turns:
    """Hands the turn around among the processes that name the same number."""

    def __init__(self, database: Database, number: int) -> None:
        """Take a database on a server; nothing is connected yet."""
        self._engine = database.engine.execution_options(isolation_level="AUTOCOMMIT")
        self._number = number
        self._connection: Connection | None = None

    @contextmanager
    def turn(self) -> Iterator[bool]:
        """Hold the turn for the length of a block; yields ``False`` where another kept it.

        Raises:
            sqlalchemy.exc.OperationalError: the server is away.

        """
        connection = self._connected()
        try:
            taken = self._take(connection)
            yield taken
            if taken:
                connection.execute(text("SELECT pg_advisory_unlock(:n)"), {"n": self._number})
        except BaseException:
            # The lock, if it is held, ends with the connection.
            self.close()
            raise

    def close(self) -> None:
        """Give up the connection, and with it the turn."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.invalidate()
            connection.close()

    def _connected(self) -> Connection:
        if self._connection is None:
            self._connection = self._engine.connect()
            self._connection.execute(text(f"SET lock_timeout = '{_WAIT}'"))
        return self._connection

    def _take(self, connection: Connection) -> bool:
        """Queue for the turn for a while: the server hands it on in the order of asking."""
        try:
            connection.execute(text("SELECT pg_advisory_lock(:n)"), {"n": self._number})
        except OperationalError as error:
            if getattr(error.orig, "sqlstate", None) == "55P03":  # lock_not_available
                return False
            raise
        return True
