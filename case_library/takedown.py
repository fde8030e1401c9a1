"""Takedown: gone from search, feeds and image addresses when it answers."""

from uuid import UUID

from sqlalchemy import select

from case_library import search
from moderation import find, leases
from moderation.transitions import move_submission
from schemas import events
from schemas.states import SubmissionState, TakedownReason
from storage.models import CaseRow, SubmissionRow
from storage.submission_keys import SubmissionKeys
from storage.unit_of_work import UnitOfWork


def withdraw(
    uow: UnitOfWork,
    keys: SubmissionKeys,
    submission_id: UUID,
    by_id: UUID,
    reason: TakedownReason,
) -> SubmissionRow:
    """Take a submission down wherever it is, with its case, and destroy its key.

    Withdrawing what is withdrawn already is no error.
    """
    submission = find.locked_submission(uow, submission_id)
    if submission.state is SubmissionState.WITHDRAWN:
        return submission
    query = select(CaseRow).where(CaseRow.submission_id == submission_id)
    case = uow.session.scalars(query).first()
    if case is not None:
        case.withdrawn_at = uow.now
        search.remove(uow.session, case)
    move_submission(submission, SubmissionState.WITHDRAWN, uow.now)
    leases.drop(uow, submission_id)
    # The key before the stream: whoever shreds locks them in this order.
    had_key = keys.shred(uow.session, submission_id)
    withdrawn = events.CaseWithdrawn(case_id=case.id if case else None, by_id=by_id, reason=reason)
    uow.append(submission_id, withdrawn)
    if had_key:
        uow.append(submission_id, events.OriginalShredded())
    return submission


def shred(uow: UnitOfWork, keys: SubmissionKeys, submission_id: UUID) -> bool:
    """Destroy a submission's key; tell whether there was one left."""
    if not keys.shred(uow.session, submission_id):
        return False
    uow.append(submission_id, events.OriginalShredded())
    return True
