"""What the stages' results do to a medium and its submission."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, select

from moderation import find, review, text_scans
from moderation.revision import write_plan
from moderation.transitions import move_medium
from schemas.findings import RedactionPlan
from schemas.media_type import MediaType
from schemas.states import MediumState, SubmissionState
from schemas.zones import Zone
from storage.models import MediumRow, RenditionRow, SubmissionRow
from storage.unit_of_work import UnitOfWork

_ALIVE = (SubmissionState.PROCESSING, SubmissionState.HELD, SubmissionState.IN_REVIEW)


@dataclass(frozen=True, slots=True)
class StoredRendition:
    """A rendition whose bytes are in their zone already, by digest."""

    role: str
    frame: int
    sha256: str
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class StageResult:
    """What a stage made of a medium, as references."""

    zone: Zone
    kind: MediaType
    plan: RedactionPlan
    renditions: tuple[StoredRendition, ...]
    width: int
    height: int
    frames: int
    modality: str
    flagged: bool
    moments: tuple[int, ...] = ()


def awaits(uow: UnitOfWork, submission_id: UUID, medium_id: UUID, state: MediumState) -> bool:
    """Tell whether a medium still waits for a stage that takes it up in this state.

    It does not when its submission was withdrawn meanwhile, or another way led it on.
    """
    submission = find.locked_submission(uow, submission_id)
    medium = uow.session.get(MediumRow, medium_id)
    if medium is None:
        return False
    return submission.state in _ALIVE and medium.state is state


def record_result(
    uow: UnitOfWork, medium_id: UUID, result: StageResult, state: MediumState
) -> MediumRow:
    """Keep a result and move its medium on."""
    medium = uow.session.get_one(MediumRow, medium_id)
    # First, while nothing else is pending: every flush is a round trip.
    _forget_renditions(uow, medium, result.zone)
    medium.kind, medium.modality = result.kind, result.modality
    medium.width, medium.height, medium.frames = result.width, result.height, result.frames
    medium.moments = list(result.moments)
    medium.flagged, medium.failure = result.flagged, None
    write_plan(uow, medium, result.plan)
    _add_renditions(uow, medium, result)
    move_medium(medium, state, uow.now)
    return medium


def _forget_renditions(uow: UnitOfWork, medium: MediumRow, zone: Zone) -> None:
    uow.session.execute(
        delete(RenditionRow)
        .where(RenditionRow.medium_id == medium.id, RenditionRow.zone == zone)
        .execution_options(synchronize_session=False)
    )


def _add_renditions(uow: UnitOfWork, medium: MediumRow, result: StageResult) -> None:
    for rendition in result.renditions:
        uow.session.add(
            RenditionRow(
                medium_id=medium.id,
                zone=result.zone,
                role=rendition.role,
                frame=rendition.frame,
                sha256=rendition.sha256,
                media_type=rendition.media_type,
                width=rendition.width,
                height=rendition.height,
            )
        )


def request_review_when_complete(uow: UnitOfWork, submission_id: UUID) -> None:
    """Put a submission into review once its last medium is obscured and its texts are scanned.

    Texts whose scan was given up go to a person all the same.
    """
    submission = find.locked_submission(uow, submission_id)
    if submission.state is not SubmissionState.PROCESSING:
        return
    if any(medium.state is not MediumState.OBSCURED for medium in submission.media):
        return
    if text_scans.is_over(uow, submission):
        review.request(uow, submission)


def standing_still(uow: UnitOfWork) -> list[MediumRow]:
    """Return the media that a stage still has to take up, longest waiting first."""
    waiting = (MediumState.RECEIVED, MediumState.STRIPPED, MediumState.REVISING)
    query = (
        select(MediumRow)
        .join(SubmissionRow, SubmissionRow.id == MediumRow.submission_id)
        .where(MediumRow.state.in_(waiting), SubmissionRow.state.in_(_ALIVE))
        .order_by(MediumRow.state_since)
    )
    return list(uow.session.scalars(query))
