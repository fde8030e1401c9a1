"""Looking up rows, or refusing with ``not_found``."""

from uuid import UUID

from sqlalchemy.orm import Session

from schemas.refusals import RefusalCode, RefusedError
from storage.models import AccountRow, MediumRow, SubmissionRow


def submission(session: Session, submission_id: UUID) -> SubmissionRow:
    """Return a submission."""
    row = session.get(SubmissionRow, submission_id)
    if row is None:
        raise RefusedError(RefusalCode.NOT_FOUND)
    return row


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
