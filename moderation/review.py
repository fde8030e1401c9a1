"""Review: into the queue, claimed by a moderator, decided."""

from uuid import UUID

from sqlalchemy import ColumnElement, or_, select

from moderation import approval, find, leases, text_scans
from moderation.text_redaction import redacted_texts, require_room
from moderation.transitions import move_submission, require
from schemas import events
from schemas.http.review import Decision
from schemas.refusals import RefusalCode, RefusedError
from schemas.states import MediumState, ReviewVerdict, SubmissionState
from storage.models import DecisionRow, LeaseRow, SubmissionRow
from storage.unit_of_work import UnitOfWork


def request(uow: UnitOfWork, row: SubmissionRow) -> None:
    """Put a submission whose media are all obscured into the review queue."""
    move_submission(row, SubmissionState.IN_REVIEW, uow.now)
    uow.append(row.id, events.ReviewRequested(media=len(row.media)))


def claim(uow: UnitOfWork, submission_id: UUID, moderator_id: UUID) -> SubmissionRow:
    """Claim, or go on holding, one submission in review."""
    row = find.locked_submission(uow, submission_id)
    require(row, SubmissionState.IN_REVIEW)
    leases.take(uow, submission_id, moderator_id)
    return row


def claim_next(uow: UnitOfWork, moderator_id: UUID) -> SubmissionRow | None:
    """Claim the submission that waits longest; ``None`` when none is free.

    What this moderator escalated waits for somebody else. What another moderator is claiming in
    this moment is passed over, not waited for.
    """
    passed_over: set[UUID] = set()
    while (row := _longest_waiting(uow, moderator_id, passed_over)) is not None:
        try:
            leases.take(uow, row.id, moderator_id)
        except RefusedError:
            # Claimed by another between the look and the lock.
            passed_over.add(row.id)
        else:
            return row
    return None


def _longest_waiting(
    uow: UnitOfWork, moderator_id: UUID, passed_over: set[UUID]
) -> SubmissionRow | None:
    query = (
        select(SubmissionRow)
        .outerjoin(LeaseRow, LeaseRow.submission_id == SubmissionRow.id)
        .where(
            SubmissionRow.state == SubmissionState.IN_REVIEW,
            or_(SubmissionRow.escalated_by.is_(None), SubmissionRow.escalated_by != moderator_id),
            _free_for(uow, moderator_id),
            SubmissionRow.id.not_in(passed_over),
        )
        .order_by(SubmissionRow.state_since)
        .limit(1)
        .with_for_update(of=SubmissionRow, skip_locked=True)
        .execution_options(populate_existing=True)
    )
    return uow.session.scalars(query).first()


def _free_for(uow: UnitOfWork, moderator_id: UUID) -> ColumnElement[bool]:
    return or_(
        LeaseRow.submission_id.is_(None),
        LeaseRow.until <= uow.now,
        LeaseRow.holder_id == moderator_id,
    )


_OF_FINISHED_MEDIA = (ReviewVerdict.APPROVE, ReviewVerdict.SEND_BACK)
"""Verdicts that wait for revisions: what is burned for a submission that left review is dropped,
and nobody would burn it again once it is back."""


def decide(uow: UnitOfWork, submission_id: UUID, moderator_id: UUID, decision: Decision) -> None:
    """Carry out a moderator's decision.

    Raises:
        RefusedError: ``not_claimed``, ``changed_since`` (the version, or what an approval names,
            is not what is there now), ``not_ready`` (a revision is being burned),
            ``reason_needed``, or ``stretch_outside`` and ``text_too_long`` (what it removes).

    """
    row = find.locked_submission(uow, submission_id)
    require(row, SubmissionState.IN_REVIEW)
    leases.require(uow.session, submission_id, moderator_id, uow.now)
    if decision.version != row.version:
        raise RefusedError(RefusalCode.CHANGED_SINCE)
    if decision.verdict is not ReviewVerdict.APPROVE and decision.reason is None:
        raise RefusedError(RefusalCode.REASON_NEEDED)
    if decision.verdict in _OF_FINISHED_MEDIA and not _is_finished(row):
        raise RefusedError(RefusalCode.NOT_READY)
    digests = _approved(uow, row, decision)
    # The lease before the stream: whoever ends leases locks them in this order.
    leases.drop(uow, submission_id)
    _record(uow, row, moderator_id, decision, digests)
    _move(uow, row, moderator_id, decision)


def _is_finished(row: SubmissionRow) -> bool:
    return all(medium.state is MediumState.OBSCURED for medium in row.media)


def _approved(uow: UnitOfWork, row: SubmissionRow, decision: Decision) -> dict[str, str]:
    """Return the digests that an approval names, which must be exactly those there are.

    Those of the texts are of what is left when the decision has taken out what it removes.
    """
    if decision.verdict is not ReviewVerdict.APPROVE:
        return {}
    require_room(redacted_texts(text_scans.free_texts(row), decision.removed))
    digests = {approved.subject: approved.sha256 for approved in decision.approved}
    if digests != approval.to_approve(uow.session, row, decision.removed):
        raise RefusedError(RefusalCode.CHANGED_SINCE)
    return digests


def _record(
    uow: UnitOfWork,
    row: SubmissionRow,
    moderator_id: UUID,
    decision: Decision,
    digests: dict[str, str],
) -> None:
    approved = decision.verdict is ReviewVerdict.APPROVE
    uow.session.add(
        DecisionRow(
            submission_id=row.id,
            moderator_id=moderator_id,
            verdict=decision.verdict,
            reason=decision.reason,
            note=decision.note,
            approved=digests,
            removed=[part.model_dump(mode="json") for part in decision.removed if approved],
            decided_at=uow.now,
        )
    )
    uow.append(
        row.id,
        events.ReviewDecided(
            moderator_id=moderator_id,
            verdict=decision.verdict,
            reason=decision.reason,
            approved_sha256=approval.approved_sha256(digests) if approved else None,
        ),
    )


_NEXT_STATE = {
    ReviewVerdict.APPROVE: SubmissionState.AWAITING_CHECK,
    ReviewVerdict.SEND_BACK: SubmissionState.SENT_BACK,
    ReviewVerdict.REJECT: SubmissionState.REJECTED,
}


def _move(uow: UnitOfWork, row: SubmissionRow, moderator_id: UUID, decision: Decision) -> None:
    if decision.verdict is ReviewVerdict.ESCALATE:
        row.escalated_by, row.version = moderator_id, row.version + 1
        return
    move_submission(row, _NEXT_STATE[decision.verdict], uow.now)
    row.escalated_by = None
    row.reason, row.note = decision.reason, decision.note
