"""Checkpoints over the event log, and the check that nothing in it was changed.

A chain shows a change inside a stream, but not that its end was cut off or that a whole stream is
gone. A checkpoint signs the number and hash of every stream's last event at one time (Ed25519,
RFC 8032), so those show as well.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from storage.events import GENESIS, chain_hash
from storage.keyring import Keyring
from storage.models import CheckpointRow, EventRow
from storage.unit_of_work import UnitOfWork

_BATCH = 1000


@dataclass(slots=True)
class AuditReport:
    """What a check of the whole log found."""

    events: int = 0
    streams: int = 0
    checkpoints: int = 0
    broken: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Whether nothing was changed, cut off or taken away."""
        return not self.broken


def settled_seq(uow: UnitOfWork) -> int:
    """Return a number up to which every event is committed or will never be.

    PostgreSQL gives out numbers before transactions commit, so a lower one may appear after a
    higher one. A lock that no writer holds tells that none is under way; whoever cannot get it
    within half a second raises SQLAlchemy's ``OperationalError`` and tries again another time.
    """
    if uow.session.get_bind().dialect.name == "postgresql":
        uow.session.execute(text("SET LOCAL lock_timeout = '500ms'"))
        uow.session.execute(text("LOCK TABLE events IN SHARE MODE"))
    return uow.session.scalar(select(func.max(EventRow.seq))) or 0


def write_checkpoint(uow: UnitOfWork, keyring: Keyring, last_seq: int) -> CheckpointRow | None:
    """Sign the heads of all streams as they were at ``last_seq``, which must be settled.

    Return ``None`` when nothing happened since the last checkpoint.
    """
    last_signed = uow.session.scalar(select(func.max(CheckpointRow.last_seq))) or 0
    if last_seq <= last_signed:
        return None
    heads = _heads(uow.session, last_seq)
    row = CheckpointRow(
        at=uow.now, last_seq=last_seq, streams=len(heads), heads_sha256=_heads_sha256(heads)
    )
    row.signature = keyring.audit_key().sign(_statement(row))
    uow.session.add(row)
    return row


def verify(session: Session, keyring: Keyring) -> AuditReport:
    """Walk every chain and every checkpoint."""
    report = AuditReport()
    _verify_chains(session, report)
    for checkpoint in session.scalars(select(CheckpointRow).order_by(CheckpointRow.id)):
        report.checkpoints += 1
        _verify_checkpoint(session, keyring, checkpoint, report)
    return report


def _verify_chains(session: Session, report: AuditReport) -> None:
    query = select(EventRow).order_by(EventRow.stream_id, EventRow.number)
    stream_id, number, previous = None, 0, GENESIS
    for row in session.scalars(query.execution_options(yield_per=_BATCH)):
        report.events += 1
        if row.stream_id != stream_id:
            stream_id, number, previous = row.stream_id, 0, GENESIS
            report.streams += 1
        intact = row.number == number + 1 and row.previous_hash == previous
        if not intact or row.hash != chain_hash(row):
            report.broken.append(f"stream {row.stream_id} at event {row.number}")
        number, previous = row.number, row.hash


def _verify_checkpoint(
    session: Session, keyring: Keyring, checkpoint: CheckpointRow, report: AuditReport
) -> None:
    try:
        keyring.audit_key().public_key().verify(checkpoint.signature, _statement(checkpoint))
    except InvalidSignature:
        report.broken.append(f"signature of checkpoint {checkpoint.id}")
    heads = _heads(session, checkpoint.last_seq)
    if _heads_sha256(heads) != checkpoint.heads_sha256 or len(heads) != checkpoint.streams:
        report.broken.append(f"heads of checkpoint {checkpoint.id}")


def _heads(session: Session, last_seq: int) -> Sequence[tuple[UUID, int, str]]:
    """Return each stream's last event up to ``last_seq``: stream, number, hash."""
    latest = (
        select(func.max(EventRow.seq).label("seq"))
        .where(EventRow.seq <= last_seq)
        .group_by(EventRow.stream_id)
        .subquery()
    )
    query = (
        select(EventRow.stream_id, EventRow.number, EventRow.hash)
        .join(latest, latest.c.seq == EventRow.seq)
        .order_by(EventRow.stream_id)
    )
    return session.execute(query).all()


def _heads_sha256(heads: Iterable[tuple[UUID, int, str]]) -> str:
    lines = "".join(f"{stream} {number} {digest}\n" for stream, number, digest in heads)
    return hashlib.sha256(lines.encode()).hexdigest()


def _statement(row: CheckpointRow) -> bytes:
    return f"{row.at.isoformat()} {row.last_seq} {row.streams} {row.heads_sha256}".encode()
