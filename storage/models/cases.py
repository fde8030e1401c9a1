"""Published cases and the pictures that were approved for them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.models.base import Base, UtcDateTime


class CaseRow(Base):
    """One published case: a copy of what was approved, so that nothing later can change it.

    ``number`` orders cases and names their row in the full-text index.
    """

    __tablename__ = "cases"
    __table_args__ = ({"sqlite_autoincrement": True},)

    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(Uuid, unique=True)
    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submissions.id"), unique=True)
    uploader_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    title: Mapped[str] = mapped_column(String(120))
    caption: Mapped[str] = mapped_column(String(2000))
    diagnosis: Mapped[str] = mapped_column(String(120))
    specialty: Mapped[str] = mapped_column(String(40), index=True)
    body_region: Mapped[str] = mapped_column(String(40), index=True)
    age_band: Mapped[str] = mapped_column(String(40))
    sex: Mapped[str] = mapped_column(String(40))
    modalities: Mapped[list[str]] = mapped_column(JSON)
    approved_sha256: Mapped[str] = mapped_column(String(64))
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    images: Mapped[list["CaseImageRow"]] = relationship(
        order_by="CaseImageRow.id", cascade="all, delete-orphan", lazy="selectin"
    )


class CaseImageRow(Base):
    """One approved rendition of a case, in the zone OBSCURED by construction."""

    __tablename__ = "case_images"
    __table_args__ = (UniqueConstraint("case_number", "medium_id", "role", "frame"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_number: Mapped[int] = mapped_column(ForeignKey("cases.number"), index=True)
    medium_id: Mapped[UUID] = mapped_column(ForeignKey("media.id"))
    position: Mapped[int]
    modality: Mapped[str] = mapped_column(String(16))
    role: Mapped[str] = mapped_column(String(16))
    frame: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    media_type: Mapped[str] = mapped_column(String(40))
    width: Mapped[int]
    height: Mapped[int]
