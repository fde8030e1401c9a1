"""The inbox: which events each handler has had, so that effects happen once."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.models import Base, InboxRow

_INBOX = Base.metadata.tables[InboxRow.__tablename__]
_TAKE = {
    "postgresql": postgresql.insert(_INBOX).on_conflict_do_nothing().returning(_INBOX.c.event_id),
    "sqlite": sqlite.insert(_INBOX).on_conflict_do_nothing().returning(_INBOX.c.event_id),
}


def is_done(connection: Connection, handler: str, event_id: UUID) -> bool:
    """Tell whether a handler has had an event."""
    had = select(InboxRow.done_at).where(InboxRow.handler == handler, InboxRow.event_id == event_id)
    return connection.execute(had).first() is not None


def take(session: Session, handler: str, event_id: UUID, at: datetime) -> bool:
    """Remember, first in the transaction of the effects, that a handler has had an event.

    Return ``False`` when it has had it before. Where another process has it in this moment, wait
    how that ends.
    """
    row = {"handler": handler, "event_id": event_id, "done_at": at}
    # Past the ORM, which has nothing to do with a row that nobody looks at.
    connection = session.connection()
    return connection.execute(_TAKE[connection.dialect.name], row).first() is not None


def forget(session: Session, handler: str, event_id: UUID) -> None:
    """Let a handler have an event once more: an operator's replay of a dead letter."""
    row = session.get(InboxRow, (handler, event_id))
    if row is not None:
        session.delete(row)
