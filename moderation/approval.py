"""What an approval must name: the digest of every rendition and of every text."""

import hashlib
import json
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from moderation.text_redaction import redacted_texts
from moderation.text_scans import TEXT_FIELDS, free_texts
from schemas.free_text import Stretch
from schemas.zones import Zone
from storage.models import MediumRow, RenditionRow, SubmissionRow


def texts_after(submission: SubmissionRow, removed: Sequence[Stretch]) -> dict[str, str]:
    """Return every text as publication would show it, by field.

    Raises:
        RefusedError: ``stretch_outside``.

    """
    whole = {field: str(getattr(submission, field)) for field in TEXT_FIELDS}
    cut = redacted_texts(free_texts(submission), removed)
    return whole | {field.value: text for field, text in cut.items()}


def to_approve(
    session: Session, submission: SubmissionRow, removed: Sequence[Stretch]
) -> dict[str, str]:
    """Return the SHA-256 of everything that publication would show, by subject.

    Raises:
        RefusedError: ``stretch_outside``.

    """
    digests = text_digests(texts_after(submission, removed))
    for medium, rendition in obscured_renditions(session, submission):
        digests[f"medium:{medium.id}:{rendition.role}:{rendition.frame}"] = rendition.sha256
    return digests


def text_digests(texts: dict[str, str]) -> dict[str, str]:
    """Return the SHA-256 of each text, by subject."""
    return {f"text:{field}": _sha256(text.encode()) for field, text in texts.items()}


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
