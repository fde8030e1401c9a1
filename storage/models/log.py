"""The event log with its outbox, the inbox, dead letters and checkpoints."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from schemas.failures import FailureCode
from schemas.states import MediumState
from storage.models.base import Base, Choice, UtcDateTime


class EventRow(Base):
    """One event: log, outbox (``sent_at``) and audit trail (``hash``) at once.

    ``number`` counts the events of one stream from 1; ``stream_id`` is a submission or an account.
    """

    __tablename__ = "events"
    __table_args__ = (
        UniqueConstraint("stream_id", "number"),
        Index("ix_events_unsent", "seq", sqlite_where=text("sent_at IS NULL")),
        {"sqlite_autoincrement": True},
    )

    seq: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[UUID] = mapped_column(Uuid, unique=True)
    stream_id: Mapped[UUID] = mapped_column(Uuid)
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(60))
    version: Mapped[int]
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class InboxRow(Base):
    """An event whose effects one handler has already had."""

    __tablename__ = "inbox"

    handler: Mapped[str] = mapped_column(String(60), primary_key=True)
    event_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    done_at: Mapped[datetime] = mapped_column(UtcDateTime)


class DeadLetterRow(Base):
    """Work that was given up, with its code and where in our code it failed.

    ``back_to`` is the state in which the medium waited for the stage, for a replay.
    """

    __tablename__ = "dead_letters"

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submissions.id"), index=True)
    medium_id: Mapped[UUID] = mapped_column(ForeignKey("media.id"))
    event_id: Mapped[UUID] = mapped_column(Uuid)
    stage: Mapped[str] = mapped_column(String(60))
    code: Mapped[FailureCode] = mapped_column(Choice(FailureCode))
    origin: Mapped[str | None] = mapped_column(String(200))
    tries: Mapped[int]
    back_to: Mapped[MediumState] = mapped_column(Choice(MediumState))
    failed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    replayed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class CheckpointRow(Base):
    """A signed statement of how far every chain had come."""

    __tablename__ = "checkpoints"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seq: Mapped[int]
    streams: Mapped[int]
    heads_sha256: Mapped[str] = mapped_column(String(64))
    signature: Mapped[bytes]
