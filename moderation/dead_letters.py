"""Work that was given up: held, written down, and sent on its way again by an operator."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from moderation import find
from moderation.transitions import move_medium, move_submission
from schemas import events as happened
from schemas.failures import FailureCode
from schemas.refusals import RefusalCode, RefusedError
from schemas.states import MediumState, SubmissionState
from storage import events, inbox
from storage.models import DeadLetterRow, EventRow, MediumRow, SubmissionRow
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a handler gave up. ``origin`` is a place in our code, never a message."""

    handler: str
    code: FailureCode
    tries: int
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """Where a record lies in Kafka."""

    topic: str
    partition: int
    offset: int


def hold(
    uow: UnitOfWork, submission_id: UUID, medium_id: UUID, event_id: UUID, failure: Failure
) -> None:
    """Hold a medium and its submission, and write the dead letter; the bytes stay in their zone."""
    submission = find.locked_submission(uow, submission_id)
    medium = uow.session.get_one(MediumRow, medium_id)
    back_to = medium.state
    move_medium(medium, MediumState.HELD, uow.now)
    medium.failure = failure.code
    if submission.state is not SubmissionState.HELD:
        move_submission(submission, SubmissionState.HELD, uow.now)
    letter = _letter(uow, event_id, failure)
    letter.submission_id, letter.medium_id, letter.back_to = submission_id, medium_id, back_to
    failed = happened.StageFailed(
        medium_id=medium_id,
        stage=failure.handler,
        code=failure.code,
        tries=failure.tries,
        event_id=event_id,
    )
    uow.append(submission_id, failed)


def abandon(
    uow: UnitOfWork,
    stream_id: UUID,
    event_id: UUID,
    failure: Failure,
    position: Position | None = None,
) -> None:
    """Give up an event, or a record that is none, so that what comes after it goes on."""
    letter = _letter(uow, event_id, failure)
    if uow.session.get(SubmissionRow, stream_id) is not None:
        letter.submission_id = stream_id
    if position is not None:
        letter.topic, letter.partition = position.topic, position.partition
        letter.offset = position.offset
    abandoned = happened.EventAbandoned(
        stage=failure.handler, code=failure.code, tries=failure.tries, event_id=event_id
    )
    uow.append(stream_id, abandoned)


def _letter(uow: UnitOfWork, event_id: UUID, failure: Failure) -> DeadLetterRow:
    letter = DeadLetterRow(
        event_id=event_id,
        stage=failure.handler,
        code=failure.code,
        origin=failure.origin,
        tries=failure.tries,
        failed_at=uow.now,
    )
    uow.session.add(letter)
    return letter


def is_in_log(uow: UnitOfWork, letter: DeadLetterRow) -> bool:
    """Tell whether a letter is about an event of the log; else it is a stray Kafka record."""
    query = select(EventRow.seq).where(EventRow.event_id == letter.event_id)
    return uow.session.scalars(query).first() is not None


def replay(uow: UnitOfWork, dead_letter_id: int, operator_id: UUID | None) -> None:
    """Let the handler that gave up have the event once more.

    Raises:
        RefusedError: ``not_found``; or ``wrong_state`` when it was replayed or withdrawn already,
            or when the log holds no such event.

    """
    letter = uow.session.get(DeadLetterRow, dead_letter_id, with_for_update=True)
    if letter is None:
        raise RefusedError(RefusalCode.NOT_FOUND)
    if letter.replayed_at is not None or not is_in_log(uow, letter):
        raise RefusedError(RefusalCode.WRONG_STATE)
    if letter.medium_id is not None:
        _release(uow, letter, operator_id)
    elif letter.submission_id is not None:
        uow.append(letter.submission_id, _replayed(letter, operator_id))
    letter.replayed_at = uow.now
    inbox.forget(uow.session, letter.stage, letter.event_id)
    events.announce_again(uow.session, [letter.event_id])


def _release(uow: UnitOfWork, letter: DeadLetterRow, operator_id: UUID | None) -> None:
    """Let the held medium wait for its stage again, and its submission go on."""
    if letter.submission_id is None or letter.medium_id is None or letter.back_to is None:
        raise RefusedError(RefusalCode.WRONG_STATE)
    submission = find.locked_submission(uow, letter.submission_id)
    if submission.state is not SubmissionState.HELD:
        raise RefusedError(RefusalCode.WRONG_STATE)
    medium = uow.session.get_one(MediumRow, letter.medium_id)
    move_medium(medium, letter.back_to, uow.now)
    medium.failure = None
    if all(other.state is not MediumState.HELD for other in submission.media):
        move_submission(submission, SubmissionState.PROCESSING, uow.now)
    replayed = happened.StageReplayed(
        medium_id=medium.id, stage=letter.stage, operator_id=operator_id, event_id=letter.event_id
    )
    uow.append(submission.id, replayed)


def close(uow: UnitOfWork, stream_id: UUID, letter: DeadLetterRow) -> None:
    """Note that a stray record was handed to its queue once more."""
    letter.replayed_at = uow.now
    inbox.forget(uow.session, letter.stage, letter.event_id)
    uow.append(stream_id, _replayed(letter, None))


def _replayed(letter: DeadLetterRow, operator_id: UUID | None) -> happened.EventReplayed:
    return happened.EventReplayed(
        stage=letter.stage, event_id=letter.event_id, operator_id=operator_id
    )
