"""The database and the unit of work: the one place that commits."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from schemas.events import Event
from storage import engines, events
from storage.clock import Clock, system_clock
from storage.models import EventRow
from storage.signal import CommitSignal


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

    def __init__(self, url: str, clock: Clock = system_clock, *, ping: bool = True) -> None:
        """Connect to ``url``; nothing is created there, migrations do that.

        Who tries again anyway does without ``ping`` (see :func:`storage.engines.open_engine`).
        """
        self.clock = clock
        self.signal = CommitSignal()
        self.engine = engines.open_engine(url, ping=ping)
        self._reading = engines.for_reading(self.engine)
        self._writing = engines.for_writing(self.engine)
        self._looking = engines.for_looking(self.engine)

    @property
    def is_shared(self) -> bool:
        """Whether other processes than this one may commit to it: a server, not a file."""
        return self.engine.dialect.name != "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session that sees one state of the database and changes nothing."""
        with Session(self._reading, autoflush=False) as session:
            yield session

    @contextmanager
    def looking(self) -> Iterator[Connection]:
        """Open a connection for single statements that read: a third of a session's round trips."""
        with self._looking.connect() as connection:
            yield connection

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
