"""Submissions, their media, plans, renditions, leases, decisions and keys."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from schemas.failures import FailureCode
from schemas.media_type import MediaType
from schemas.states import (
    MediumState,
    ReviewReason,
    ReviewVerdict,
    SubmissionState,
    TextScanState,
)
from schemas.zones import Zone
from storage.models.base import Base, BigNumber, Choice, UtcDateTime


class SubmissionRow(Base):
    """One case on its way. ``version`` grows with every change that a decision must have seen."""

    __tablename__ = "submissions"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    uploader_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    state: Mapped[SubmissionState] = mapped_column(Choice(SubmissionState), index=True)
    state_since: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)
    title: Mapped[str] = mapped_column(String(120))
    caption: Mapped[str] = mapped_column(String(2000))
    diagnosis: Mapped[str] = mapped_column(String(120))
    specialty: Mapped[str] = mapped_column(String(40))
    body_region: Mapped[str] = mapped_column(String(40))
    age_band: Mapped[str] = mapped_column(String(40))
    sex: Mapped[str] = mapped_column(String(40))
    consent_version: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    escalated_by: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    reason: Mapped[ReviewReason | None] = mapped_column(Choice(ReviewReason))
    note: Mapped[str | None] = mapped_column(String(500))

    media: Mapped[list["MediumRow"]] = relationship(
        order_by="MediumRow.position", cascade="all, delete-orphan", lazy="selectin"
    )


class MediumRow(Base):
    """One file of a submission. ``kind`` is the media type of what the stages made of it.

    ``moments`` is when each frame of a video is shown, in milliseconds; empty where they are
    evenly spaced.
    """

    __tablename__ = "media"
    __table_args__ = (UniqueConstraint("submission_id", "position"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submissions.id"), index=True)
    position: Mapped[int]
    uploaded_type: Mapped[MediaType] = mapped_column(Choice(MediaType))
    kind: Mapped[MediaType | None] = mapped_column(Choice(MediaType))
    size: Mapped[int] = mapped_column(BigNumber)
    state: Mapped[MediumState] = mapped_column(Choice(MediumState), index=True)
    state_since: Mapped[datetime] = mapped_column(UtcDateTime)
    modality: Mapped[str | None] = mapped_column(String(16))
    width: Mapped[int | None]
    height: Mapped[int | None]
    frames: Mapped[int | None]
    moments: Mapped[list[int]] = mapped_column(JSON, server_default=text("'[]'"))
    revision: Mapped[int] = mapped_column(default=0)
    flagged: Mapped[bool] = mapped_column(default=False)
    failure: Mapped[FailureCode | None] = mapped_column(Choice(FailureCode))


class ProgressRow(Base):
    """How many percent of a stage's work on a long medium are done; a note, no state."""

    __tablename__ = "progress"

    medium_id: Mapped[UUID] = mapped_column(
        ForeignKey("media.id", ondelete="CASCADE"), primary_key=True
    )
    stage: Mapped[str] = mapped_column(String(40))
    percent: Mapped[int]


class PlanRow(Base):
    """One revision of a medium's redaction plan; revisions are never changed."""

    __tablename__ = "plans"

    medium_id: Mapped[UUID] = mapped_column(ForeignKey("media.id"), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    plan: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class RenditionRow(Base):
    """One encoded form of a medium in the zones STRIPPED or OBSCURED, named by its SHA-256."""

    __tablename__ = "renditions"
    __table_args__ = (UniqueConstraint("medium_id", "zone", "role", "frame"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    medium_id: Mapped[UUID] = mapped_column(ForeignKey("media.id"), index=True)
    zone: Mapped[Zone]
    role: Mapped[str] = mapped_column(String(16))
    frame: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    media_type: Mapped[str] = mapped_column(String(40))
    width: Mapped[int]
    height: Mapped[int]


class TextScanRow(Base):
    """What was found in a submission's free text; ``texts_sha256`` says in which wording.

    ``spans`` holds places as :class:`schemas.free_text.TextSpan`, never words.
    """

    __tablename__ = "text_scans"

    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submissions.id"), primary_key=True)
    texts_sha256: Mapped[str] = mapped_column(String(64))
    state: Mapped[TextScanState] = mapped_column(Choice(TextScanState), index=True)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    scanner_version: Mapped[str | None] = mapped_column(String(16))
    spans: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    failure: Mapped[FailureCode | None] = mapped_column(Choice(FailureCode))


class LeaseRow(Base):
    """Who holds a submission for review, and until when."""

    __tablename__ = "leases"

    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submissions.id"), primary_key=True)
    holder_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    until: Mapped[datetime] = mapped_column(UtcDateTime)


class DecisionRow(Base):
    """A moderator's decision; an approval keeps every digest that it named.

    ``removed`` holds what it takes out of the texts, as :class:`schemas.free_text.Stretch`.
    """

    __tablename__ = "decisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submissions.id"), index=True)
    moderator_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    verdict: Mapped[ReviewVerdict] = mapped_column(Choice(ReviewVerdict))
    reason: Mapped[ReviewReason | None] = mapped_column(Choice(ReviewReason))
    note: Mapped[str | None] = mapped_column(String(500))
    approved: Mapped[dict[str, str]] = mapped_column(JSON)
    removed: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SubmissionKeyRow(Base):
    """A submission's key, wrapped by the master key; without it its dark zones are noise."""

    __tablename__ = "submission_keys"

    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submissions.id"), primary_key=True)
    wrapped: Mapped[bytes | None]
    shredded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
