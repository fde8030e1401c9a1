"""A moderator's changes to a redaction plan, and the look at an original."""

from uuid import UUID

from sqlalchemy.orm import Session

from moderation import find, leases
from moderation.transitions import move_medium, require
from schemas import events
from schemas.findings import Finding, FindingKind, RedactionPlan, Region
from schemas.http.review import PlanRevision
from schemas.refusals import RefusalCode, RefusedError
from schemas.states import MediumState, RevealReason, SubmissionState
from storage.models import MediumRow, PlanRow
from storage.unit_of_work import UnitOfWork

DETECTOR = "moderator"


def read_plan(session: Session, medium: MediumRow) -> RedactionPlan:
    """Return a medium's plan in its current revision."""
    row = session.get(PlanRow, (medium.id, medium.revision))
    return RedactionPlan() if row is None else RedactionPlan.model_validate(row.plan)


def write_plan(uow: UnitOfWork, medium: MediumRow, plan: RedactionPlan) -> None:
    """Keep a plan as the medium's next revision."""
    medium.revision += 1
    document = plan.model_dump(mode="json")
    uow.session.add(
        PlanRow(medium_id=medium.id, revision=medium.revision, plan=document, made_at=uow.now)
    )


def revise(
    uow: UnitOfWork, submission_id: UUID, medium_id: UUID, moderator_id: UUID, change: PlanRevision
) -> MediumRow:
    """Revise the plan of one medium; burning it follows by event.

    Raises:
        RefusedError: ``not_claimed``, ``not_ready`` (an earlier revision is being burned),
            ``changed_since`` (made on another revision), or ``invalid`` (a lift of what is not
            there, a region outside the picture).

    """
    submission = find.locked_submission(uow, submission_id)
    require(submission, SubmissionState.IN_REVIEW)
    leases.require(uow.session, submission_id, moderator_id, uow.now)
    medium = find.medium(uow.session, submission_id, medium_id)
    if medium.state is not MediumState.OBSCURED:
        raise RefusedError(RefusalCode.NOT_READY)
    if change.base_revision != medium.revision:
        raise RefusedError(RefusalCode.CHANGED_SINCE)
    revised = _apply(read_plan(uow.session, medium), medium, change)
    write_plan(uow, medium, revised)
    move_medium(medium, MediumState.REVISING, uow.now)
    submission.version += 1
    happened = events.PlanRevised(
        medium_id=medium.id,
        moderator_id=moderator_id,
        revision=medium.revision,
        added=len(change.added),
        lifted=len(revised.lifted),
    )
    uow.append(submission_id, happened)
    return medium


def _apply(plan: RedactionPlan, medium: MediumRow, change: PlanRevision) -> RedactionPlan:
    try:
        lifted = plan.with_lifted(change.lifted)
    except IndexError:
        raise RefusedError(RefusalCode.INVALID) from None
    return lifted.with_findings(_marked(medium, region) for region in change.added)


def _marked(medium: MediumRow, region: Region) -> Finding:
    inside = region.clipped(medium.width or 0, medium.height or 0)
    if inside is None:
        raise RefusedError(RefusalCode.INVALID)
    return Finding(kind=FindingKind.MARK, detector=DETECTOR, version="1", region=inside)


def record_reveal(
    uow: UnitOfWork, submission_id: UUID, medium_id: UUID, moderator_id: UUID, reason: RevealReason
) -> MediumRow:
    """Record that a moderator is about to look at an original; committed before any byte goes out.

    Raises:
        RefusedError: ``not_claimed`` unless the moderator holds the submission.

    """
    find.locked_submission(uow, submission_id)
    leases.require(uow.session, submission_id, moderator_id, uow.now)
    medium = find.medium(uow.session, submission_id, medium_id)
    revealed = events.OriginalRevealed(
        medium_id=medium_id, moderator_id=moderator_id, reason=reason
    )
    uow.append(submission_id, revealed)
    return medium
