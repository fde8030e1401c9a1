"""The check that the uploader is a verified professional."""

from uuid import UUID, uuid4

from sqlalchemy import select

from moderation import find
from schemas import events
from schemas.http.accounts import CheckDecision, VerificationRequest
from schemas.refusals import RefusalCode, RefusedError
from schemas.states import SubmissionState, VerificationState
from storage.models import SubmissionRow, VerificationRow
from storage.unit_of_work import UnitOfWork


def request(uow: UnitOfWork, account_id: UUID, stated: VerificationRequest) -> VerificationRow:
    """Ask to be verified.

    Raises:
        RefusedError: ``wrong_state`` while a request is open or when verified already.

    """
    account = find.locked_account(uow, account_id)
    if account.verification in (VerificationState.REQUESTED, VerificationState.VERIFIED):
        raise RefusedError(RefusalCode.WRONG_STATE)
    row = VerificationRow(
        id=uuid4(),
        account_id=account_id,
        state=VerificationState.REQUESTED,
        requested_at=uow.now,
        **stated.model_dump(),
    )
    uow.session.add(row)
    account.verification = VerificationState.REQUESTED
    uow.append(account_id, events.VerificationRequested(verification_id=row.id))
    return row


def decide(
    uow: UnitOfWork, verification_id: UUID, officer_id: UUID, decision: CheckDecision
) -> None:
    """Verify or refuse; submissions that wait for a verified uploader follow by event.

    Raises:
        RefusedError: ``not_found``; ``wrong_state`` when decided already; ``not_allowed`` for
            one's own request; ``reason_needed`` for a refusal without a note.

    """
    row = uow.session.get(VerificationRow, verification_id, with_for_update=True)
    if row is None:
        raise RefusedError(RefusalCode.NOT_FOUND)
    if row.state is not VerificationState.REQUESTED:
        raise RefusedError(RefusalCode.WRONG_STATE)
    if row.account_id == officer_id:
        raise RefusedError(RefusalCode.NOT_ALLOWED)
    if not decision.verified and not decision.note:
        raise RefusedError(RefusalCode.REASON_NEEDED)
    row.state = VerificationState.VERIFIED if decision.verified else VerificationState.REFUSED
    row.decided_at, row.officer_id, row.note = uow.now, officer_id, decision.note
    find.locked_account(uow, row.account_id).verification = row.state
    decided = events.VerificationDecided(
        verification_id=row.id, officer_id=officer_id, state=row.state
    )
    uow.append(row.account_id, decided)


def check_submission(uow: UnitOfWork, submission_id: UUID) -> None:
    """Let an approved submission pass when its uploader is verified, else let it wait."""
    row = find.locked_submission(uow, submission_id)
    if row.state is not SubmissionState.AWAITING_CHECK:
        return
    uploader = find.account(uow.session, row.uploader_id)
    if uploader.verification is VerificationState.VERIFIED:
        uow.append(row.id, events.ProfessionalChecked(uploader_id=row.uploader_id))
    else:
        uow.append(row.id, events.CheckAwaited(uploader_id=row.uploader_id))


def check_waiting(uow: UnitOfWork, account_id: UUID) -> None:
    """Check every approved submission of an account whose verification was just decided."""
    query = (
        select(SubmissionRow.id)
        .where(
            SubmissionRow.uploader_id == account_id,
            SubmissionRow.state == SubmissionState.AWAITING_CHECK,
        )
        # Always in the same order, so that two that lock several never wait for each other.
        .order_by(SubmissionRow.id)
    )
    if find.account(uow.session, account_id).verification is VerificationState.VERIFIED:
        for submission_id in uow.session.scalars(query).all():
            check_submission(uow, submission_id)
