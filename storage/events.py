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
from uuid import UUID, uuid4

from pydantic import ValidationError
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from schemas.events import EVENTS, AboutMedium, Event
from storage.models import EventRow

GENESIS = "0" * 64
"""The hash before the first event of every stream."""


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
    """Append an event to its stream inside the caller's transaction."""
    last = session.execute(
        select(EventRow.number, EventRow.hash)
        .where(EventRow.stream_id == stream_id)
        .order_by(EventRow.number.desc())
        .limit(1)
    ).first()
    number, previous_hash = (last.number + 1, last.hash) if last else (1, GENESIS)
    row = EventRow(
        event_id=uuid4(),
        stream_id=stream_id,
        number=number,
        name=event.name,
        version=event.version,
        payload=event.model_dump(mode="json"),
        at=at,
        previous_hash=previous_hash,
    )
    row.hash = chain_hash(row)
    session.add(row)
    session.flush()
    return row


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
    model = EVENTS.get(row.name)
    if model is None or model.version != row.version:
        raise UnknownEventError
    try:
        event = model.model_validate(row.payload)
    except ValidationError:
        raise UnknownEventError from None
    return Envelope(row.seq, row.event_id, row.stream_id, row.name, event, row.at)


def unsent(session: Session, limit: int, after: int = 0) -> Sequence[EventRow]:
    """Return events of the outbox in the order they happened."""
    query = select(EventRow).where(EventRow.sent_at.is_(None), EventRow.seq > after)
    return session.scalars(query.order_by(EventRow.seq).limit(limit)).all()


def mark_sent(session: Session, seq: int, at: datetime) -> None:
    """Take an event out of the outbox."""
    session.execute(update(EventRow).where(EventRow.seq == seq).values(sent_at=at))


def announce_again(session: Session, event_ids: Sequence[UUID]) -> None:
    """Put events back into the outbox; handlers that had them already will not repeat them."""
    session.execute(update(EventRow).where(EventRow.event_id.in_(event_ids)).values(sent_at=None))
