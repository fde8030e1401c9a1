"""The uploader's part: open a submission, store media, edit texts, submit."""

from uuid import UUID, uuid4

from moderation import find, text_scans
from moderation.transitions import move_medium, move_submission, require
from schemas import events
from schemas.failures import FailureCode, InputRejectedError
from schemas.http.submissions import CaseTexts, NewSubmission
from schemas.media_type import MediaType
from schemas.refusals import RefusalCode, RefusedError
from schemas.states import MediumState, SubmissionState
from schemas.vocabulary import CONSENT_VERSION
from storage.models import MediumRow, SubmissionRow
from storage.submission_keys import SubmissionKeys
from storage.unit_of_work import UnitOfWork

MAX_MEDIA = 20


def open_submission(
    uow: UnitOfWork, keys: SubmissionKeys, uploader_id: UUID, new: NewSubmission
) -> SubmissionRow:
    """Begin a draft with a key of its own.

    Raises:
        RefusedError: ``consent_outdated`` when another consent statement was agreed to.

    """
    if new.consent_version != CONSENT_VERSION:
        raise RefusedError(RefusalCode.CONSENT_OUTDATED)
    row = SubmissionRow(
        id=uuid4(),
        uploader_id=uploader_id,
        state=SubmissionState.DRAFT,
        state_since=uow.now,
        version=1,
        consent_version=new.consent_version,
        created_at=uow.now,
        media=[],
    )
    _write_texts(row, new)
    uow.session.add(row)
    uow.session.flush()
    keys.create(uow.session, row.id)
    uow.append(row.id, events.SubmissionOpened(uploader_id=uploader_id))
    return row


def edit_texts(uow: UnitOfWork, submission_id: UUID, uploader_id: UUID, texts: CaseTexts) -> None:
    """Write a draft's or a sent-back submission's texts anew."""
    row = find.locked_own_submission(uow, submission_id, uploader_id)
    require(row, SubmissionState.DRAFT, SubmissionState.SENT_BACK)
    _write_texts(row, texts)
    row.version += 1
    uow.append(row.id, events.TextsEdited(texts_sha256=text_scans.texts_sha256(texts)))


def check_room(row: SubmissionRow) -> None:
    """Refuse a medium that the draft has no room for.

    Raises:
        RefusedError: ``wrong_state`` when it is no draft.
        InputRejectedError: ``too_many_media``.

    """
    require(row, SubmissionState.DRAFT)
    if len(row.media) >= MAX_MEDIA:
        raise InputRejectedError(FailureCode.TOO_MANY_MEDIA)


def add_medium(  # noqa: PLR0913 - one argument per fact that is recorded
    uow: UnitOfWork,
    submission_id: UUID,
    uploader_id: UUID,
    medium_id: UUID,
    media_type: MediaType,
    size: int,
) -> MediumRow:
    """Record a medium whose bytes are sealed in the vault."""
    submission = find.locked_own_submission(uow, submission_id, uploader_id)
    check_room(submission)
    row = MediumRow(
        id=medium_id,
        submission_id=submission_id,
        position=max((medium.position for medium in submission.media), default=-1) + 1,
        uploaded_type=media_type,
        size=size,
        state=MediumState.STORED,
        state_since=uow.now,
    )
    submission.media.append(row)
    uow.append(
        submission_id, events.MediumStored(medium_id=medium_id, media_type=media_type, size=size)
    )
    return row


def discard_medium(
    uow: UnitOfWork, submission_id: UUID, uploader_id: UUID, medium_id: UUID
) -> None:
    """Take a medium out of a draft."""
    submission = find.locked_own_submission(uow, submission_id, uploader_id)
    require(submission, SubmissionState.DRAFT)
    submission.media.remove(find.medium(uow.session, submission_id, medium_id))
    uow.append(submission_id, events.MediumDiscarded(medium_id=medium_id))


def submit(uow: UnitOfWork, submission_id: UUID, uploader_id: UUID) -> None:
    """Accept a draft into the pipeline, or a sent-back submission again.

    What was sent back goes to review once its texts have been scanned anew.

    From the commit of this on, nothing may be lost.

    Raises:
        RefusedError: ``no_media`` or ``wrong_state``. A submission that was accepted already is
            no error: the answer may have been lost on the way.

    """
    row = find.locked_own_submission(uow, submission_id, uploader_id)
    if row.state is SubmissionState.DRAFT:
        _accept(uow, row)
    elif row.state is SubmissionState.SENT_BACK:
        row.reason, row.note = None, None
        move_submission(row, SubmissionState.PROCESSING, uow.now)
        uow.append(row.id, events.Resubmitted())
        text_scans.ask(uow, row)
    elif row.state not in (SubmissionState.PROCESSING, SubmissionState.IN_REVIEW):
        raise RefusedError(RefusalCode.WRONG_STATE)


def _accept(uow: UnitOfWork, row: SubmissionRow) -> None:
    if not row.media:
        raise RefusedError(RefusalCode.NO_MEDIA)
    move_submission(row, SubmissionState.PROCESSING, uow.now)
    row.submitted_at = uow.now
    for medium in row.media:
        move_medium(medium, MediumState.RECEIVED, uow.now)
        received = events.UploadReceived(
            medium_id=medium.id, media_type=medium.uploaded_type, size=medium.size
        )
        uow.append(row.id, received)
    text_scans.ask(uow, row)


def _write_texts(row: SubmissionRow, texts: CaseTexts) -> None:
    row.title, row.caption, row.diagnosis = texts.title, texts.caption, texts.diagnosis
    row.specialty, row.body_region = texts.specialty.value, texts.body_region.value
    row.age_band, row.sex = texts.age_band.value, texts.sex.value
