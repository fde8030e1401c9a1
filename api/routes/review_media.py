"""Pictures under review: for moderators alone, the dark ones only while they hold the item."""

from typing import Any, Literal
from uuid import UUID

from fastapi import APIRouter, Request, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from api.media import media_response
from api.people import Moderator
from api.services import Serve
from moderation import find, leases
from moderation.transitions import require
from schemas.refusals import RefusalCode, RefusedError
from schemas.states import SubmissionState
from schemas.zones import Zone
from storage.blobs import ObscuredRef, StrippedRef
from storage.models import RenditionRow

router = APIRouter(prefix="/api/review/items/{submission_id}/media/{medium_id}", tags=["review"])

_PICTURE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"image/jpeg": {}, "video/mp4": {}}, "description": "The picture"},
    206: {"content": {"video/mp4": {}}, "description": "The range that was asked for"},
}


@router.get("/{zone}/{frame}", response_class=Response, responses=_PICTURE)
def review_picture(  # noqa: PLR0913 - the parts of the address
    request: Request,
    submission_id: UUID,
    medium_id: UUID,
    zone: Literal["stripped", "obscured"],
    frame: int,
    person: Moderator,
    services: Serve,
) -> Response:
    """Return one frame, or a whole video, before (stripped) or after (obscured)."""
    database = services.database
    dark = zone == "stripped"
    with database.reading() as session:
        require(find.submission(session, submission_id), SubmissionState.IN_REVIEW)
        find.medium(session, submission_id, medium_id)
        if dark:
            leases.require(session, submission_id, person.id, database.clock())
        row = _display(session, medium_id, Zone.STRIPPED if dark else Zone.OBSCURED, frame)
        key = services.darkroom.key(session, submission_id) if dark else b""
    if dark:
        source = services.darkroom.readable(StrippedRef(submission_id, row.sha256), key)
    else:
        source = services.blobs.readable(ObscuredRef(row.sha256))
    return media_response(request, source, row.media_type)


def _display(session: Session, medium_id: UUID, zone: Zone, frame: int) -> RenditionRow:
    query = select(RenditionRow).where(
        RenditionRow.medium_id == medium_id,
        RenditionRow.zone == zone,
        RenditionRow.role == "display",
        RenditionRow.frame == frame,
    )
    row = session.scalars(query).first()
    if row is None:
        raise RefusedError(RefusalCode.NOT_FOUND)
    return row
