"""The event log: appending with a hash chain, reading, and the outbox.

Each event's hash covers its own content and the hash of the event before it in its stream, so a
change, a gap or a swap breaks the chain (Haber and Stornetta, "How to Time-Stamp a Digital
Document", 1991).
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from pydantic import ValidationError
from sqlalchemy import Connection, Executable, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from schemas.events import EVENTS, AboutMedium, Event
from storage.models import Base, EventRow, StreamHeadRow

GENESIS = "0" * 64
"""The hash before the first event of every stream."""


_HEADS = Base.metadata.tables[StreamHeadRow.__tablename__]


def _locking(head: postgresql.Insert | sqlite.Insert) -> Executable:
    """Make an insert that turns into an update of nothing: it locks and returns the row at once."""
    return head.on_conflict_do_update(
        index_elements=["stream_id"], set_={"stream_id": head.excluded.stream_id}
    ).returning(_HEADS.c.number, _HEADS.c.hash)


# Made once: they are part of every event.
_LOCK = {
    "postgresql": _locking(postgresql.insert(_HEADS)),
    "sqlite": _locking(sqlite.insert(_HEADS)),
}
_ADVANCE = (
    update(_HEADS)
    .where(_HEADS.c.stream_id == bindparam("stream"))
    .values(number=bindparam("to"), hash=bindparam("with_hash"))
)


class UnknownEventError(Exception):
    """A stored event has a name, version or payload that this release does not know."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """An event with its place in the log."""

    seq: int
    event_id: UUID
    stream_id: UUID
    name: str
    event: Event
    at: datetime

    @property
    def order_key(self) -> UUID:
        """Events with the same key are handled one after another: a medium's, else a stream's."""
        if isinstance(self.event, AboutMedium):
            return self.event.medium_id
        return self.stream_id


def append(session: Session, stream_id: UUID, event: Event, at: datetime) -> EventRow:
    """Append an event to its stream inside the caller's transaction.

    From here to the end of that transaction nobody else can append to the stream.
    """
    number, previous_hash = _locked_head(session, stream_id)
    row = EventRow(
        event_id=uuid4(),
        stream_id=stream_id,
        number=number + 1,
        name=event.name,
        version=event.version,
        payload=event.model_dump(mode="json"),
        at=at,
        previous_hash=previous_hash,
    )
    row.hash = chain_hash(row)
    session.add(row)
    session.flush()
    session.execute(_ADVANCE, {"stream": stream_id, "to": row.number, "with_hash": row.hash})
    return row


def _locked_head(session: Session, stream_id: UUID) -> tuple[int, str]:
    """Lock a stream's head, making it where there is none; return its number and hash."""
    head = {"stream_id": stream_id, "number": 0, "hash": GENESIS}
    number, head_hash = session.execute(_LOCK[session.get_bind().dialect.name], head).one()
    return number, head_hash


def chain_hash(row: EventRow) -> str:
    """Return the SHA-256 over an event's content and its predecessor's hash."""
    content = {
        "at": row.at.isoformat(),
        "event_id": str(row.event_id),
        "name": row.name,
        "number": row.number,
        "payload": row.payload,
        "previous_hash": row.previous_hash,
        "stream_id": str(row.stream_id),
        "version": row.version,
    }
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


def envelope(row: EventRow) -> Envelope:
    """Parse a stored event.

    Raises:
        UnknownEventError: this release does not know it.

    """
    event = parse(row.name, row.version, row.payload)
    return Envelope(row.seq, row.event_id, row.stream_id, row.name, event, row.at)


def parse(name: str, version: int, payload: dict[str, Any]) -> Event:
    """Return the event that a name, a version and a payload stand for.

    Raises:
        UnknownEventError: this release does not know it.

    """
    model = EVENTS.get(name)
    if model is None or model.version != version:
        raise UnknownEventError
    try:
        return model.model_validate(payload)
    except ValidationError:
        raise UnknownEventError from None


def unsent(session: Session, limit: int, after: int = 0) -> Sequence[EventRow]:
    """Return events of the outbox in the order they happened."""
    query = select(EventRow).where(EventRow.sent_at.is_(None), EventRow.seq > after)
    return session.scalars(query.order_by(EventRow.seq).limit(limit)).all()


def any_unsent(connection: Connection) -> bool:
    """Tell whether the outbox holds anything."""
    query = select(EventRow.seq).where(EventRow.sent_at.is_(None)).limit(1)
    return connection.execute(query).first() is not None


def mark_sent(session: Session, rows: Sequence[Envelope | EventRow], at: datetime) -> None:
    """Take events out of the outbox. Their times tell PostgreSQL in which partitions they lie."""
    times = [row.at for row in rows]
    session.execute(
        update(EventRow)
        .where(
            EventRow.seq.in_([row.seq for row in rows]),
            EventRow.at.between(min(times), max(times)),
        )
        .values(sent_at=at)
        .execution_options(synchronize_session=False)
    )


def announce_again(session: Session, event_ids: Sequence[UUID]) -> None:
    """Put events back into the outbox; handlers that had them already will not repeat them."""
    session.execute(update(EventRow).where(EventRow.event_id.in_(event_ids)).values(sent_at=None))
