"""The review queue and its items, as moderators see them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.views.submissions import texts_of
from moderation import text_scans
from moderation.approval import text_digests, to_approve
from moderation.revision import count_regions, read_plan
from moderation.text_redaction import redacted_texts, require_room
from schemas.findings import RedactionPlan
from schemas.free_text import Stretch
from schemas.http.review import (
    Approval,
    FrameView,
    FreeText,
    PlanFinding,
    QueueItem,
    RedactedText,
    RedactedTexts,
    ReviewItem,
    ReviewMedium,
    ReviewQueue,
)
from schemas.states import MediumState, SubmissionState, TextScanState, VerificationState
from schemas.zones import Zone
from storage.models import (
    AccountRow,
    DecisionRow,
    LeaseRow,
    MediumRow,
    RenditionRow,
    SubmissionRow,
    TextScanRow,
)

_QUEUE_LENGTH = 200


def review_queue(session: Session, moderator_id: UUID, now: datetime) -> ReviewQueue:
    """Return what waits for a decision, oldest first."""
    query = (
        select(SubmissionRow, LeaseRow, AccountRow.display_name)
        .outerjoin(LeaseRow, (LeaseRow.submission_id == SubmissionRow.id) & (LeaseRow.until > now))
        .outerjoin(AccountRow, AccountRow.id == LeaseRow.holder_id)
        .where(SubmissionRow.state == SubmissionState.IN_REVIEW)
        .order_by(SubmissionRow.state_since)
        .limit(_QUEUE_LENGTH)
    )
    rows = session.execute(query).all()
    items = [_queue_item(session, row, lease, name, moderator_id) for row, lease, name in rows]
    return ReviewQueue(items=items, decided_today=_decided_since(session, now - timedelta(days=1)))


def _queue_item(
    session: Session,
    row: SubmissionRow,
    lease: LeaseRow | None,
    holder: str | None,
    moderator_id: UUID,
) -> QueueItem:
    return QueueItem(
        submission_id=row.id,
        title=row.title,
        specialty=row.specialty,
        media=len(row.media),
        findings=sum(count_regions(session, medium) for medium in row.media),
        flagged=any(medium.flagged for medium in row.media),
        escalated=row.escalated_by is not None,
        waiting_since=row.state_since,
        claimed_by=holder,
        claimed_by_me=lease is not None and lease.holder_id == moderator_id,
    )


def _decided_since(session: Session, since: datetime) -> int:
    query = select(func.count()).select_from(DecisionRow).where(DecisionRow.decided_at >= since)
    return session.scalar(query) or 0


def review_item(session: Session, row: SubmissionRow, moderator_id: UUID) -> ReviewItem:
    """Return everything that a decision on a submission needs."""
    lease = session.get(LeaseRow, row.id)
    uploader = session.get_one(AccountRow, row.uploader_id)
    mine = lease is not None and lease.holder_id == moderator_id
    scan = text_scans.of(session, row)
    digests = to_approve(session, row, text_scans.ticked(scan))
    return ReviewItem(
        submission_id=row.id,
        version=row.version,
        texts=texts_of(row),
        free_texts=_free_texts(row, scan),
        texts_scanned=scan is not None and scan.state is TextScanState.SCANNED,
        media=[review_medium(session, medium) for medium in row.media],
        to_approve=_approvals(digests),
        uploader_verified=uploader.verification is VerificationState.VERIFIED,
        escalated=row.escalated_by is not None,
        submitted_at=row.submitted_at or row.created_at,
        claimed_until=lease.until if lease is not None and mine else None,
        ready=all(medium.state is MediumState.OBSCURED for medium in row.media),
    )


def _free_texts(row: SubmissionRow, scan: TextScanRow | None) -> list[FreeText]:
    spans = text_scans.spans_of(scan)
    return [
        FreeText(field=field, text=text, spans=[span for span in spans if span.field is field])
        for field, text in text_scans.free_texts(row).items()
    ]


def redacted_view(row: SubmissionRow, removed: Sequence[Stretch]) -> RedactedTexts:
    """Return a submission's free texts without what shall be removed from them.

    Raises:
        RefusedError: ``stretch_outside`` or ``text_too_long``.

    """
    texts = redacted_texts(text_scans.free_texts(row), removed)
    require_room(texts)
    return RedactedTexts(
        texts=[RedactedText(field=field, text=text) for field, text in texts.items()],
        to_approve=_approvals(text_digests({field.value: text for field, text in texts.items()})),
    )


def _approvals(digests: dict[str, str]) -> list[Approval]:
    return [Approval(subject=subject, sha256=sha256) for subject, sha256 in digests.items()]


def review_medium(session: Session, medium: MediumRow) -> ReviewMedium:
    """Return one medium with its plan and its frames, before and after."""
    return ReviewMedium(
        id=medium.id,
        position=medium.position,
        media_type=medium.kind or medium.uploaded_type,
        modality=medium.modality or "",
        state=medium.state,
        width=medium.width or 0,
        height=medium.height or 0,
        revision=medium.revision,
        flagged=medium.flagged,
        findings=_findings(read_plan(session, medium)),
        frame_count=medium.frames or 0,
        moments=medium.moments,
        frames=_frames(session, medium),
    )


def _findings(plan: RedactionPlan) -> list[PlanFinding]:
    return [
        PlanFinding(
            number=number,
            kind=finding.kind,
            region=finding.region,
            frames=finding.frames,
            path=finding.path,
            score=finding.score,
            tier=finding.tier,
            reason=finding.reason,
            detector=finding.detector,
            subject=finding.subject,
            lifted=number in plan.lifted,
        )
        for number, finding in enumerate(plan.findings)
    ]


def _frames(session: Session, medium: MediumRow) -> list[FrameView]:
    query = select(RenditionRow).where(
        RenditionRow.medium_id == medium.id, RenditionRow.role == "display"
    )
    rows = session.scalars(query.order_by(RenditionRow.frame)).all()
    after = {row.frame: row for row in rows if row.zone is Zone.OBSCURED}
    before = {row.frame: row for row in rows if row.zone is Zone.STRIPPED}
    return [
        FrameView(
            index=index,
            media_type=row.media_type,
            stripped_url=_url(medium, "stripped", before[index]),
            obscured_url=_url(medium, "obscured", row),
            width=row.width,
            height=row.height,
        )
        for index, row in after.items()
    ]


def _url(medium: MediumRow, zone: str, row: RenditionRow) -> str:
    """Return a frame's address; its digest makes it change whenever the pixels do."""
    item = f"/api/review/items/{medium.submission_id}"
    return f"{item}/media/{medium.id}/{zone}/{row.frame}?pixels={row.sha256[:16]}"
