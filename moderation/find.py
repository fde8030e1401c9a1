"""Looking up rows, or refusing with ``not_found``."""

from uuid import UUID

from sqlalchemy.orm import Session

from schemas.refusals import RefusalCode, RefusedError
from storage.models import AccountRow, MediumRow, SubmissionRow
from storage.unit_of_work import UnitOfWork

_LOCK = {"key_share": True}
"""``FOR NO KEY UPDATE``: rows that refer to the locked one may still be added beside it."""


def submission(session: Session, submission_id: UUID) -> SubmissionRow:
    """Return a submission."""
    row = session.get(SubmissionRow, submission_id)
    if row is None:
        raise RefusedError(RefusalCode.NOT_FOUND)
    return row


def locked_submission(uow: UnitOfWork, submission_id: UUID) -> SubmissionRow:
    """Return a submission as it is now; nobody else can change it before this transaction ends.

    Whatever changes a submission, its media or its lease begins with this.
    """
    row = uow.session.get(
        SubmissionRow, submission_id, with_for_update=_LOCK, populate_existing=True
    )
    if row is None:
        raise RefusedError(RefusalCode.NOT_FOUND)
    return row


def locked_own_submission(uow: UnitOfWork, submission_id: UUID, uploader_id: UUID) -> SubmissionRow:
    """Return a submission of this uploader, locked."""
    own_submission(uow.session, submission_id, uploader_id)
    return locked_submission(uow, submission_id)


def own_submission(session: Session, submission_id: UUID, uploader_id: UUID) -> SubmissionRow:
    """Return a submission of this uploader; another's is as if it were not there."""
    row = submission(session, submission_id)
    if row.uploader_id != uploader_id:
        raise RefusedError(RefusalCode.NOT_FOUND)
    return row


def medium(session: Session, submission_id: UUID, medium_id: UUID) -> MediumRow:
    """Return a medium of this submission."""
    row = session.get(MediumRow, medium_id)
    if row is None or row.submission_id != submission_id:
        raise RefusedError(RefusalCode.NOT_FOUND)
    return row


def account(session: Session, account_id: UUID) -> AccountRow:
    """Return an account."""
    row = session.get(AccountRow, account_id)
    if row is None:
        raise RefusedError(RefusalCode.NOT_FOUND)
    return row


def locked_account(uow: UnitOfWork, account_id: UUID) -> AccountRow:
    """Return an account as it is now; nobody else can change it before this transaction ends."""
    row = uow.session.get(AccountRow, account_id, with_for_update=_LOCK, populate_existing=True)
    if row is None:
        raise RefusedError(RefusalCode.NOT_FOUND)
    return row
