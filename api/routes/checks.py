"""The check queue of the verification officers."""

from datetime import timedelta
from uuid import UUID

from fastapi import APIRouter
from sqlalchemy import func, select

from api.people import Officer
from api.routes.verification import verification_view
from api.services import Serve
from moderation import check
from schemas.http.accounts import CheckDecision, CheckItem, CheckQueue
from schemas.states import SubmissionState, VerificationState
from storage.models import AccountRow, SubmissionRow, VerificationRow

router = APIRouter(prefix="/api/checks", tags=["checks"])


@router.get("")
def check_queue(_: Officer, services: Serve) -> CheckQueue:
    """Return the open requests, oldest first."""
    waiting = (
        select(func.count())
        .where(
            SubmissionRow.uploader_id == AccountRow.id,
            SubmissionRow.state == SubmissionState.AWAITING_CHECK,
        )
        .scalar_subquery()
    )
    query = (
        select(VerificationRow, AccountRow, waiting)
        .join(AccountRow, AccountRow.id == VerificationRow.account_id)
        .where(VerificationRow.state == VerificationState.REQUESTED)
        .order_by(VerificationRow.requested_at)
    )
    decided = select(func.count()).where(
        VerificationRow.decided_at >= services.database.clock() - timedelta(days=1)
    )
    with services.database.reading() as session:
        items = [
            CheckItem(
                verification=verification_view(row),
                account_id=account.id,
                email=account.email,
                display_name=account.display_name,
                waiting_submissions=count,
            )
            for row, account, count in session.execute(query)
        ]
        return CheckQueue(items=items, decided_today=session.scalar(decided) or 0)


@router.post("/{verification_id}", status_code=204)
def decide_check(
    verification_id: UUID, decision: CheckDecision, person: Officer, services: Serve
) -> None:
    """Verify or refuse."""
    with services.database.writing() as uow:
        check.decide(uow, verification_id, person.id, decision)
