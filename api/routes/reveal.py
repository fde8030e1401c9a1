"""The audited look at an original."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Response

from api.media import streamed
from api.people import Moderator
from api.services import Serve
from moderation import revision
from schemas.http.review import Reveal
from storage.blobs import RawRef

router = APIRouter(prefix="/api/review/items/{submission_id}/media/{medium_id}", tags=["review"])

_ORIGINAL: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/octet-stream": {}}, "description": "The original"}
}


@router.post("/reveal", response_class=Response, responses=_ORIGINAL)
def reveal_original(
    submission_id: UUID, medium_id: UUID, reveal: Reveal, person: Moderator, services: Serve
) -> Response:
    """Return an original. That, who and why is in the log before the first byte goes out."""
    with services.database.writing() as uow:
        medium = revision.record_reveal(uow, submission_id, medium_id, person.id, reveal.reason)
        media_type = medium.uploaded_type.value
        key = services.vault.key(uow.session, submission_id)
    source = services.vault.readable(RawRef(submission_id, medium_id), key)
    return streamed(source, (0, source.size), 200, media_type)
