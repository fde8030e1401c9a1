"""A clinician's own verification."""

from fastapi import APIRouter
from sqlalchemy import select

from api.people import Clinician
from api.services import Serve
from moderation import check
from schemas.http.accounts import VerificationRequest, VerificationView
from storage.models import VerificationRow

router = APIRouter(prefix="/api/verification", tags=["verification"])


@router.get("")
def my_verification(person: Clinician, services: Serve) -> VerificationView | None:
    """Return my latest request, or null when there is none."""
    query = select(VerificationRow).where(VerificationRow.account_id == person.id)
    with services.database.reading() as session:
        row = session.scalars(query.order_by(VerificationRow.requested_at.desc())).first()
        return None if row is None else verification_view(row)


@router.post("", status_code=201)
def request_verification(
    stated: VerificationRequest, person: Clinician, services: Serve
) -> VerificationView:
    """Ask to be verified."""
    with services.database.writing() as uow:
        return verification_view(check.request(uow, person.id, stated))


def verification_view(row: VerificationRow) -> VerificationView:
    """Return a request as its owner and the officers see it."""
    return VerificationView.model_validate(row, from_attributes=True)
