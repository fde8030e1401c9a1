"""What an approval must name: the digest of every rendition and of every text."""

import hashlib
import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from schemas.http.submissions import CaseTexts
from schemas.zones import Zone
from storage.models import MediumRow, RenditionRow, SubmissionRow

TEXT_FIELDS = tuple(CaseTexts.model_fields)


def to_approve(session: Session, submission: SubmissionRow) -> dict[str, str]:
    """Return the SHA-256 of everything that publication would show, by subject."""
    digests = {
        f"text:{field}": _sha256(getattr(submission, field).encode()) for field in TEXT_FIELDS
    }
    for medium, rendition in obscured_renditions(session, submission):
        digests[f"medium:{medium.id}:{rendition.role}:{rendition.frame}"] = rendition.sha256
    return digests


def obscured_renditions(
    session: Session, submission: SubmissionRow
) -> list[tuple[MediumRow, RenditionRow]]:
    """Return the renditions that publication would show, in the order of media and frames."""
    query = (
        select(MediumRow, RenditionRow)
        .join(RenditionRow, RenditionRow.medium_id == MediumRow.id)
        .where(MediumRow.submission_id == submission.id, RenditionRow.zone == Zone.OBSCURED)
        .order_by(MediumRow.position, RenditionRow.role, RenditionRow.frame)
    )
    return [(medium, rendition) for medium, rendition in session.execute(query)]


def approved_sha256(digests: dict[str, str]) -> str:
    """Return one digest over all that an approval names."""
    return _sha256(json.dumps(digests, sort_keys=True).encode())


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
