"""The event log with its outbox, the inbox, dead letters and checkpoints."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from schemas.failures import FailureCode
from schemas.states import MediumState
from storage.models.base import Base, BigNumber, Choice, UtcDateTime


class EventRow(Base):
    """One event: log, outbox (``sent_at``) and audit trail (``hash``) at once.

    ``number`` counts the events of one stream from 1; ``stream_id`` is a submission or an account.
    On PostgreSQL the table is partitioned by ``at`` (see :mod:`storage.partitions`), and no
    constraint can span partitions: there :class:`StreamHeadRow` keeps numbers unique.
    """

    __tablename__ = "events"
    __table_args__ = (
        UniqueConstraint("stream_id", "number"),
        Index(
            "ix_events_unsent",
            "seq",
            sqlite_where=text("sent_at IS NULL"),
            postgresql_where=text("sent_at IS NULL"),
        ),
        {"sqlite_autoincrement": True},
    )

    seq: Mapped[int] = mapped_column(BigNumber, primary_key=True)
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


class StreamHeadRow(Base):
    """The last event of one stream: what the next one is chained to.

    Its row is locked while an event is appended, so that a stream never forks, on whatever
    database and however many processes write.
    """

    __tablename__ = "stream_heads"

    stream_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    number: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))


class InboxRow(Base):
    """An event whose effects one handler has already had."""

    __tablename__ = "inbox"

    handler: Mapped[str] = mapped_column(String(60), primary_key=True)
    event_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    done_at: Mapped[datetime] = mapped_column(UtcDateTime)


class DeadLetterRow(Base):
    """Work that was given up, with its code and where in our code it failed.

    A stage gives up on a medium, and ``back_to`` is the state in which the medium waited for it.
    Any handler may give up on an event; then there is no medium. What came from Kafka and is no
    event at all has no submission either, only the place where it lies.
    """

    __tablename__ = "dead_letters"

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[UUID | None] = mapped_column(ForeignKey("submissions.id"), index=True)
    medium_id: Mapped[UUID | None] = mapped_column(ForeignKey("media.id"))
    event_id: Mapped[UUID] = mapped_column(Uuid)
    stage: Mapped[str] = mapped_column(String(60))
    code: Mapped[FailureCode] = mapped_column(Choice(FailureCode))
    origin: Mapped[str | None] = mapped_column(String(200))
    tries: Mapped[int]
    back_to: Mapped[MediumState | None] = mapped_column(Choice(MediumState))
    topic: Mapped[str | None] = mapped_column(String(120))
    partition: Mapped[int | None]
    offset: Mapped[int | None] = mapped_column(BigNumber)
    failed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    replayed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class CheckpointRow(Base):
    """A signed statement of how far every chain had come."""

    __tablename__ = "checkpoints"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seq: Mapped[int] = mapped_column(BigNumber)
    streams: Mapped[int]
    heads_sha256: Mapped[str] = mapped_column(String(64))
    signature: Mapped[bytes]
