"""The uploader's submissions: open, edit, submit, follow, withdraw."""

from datetime import datetime
from uuid import UUID

from fastapi import APIRouter
from sqlalchemy import select
from sqlalchemy.orm import Session

from api.people import Clinician
from api.services import Serve
from api.views.submissions import submission_views
from case_library.takedown import withdraw
from moderation import find, intake
from schemas.http.submissions import (
    CaseTexts,
    NewSubmission,
    SubmissionPage,
    SubmissionView,
    Withdrawal,
)
from schemas.refusals import RefusalCode, RefusedError
from storage.models import SubmissionRow

router = APIRouter(prefix="/api/submissions", tags=["submissions"])
_PAGE = 20


@router.post("", status_code=201)
def open_submission(new: NewSubmission, person: Clinician, services: Serve) -> SubmissionView:
    """Open a draft; media follow one by one, then it is submitted."""
    with services.database.writing() as uow:
        row = intake.open_submission(uow, services.keys, person.id, new)
        return _one(uow.session, row)


@router.get("")
def list_submissions(
    person: Clinician, services: Serve, cursor: str | None = None
) -> SubmissionPage:
    """Return my submissions, newest first."""
    query = select(SubmissionRow).where(SubmissionRow.uploader_id == person.id)
    if cursor is not None:
        query = query.where(SubmissionRow.created_at < _time(cursor))
    query = query.order_by(SubmissionRow.created_at.desc()).limit(_PAGE + 1)
    with services.database.reading() as session:
        rows = session.scalars(query).all()
        shown = rows[:_PAGE]
        more = len(rows) > _PAGE
        return SubmissionPage(
            items=submission_views(session, shown),
            next_cursor=shown[-1].created_at.isoformat() if more else None,
        )


@router.get("/{submission_id}")
def read_submission(submission_id: UUID, person: Clinician, services: Serve) -> SubmissionView:
    """Return one of my submissions."""
    with services.database.reading() as session:
        return _one(session, find.own_submission(session, submission_id, person.id))


@router.put("/{submission_id}/texts")
def edit_texts(
    submission_id: UUID, texts: CaseTexts, person: Clinician, services: Serve
) -> SubmissionView:
    """Write the texts of a draft, or of a submission that was sent back, anew."""
    with services.database.writing() as uow:
        intake.edit_texts(uow, submission_id, person.id, texts)
        return _one(uow.session, find.submission(uow.session, submission_id))


@router.post("/{submission_id}/submit", status_code=202)
def submit(submission_id: UUID, person: Clinician, services: Serve) -> SubmissionView:
    """Submit. With the answer to this the upload is accepted, and will not be lost."""
    with services.database.writing() as uow:
        intake.submit(uow, submission_id, person.id)
        return _one(uow.session, find.submission(uow.session, submission_id))


@router.post("/{submission_id}/withdraw")
def withdraw_submission(
    submission_id: UUID, withdrawal: Withdrawal, person: Clinician, services: Serve
) -> SubmissionView:
    """Withdraw one of my submissions, and its case where there is one, for good."""
    with services.database.writing() as uow:
        find.own_submission(uow.session, submission_id, person.id)
        row = withdraw(uow, services.keys, submission_id, person.id, withdrawal.reason)
        return _one(uow.session, row)


def _one(session: Session, row: SubmissionRow) -> SubmissionView:
    session.flush()
    return submission_views(session, [row])[0]


def _time(cursor: str) -> datetime:
    try:
        return datetime.fromisoformat(cursor)
    except ValueError:
        raise RefusedError(RefusalCode.INVALID) from None
