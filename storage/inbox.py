"""The inbox: which events each handler has had, so that effects happen once."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from storage.models import InboxRow


def is_done(session: Session, handler: str, event_id: UUID) -> bool:
    """Tell whether a handler has had an event."""
    return session.get(InboxRow, (handler, event_id)) is not None


def mark_done(session: Session, handler: str, event_id: UUID, at: datetime) -> None:
    """Remember, in the transaction of the effects, that a handler has had an event."""
    session.add(InboxRow(handler=handler, event_id=event_id, done_at=at))


def forget(session: Session, handler: str, event_id: UUID) -> None:
    """Let a handler have an event once more: an operator's replay of a dead letter."""
    row = session.get(InboxRow, (handler, event_id))
    if row is not None:
        session.delete(row)
