"""The moderators' queue: claim, look, revise, decide."""

from uuid import UUID

from fastapi import APIRouter

from api.people import Moderator
from api.services import Serve
from api.views.review import redacted_view, review_item, review_medium, review_queue
from moderation import find, leases, review, revision
from moderation.transitions import require
from schemas.http.review import (
    Decision,
    PlanRevision,
    RedactedTexts,
    Removals,
    ReviewItem,
    ReviewMedium,
    ReviewQueue,
)
from schemas.states import SubmissionState

router = APIRouter(prefix="/api/review", tags=["review"])


@router.get("/queue", name="review_queue")
def read_queue(person: Moderator, services: Serve) -> ReviewQueue:
    """Return what waits for a decision, oldest first."""
    with services.database.reading() as session:
        return review_queue(session, person.id, services.database.clock())


@router.post("/next")
def claim_next(person: Moderator, services: Serve) -> ReviewItem | None:
    """Claim the item that waits longest; null when none is free."""
    with services.database.writing() as uow:
        row = review.claim_next(uow, person.id)
        return None if row is None else review_item(uow.session, row, person.id)


@router.get("/items/{submission_id}")
def read_review_item(submission_id: UUID, person: Moderator, services: Serve) -> ReviewItem:
    """Return an item in review."""
    with services.database.reading() as session:
        row = find.submission(session, submission_id)
        require(row, SubmissionState.IN_REVIEW)
        return review_item(session, row, person.id)


@router.post("/items/{submission_id}/claim")
def claim(submission_id: UUID, person: Moderator, services: Serve) -> ReviewItem:
    """Claim an item, or renew the lease on it."""
    with services.database.writing() as uow:
        row = review.claim(uow, submission_id, person.id)
        uow.session.flush()
        return review_item(uow.session, row, person.id)


@router.delete("/items/{submission_id}/claim", status_code=204)
def release(submission_id: UUID, person: Moderator, services: Serve) -> None:
    """Give an item back."""
    with services.database.writing() as uow:
        leases.give_back(uow, submission_id, person.id)


@router.post("/items/{submission_id}/media/{medium_id}/revisions", status_code=202)
def revise_plan(
    submission_id: UUID,
    medium_id: UUID,
    change: PlanRevision,
    person: Moderator,
    services: Serve,
) -> ReviewMedium:
    """Draw, lift or put back regions; the new pictures follow."""
    with services.database.writing() as uow:
        medium = revision.revise(uow, submission_id, medium_id, person.id, change)
        uow.session.flush()
        return review_medium(uow.session, medium)


@router.post("/items/{submission_id}/redacted-texts")
def redact_texts(
    submission_id: UUID, removals: Removals, _: Moderator, services: Serve
) -> RedactedTexts:
    """Return the texts without what shall be removed, and what approves them; changes nothing."""
    with services.database.reading() as session:
        row = find.submission(session, submission_id)
        require(row, SubmissionState.IN_REVIEW)
        return redacted_view(row, removals.removed)


@router.post("/items/{submission_id}/decision", status_code=204)
def decide(submission_id: UUID, decision: Decision, person: Moderator, services: Serve) -> None:
    """Approve, send back, reject or escalate."""
    with services.database.writing() as uow:
        review.decide(uow, submission_id, person.id, decision)
