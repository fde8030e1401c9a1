"""Admission: the one place where a case enters the library."""

from uuid import uuid4

from sqlalchemy import select

from case_library import search
from moderation import approval, find
from moderation.transitions import move_submission
from schemas import events
from schemas.free_text import Stretch
from schemas.refusals import RefusedError
from schemas.states import ReviewVerdict, SubmissionState, VerificationState
from storage.blobs import BlobMissingError, Blobs, ObscuredRef
from storage.models import (
    CaseImageRow,
    CaseRow,
    DecisionRow,
    MediumRow,
    RenditionRow,
    SubmissionRow,
)
from storage.unit_of_work import UnitOfWork


def admit(uow: UnitOfWork, blobs: Blobs, submission: SubmissionRow) -> None:
    """Publish an approved submission of a verified uploader, exactly as approved, once.

    Its texts are published without what the approval removes from them.

    What changed since the approval goes back to review. A submission that is not (or no longer)
    approved, or whose uploader is not verified, is left where it is.

    Raises:
        BlobMissingError: approved bytes are not in the store.

    """
    if submission.state is not SubmissionState.AWAITING_CHECK:
        return
    uploader = find.account(uow.session, submission.uploader_id)
    if uploader.verification is not VerificationState.VERIFIED:
        return
    approved = _approval(uow, submission)
    if approved is None or not _still_holds(uow, submission, approved):
        move_submission(submission, SubmissionState.IN_REVIEW, uow.now)
        uow.append(submission.id, events.ReviewReopened())
        return
    _publish(uow, blobs, submission, approved)


def _approval(uow: UnitOfWork, submission: SubmissionRow) -> DecisionRow | None:
    query = select(DecisionRow).where(DecisionRow.submission_id == submission.id)
    last = uow.session.scalars(query.order_by(DecisionRow.id.desc()).limit(1)).first()
    if last is None or last.verdict is not ReviewVerdict.APPROVE:
        return None
    return last


def _still_holds(uow: UnitOfWork, submission: SubmissionRow, approved: DecisionRow) -> bool:
    """Tell whether what an approval names is what would be published now."""
    try:
        digests = approval.to_approve(uow.session, submission, _removed(approved))
    except RefusedError:
        # The texts are shorter than they were.
        return False
    return digests == approved.approved


def _removed(approved: DecisionRow) -> list[Stretch]:
    return [Stretch.model_validate(stretch) for stretch in approved.removed]


def _publish(
    uow: UnitOfWork, blobs: Blobs, submission: SubmissionRow, approved: DecisionRow
) -> None:
    renditions = approval.obscured_renditions(uow.session, submission)
    for _, rendition in renditions:
        if not blobs.exists(ObscuredRef(rendition.sha256)):
            raise BlobMissingError
    move_submission(submission, SubmissionState.PUBLISHED, uow.now)
    case = _case(uow, submission, approved)
    case.images = [_image(medium, rendition) for medium, rendition in renditions]
    uow.session.add(case)
    uow.session.flush()
    search.add(uow.session, case)
    uow.append(
        submission.id,
        events.CasePublished(case_id=case.id, approved_sha256=case.approved_sha256),
    )


def _case(uow: UnitOfWork, submission: SubmissionRow, approved: DecisionRow) -> CaseRow:
    return CaseRow(
        id=uuid4(),
        submission_id=submission.id,
        uploader_id=submission.uploader_id,
        modalities=sorted({medium.modality or "" for medium in submission.media}),
        approved_sha256=approval.approved_sha256(approved.approved),
        published_at=uow.now,
        **approval.texts_after(submission, _removed(approved)),
    )


def _image(medium: MediumRow, rendition: RenditionRow) -> CaseImageRow:
    return CaseImageRow(
        medium_id=medium.id,
        position=medium.position,
        modality=medium.modality or "",
        role=rendition.role,
        frame=rendition.frame,
        sha256=rendition.sha256,
        media_type=rendition.media_type,
        width=rendition.width,
        height=rendition.height,
    )
