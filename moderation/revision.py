"""A moderator's changes to a redaction plan, and the look at an original."""

from uuid import UUID

from sqlalchemy.orm import Session

from moderation import find, leases
from moderation.transitions import move_medium, require
from schemas import events
from schemas.findings import Finding, FindingKind, RedactionPlan, Region, hull
from schemas.http.review import DrawnRegion, PlanRevision
from schemas.refusals import RefusalCode, RefusedError
from schemas.states import MediumState, RevealReason, SubmissionState
from storage.models import MediumRow, PlanRow
from storage.unit_of_work import UnitOfWork

DETECTOR = "moderator"


def read_plan(session: Session, medium: MediumRow) -> RedactionPlan:
    """Return a medium's plan in its current revision."""
    row = session.get(PlanRow, (medium.id, medium.revision))
    return RedactionPlan() if row is None else RedactionPlan.model_validate(row.plan)


def count_regions(session: Session, medium: MediumRow) -> int:
    """Return how many findings of a medium's plan have a region.

    The document is only looked through, not parsed: a queue asks for many, and paths are long.
    """
    row = session.get(PlanRow, (medium.id, medium.revision))
    findings = [] if row is None else row.plan.get("findings", [])
    return sum(1 for finding in findings if finding.get("region") is not None)


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
            ``changed_since`` (made on another revision), ``invalid`` (a lift of what is not
            there), ``region_outside`` or ``frames_outside`` (drawn where no picture is).

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
    return lifted.with_findings(_marked(medium, drawn) for drawn in change.added)


def _marked(medium: MediumRow, drawn: DrawnRegion) -> Finding:
    if _last_frame(drawn) >= (medium.frames or 1):
        raise RefusedError(RefusalCode.FRAMES_OUTSIDE)
    return Finding(
        kind=FindingKind.MARK,
        detector=DETECTOR,
        version="1",
        region=_place(medium, drawn),
        frames=drawn.frames,
        path=drawn.path,
    )


def _last_frame(drawn: DrawnRegion) -> int:
    """Return the last frame that a drawn region names, 0 where it names none."""
    ends = [drawn.frames[1]] if drawn.frames else []
    return max(ends + [waypoint.frame for waypoint in drawn.path], default=0)


def _place(medium: MediumRow, drawn: DrawnRegion) -> Region:
    """Return a drawn region cut to the picture, or the hull of its path.

    A path must lie inside: if it were cut, what moves out of the picture would lag behind between
    its waypoints.
    """
    region = hull(waypoint.region for waypoint in drawn.path) if drawn.path else drawn
    inside = region.clipped(medium.width or 0, medium.height or 0)
    if inside is None or (drawn.path and inside != region):
        raise RefusedError(RefusalCode.REGION_OUTSIDE)
    return inside


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
