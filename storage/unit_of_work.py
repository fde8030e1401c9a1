"""The database and the unit of work: the one place that commits."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from schemas.events import Event
from storage import events
from storage.clock import Clock, system_clock
from storage.models import EventRow
from storage.signal import CommitSignal

_BUSY_TIMEOUT_MS = 30_000


class UnitOfWork:
    """One transaction: state and the events that say what changed, together or not at all."""

    def __init__(self, session: Session, now: datetime) -> None:
        """Take an open session and the time that everything in it happens at."""
        self.session = session
        self.now = now

    def append(self, stream_id: UUID, happened: Event) -> EventRow:
        """Append an event to a stream, to be sent after the commit."""
        return events.append(self.session, stream_id, happened, self.now)


class Database:
    """Opens reading sessions and units of work."""

    def __init__(self, url: str, clock: Clock = system_clock) -> None:
        """Connect to ``url``; nothing is created there, migrations do that."""
        self.clock = clock
        self.signal = CommitSignal()
        self.engine = create_engine(url)
        if self.engine.dialect.name == "sqlite":
            _prepare_sqlite(self.engine)
        self._writing = self.engine.execution_options(writes=True)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session that sees one state of the database and changes nothing."""
        with Session(self.engine, autoflush=False) as session:
            yield session

    @contextmanager
    def writing(self, *, announce: bool = True) -> Iterator[UnitOfWork]:
        """Open a unit of work; it commits when the block ends and rolls back when it raises.

        Book-keeping that nobody waits for says ``announce=False``.
        """
        with Session(self._writing, expire_on_commit=False) as session:
            yield UnitOfWork(session, self.clock())
            session.commit()
        if announce:
            self.signal.notify()

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def _prepare_sqlite(engine: Engine) -> None:
    """Make SQLite durable, concurrent, and honest about when a transaction begins.

    A writer takes its lock at the start, so that it never finds out at the end that what it read
    is stale (https://www.sqlite.org/lang_transaction.html).
    """

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            f"busy_timeout = {_BUSY_TIMEOUT_MS}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
