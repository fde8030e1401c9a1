"""Leases: one moderator at a time, for a time, told by events."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from schemas import events
from schemas.refusals import RefusalCode, RefusedError
from storage.models import LeaseRow
from storage.unit_of_work import UnitOfWork

LEASE = timedelta(minutes=10)


def take(uow: UnitOfWork, submission_id: UUID, moderator_id: UUID) -> LeaseRow:
    """Take or renew the lease on a submission.

    Raises:
        RefusedError: ``claimed_by_another`` while somebody else's lease runs.

    """
    lease = uow.session.get(LeaseRow, submission_id, with_for_update=True)
    until = uow.now + LEASE
    if lease is None:
        lease = LeaseRow(submission_id=submission_id, holder_id=moderator_id, until=until)
        uow.session.add(lease)
    elif lease.holder_id == moderator_id:
        lease.until = until
        return lease
    elif lease.until > uow.now:
        raise RefusedError(RefusalCode.CLAIMED_BY_ANOTHER)
    else:
        uow.append(submission_id, events.ReviewReleased(moderator_id=lease.holder_id, expired=True))
        lease.holder_id, lease.until = moderator_id, until
    uow.append(submission_id, events.ReviewClaimed(moderator_id=moderator_id, until=until))
    return lease


def require(session: Session, submission_id: UUID, moderator_id: UUID, now: datetime) -> None:
    """Raise ``not_claimed`` unless this moderator's lease runs at ``now``."""
    lease = session.get(LeaseRow, submission_id)
    if lease is None or lease.holder_id != moderator_id or lease.until <= now:
        raise RefusedError(RefusalCode.NOT_CLAIMED)


def give_back(uow: UnitOfWork, submission_id: UUID, moderator_id: UUID) -> None:
    """End a moderator's lease; ending one that is not held is no error."""
    lease = uow.session.get(LeaseRow, submission_id, with_for_update=True)
    if lease is None or lease.holder_id != moderator_id:
        return
    uow.session.delete(lease)
    uow.append(submission_id, events.ReviewReleased(moderator_id=moderator_id, expired=False))


def drop(uow: UnitOfWork, submission_id: UUID) -> None:
    """End whatever lease there is because the submission left review."""
    lease = uow.session.get(LeaseRow, submission_id, with_for_update=True)
    if lease is not None:
        uow.session.delete(lease)


def expire(uow: UnitOfWork) -> int:
    """End the leases whose time has passed; return how many there were."""
    expired = (
        select(LeaseRow)
        .where(LeaseRow.until <= uow.now)
        .order_by(LeaseRow.submission_id)
        .with_for_update(skip_locked=True)
    )
    leases = uow.session.scalars(expired).all()
    for lease in leases:
        uow.session.delete(lease)
        released = events.ReviewReleased(moderator_id=lease.holder_id, expired=True)
        uow.append(lease.submission_id, released)
    return len(leases)
