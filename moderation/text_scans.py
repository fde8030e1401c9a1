"""The search for identifiers in a submission's free text: asked for, answered, or given up."""

import hashlib
import json
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from moderation import find
from schemas import events
from schemas.failures import FailureCode
from schemas.findings import Tier
from schemas.free_text import Stretch, TextField, TextSpan
from schemas.http.submissions import CaseTexts
from schemas.states import SubmissionState, TextScanState
from storage.models import SubmissionRow, TextScanRow
from storage.unit_of_work import UnitOfWork

TEXT_FIELDS = tuple(CaseTexts.model_fields)

_ALIVE = (SubmissionState.PROCESSING, SubmissionState.HELD, SubmissionState.IN_REVIEW)
_OPEN = (TextScanState.WAITING, TextScanState.FAILED)
"""A scan that failed may still be answered, when an operator lets it be tried again."""


def texts_sha256(texts: CaseTexts | SubmissionRow) -> str:
    """Return one digest over all texts, which names their wording."""
    values = {field: str(getattr(texts, field)) for field in TEXT_FIELDS}
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def free_texts(submission: SubmissionRow) -> dict[TextField, str]:
    """Return what the uploader wrote, as they wrote it."""
    return {field: getattr(submission, field.value) for field in TextField}


def ask(uow: UnitOfWork, submission: SubmissionRow) -> None:
    """Let a submission's texts be searched, as they are worded now; that follows by event."""
    digest = texts_sha256(submission)
    row = uow.session.get(TextScanRow, submission.id)
    if row is None:
        row = TextScanRow(submission_id=submission.id)
        uow.session.add(row)
    row.texts_sha256, row.state, row.asked_at = digest, TextScanState.WAITING, uow.now
    row.spans, row.scanner_version, row.failure = [], None, None
    uow.append(submission.id, events.TextsSubmitted(texts_sha256=digest))


def is_over(uow: UnitOfWork, submission: SubmissionRow) -> bool:
    """Tell whether a submission may go to a person as far as its texts are concerned.

    Texts that nobody was asked to search (they were accepted by a release that did not) are
    asked for now.
    """
    row = of(uow.session, submission)
    if row is None:
        ask(uow, submission)
        return False
    return row.state is not TextScanState.WAITING


def of(session: Session, submission: SubmissionRow) -> TextScanRow | None:
    """Return the search of the present wording; ``None`` when there was none."""
    row = session.get(TextScanRow, submission.id)
    return row if row is not None and row.texts_sha256 == texts_sha256(submission) else None


def spans_of(row: TextScanRow | None) -> list[TextSpan]:
    """Return what was found."""
    return [] if row is None else [TextSpan.model_validate(span) for span in row.spans]


def ticked(row: TextScanRow | None) -> list[Stretch]:
    """Return what is to be removed unless a moderator says otherwise: all that is sure."""
    return [
        Stretch(field=span.field, start=span.start, end=span.end)
        for span in spans_of(row)
        if span.tier is Tier.SURE
    ]


def awaited(session: Session, submission: SubmissionRow, digest: str) -> TextScanRow | None:
    """Return the search that an answer about this wording is for; ``None`` when it is too late."""
    row = of(session, submission)
    if row is None or row.texts_sha256 != digest or row.state not in _OPEN:
        return None
    return row if submission.state in _ALIVE else None


def record(
    uow: UnitOfWork, submission_id: UUID, digest: str, version: str, spans: Sequence[TextSpan]
) -> bool:
    """Keep what was found; tell whether anybody waited for it.

    Where a moderator looks at the texts already, a decision on the former view is refused.
    """
    submission = find.locked_submission(uow, submission_id)
    row = awaited(uow.session, submission, digest)
    if row is None:
        return False
    row.state, row.failure, row.scanner_version = TextScanState.SCANNED, None, version
    row.spans = [span.model_dump(mode="json") for span in spans]
    if submission.state is SubmissionState.IN_REVIEW:
        submission.version += 1
    sure = sum(span.tier is Tier.SURE for span in spans)
    scanned = events.TextsScanned(
        texts_sha256=digest, scanner_version=version, sure=sure, check=len(spans) - sure
    )
    uow.append(submission_id, scanned)
    return True


def give_up(uow: UnitOfWork, submission_id: UUID, digest: str, code: FailureCode) -> bool:
    """Note that the texts could not be searched, so that they go to a person as they are."""
    submission = find.locked_submission(uow, submission_id)
    row = awaited(uow.session, submission, digest)
    if row is None:
        return False
    row.state, row.failure = TextScanState.FAILED, code
    return True


def standing_still(session: Session) -> list[TextScanRow]:
    """Return the searches that are still to be done, longest waiting first."""
    query = (
        select(TextScanRow)
        .join(SubmissionRow, SubmissionRow.id == TextScanRow.submission_id)
        .where(TextScanRow.state == TextScanState.WAITING, SubmissionRow.state.in_(_ALIVE))
        .order_by(TextScanRow.asked_at)
    )
    return list(session.scalars(query))
