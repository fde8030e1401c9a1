"""What the stages' results do to a medium and its submission."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, select

from moderation import find, review
from moderation.revision import write_plan
from moderation.transitions import move_medium, move_submission
from schemas.events import StageFailed, StageReplayed
from schemas.failures import FailureCode
from schemas.findings import RedactionPlan
from schemas.media_type import MediaType
from schemas.refusals import RefusalCode, RefusedError
from schemas.states import MediumState, SubmissionState
from schemas.zones import Zone
from storage import events, inbox
from storage.models import DeadLetterRow, MediumRow, RenditionRow, SubmissionRow
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


@dataclass(frozen=True, slots=True)
class StageFailure:
    """Why a stage gave up. ``origin`` is a place in our code, never a message."""

    stage: str
    code: FailureCode
    tries: int
    origin: str | None = None


def awaits(uow: UnitOfWork, submission_id: UUID, medium_id: UUID, state: MediumState) -> bool:
    """Tell whether a medium still waits for a stage that takes it up in this state.

    It does not when its submission was withdrawn meanwhile, or another way led it on.
    """
    submission = uow.session.get(SubmissionRow, submission_id)
    medium = uow.session.get(MediumRow, medium_id)
    if submission is None or medium is None:
        return False
    return submission.state in _ALIVE and medium.state is state


def record_result(
    uow: UnitOfWork, medium_id: UUID, result: StageResult, state: MediumState
) -> MediumRow:
    """Keep a result and move its medium on."""
    medium = uow.session.get_one(MediumRow, medium_id)
    medium.kind, medium.modality = result.kind, result.modality
    medium.width, medium.height, medium.frames = result.width, result.height, result.frames
    medium.flagged, medium.failure = result.flagged, None
    write_plan(uow, medium, result.plan)
    _replace_renditions(uow, medium, result)
    move_medium(medium, state, uow.now)
    return medium


def _replace_renditions(uow: UnitOfWork, medium: MediumRow, result: StageResult) -> None:
    uow.session.execute(
        delete(RenditionRow).where(
            RenditionRow.medium_id == medium.id, RenditionRow.zone == result.zone
        )
    )
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


def record_failure(
    uow: UnitOfWork, submission_id: UUID, medium_id: UUID, event_id: UUID, failure: StageFailure
) -> None:
    """Hold a medium and its submission, and write the dead letter; the bytes stay in their zone."""
    submission = uow.session.get_one(SubmissionRow, submission_id)
    medium = uow.session.get_one(MediumRow, medium_id)
    back_to = medium.state
    move_medium(medium, MediumState.HELD, uow.now)
    medium.failure = failure.code
    if submission.state is not SubmissionState.HELD:
        move_submission(submission, SubmissionState.HELD, uow.now)
    uow.session.add(
        DeadLetterRow(
            submission_id=submission_id,
            medium_id=medium_id,
            event_id=event_id,
            stage=failure.stage,
            code=failure.code,
            origin=failure.origin,
            tries=failure.tries,
            back_to=back_to,
            failed_at=uow.now,
        )
    )
    failed = StageFailed(
        medium_id=medium_id, stage=failure.stage, code=failure.code, tries=failure.tries
    )
    uow.append(submission_id, failed)


def request_review_when_complete(uow: UnitOfWork, submission_id: UUID) -> None:
    """Put a submission into review once its last medium is obscured."""
    submission = find.submission(uow.session, submission_id)
    if submission.state is not SubmissionState.PROCESSING:
        return
    if all(medium.state is MediumState.OBSCURED for medium in submission.media):
        review.request(uow, submission)


def replay(uow: UnitOfWork, dead_letter_id: int, operator_id: UUID) -> None:
    """Let the stage that gave up have the medium once more.

    Raises:
        RefusedError: ``not_found``, or ``wrong_state`` when it was replayed or withdrawn already.

    """
    letter = uow.session.get(DeadLetterRow, dead_letter_id)
    if letter is None:
        raise RefusedError(RefusalCode.NOT_FOUND)
    submission = uow.session.get_one(SubmissionRow, letter.submission_id)
    if letter.replayed_at is not None or submission.state is not SubmissionState.HELD:
        raise RefusedError(RefusalCode.WRONG_STATE)
    medium = uow.session.get_one(MediumRow, letter.medium_id)
    move_medium(medium, letter.back_to, uow.now)
    medium.failure, letter.replayed_at = None, uow.now
    if all(other.state is not MediumState.HELD for other in submission.media):
        move_submission(submission, SubmissionState.PROCESSING, uow.now)
    inbox.forget(uow.session, letter.stage, letter.event_id)
    events.announce_again(uow.session, [letter.event_id])
    uow.append(
        submission.id,
        StageReplayed(medium_id=medium.id, stage=letter.stage, operator_id=operator_id),
    )


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
