"""People: accounts, their sessions, their verification."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from schemas.states import VerificationState
from schemas.vocabulary import Profession
from storage.models.base import Base, Choice, UtcDateTime


class AccountRow(Base):
    """One person's account. ``roles`` holds values of :class:`schemas.states.Role`."""

    __tablename__ = "accounts"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    display_name: Mapped[str] = mapped_column(String(80))
    password_hash: Mapped[str] = mapped_column(String(200))
    roles: Mapped[list[str]] = mapped_column(JSON)
    verification: Mapped[VerificationState] = mapped_column(Choice(VerificationState))
    failed_log_ins: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SessionRow(Base):
    """A log-in. Only the token's SHA-256 is kept."""

    __tablename__ = "sessions"

    token_sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"))
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)


class VerificationRow(Base):
    """A clinician's request to be verified, and what became of it."""

    __tablename__ = "verifications"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    state: Mapped[VerificationState] = mapped_column(Choice(VerificationState))
    full_name: Mapped[str] = mapped_column(String(120))
    profession: Mapped[Profession] = mapped_column(Choice(Profession))
    licence_number: Mapped[str] = mapped_column(String(120))
    authority: Mapped[str] = mapped_column(String(120))
    country: Mapped[str] = mapped_column(String(2))
    requested_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    note: Mapped[str | None] = mapped_column(String(500))
