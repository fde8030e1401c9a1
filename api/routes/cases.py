"""The case library: search, a case, its pictures, takedown."""

from typing import Any, Literal
from uuid import UUID

from fastapi import APIRouter, Request, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from api.media import media_response
from api.people import AnyPerson, Reader
from api.services import Serve
from api.views.library import case_page, case_view, download_name
from case_library import search
from case_library.takedown import withdraw
from schemas.http.library import CasePage, CaseView
from schemas.http.submissions import Withdrawal
from schemas.refusals import RefusalCode, RefusedError
from schemas.states import Role
from schemas.vocabulary import AgeBand, BodyRegion, Sex, Specialty
from storage.blobs import ObscuredRef
from storage.models import CaseImageRow, CaseRow

router = APIRouter(prefix="/api/cases", tags=["cases"])

_PICTURE: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {"image/jpeg": {}, "video/mp4": {}, "application/dicom": {}},
        "description": "The rendition",
    },
    206: {"content": {"video/mp4": {}}, "description": "The range that was asked for"},
    304: {"description": "Not modified"},
}


@router.get("")
def search_cases(  # noqa: PLR0913 - one parameter per facet
    _: Reader,
    services: Serve,
    q: str = "",
    specialty: Specialty | None = None,
    body_region: BodyRegion | None = None,
    modality: str | None = None,
    age_band: AgeBand | None = None,
    sex: Sex | None = None,
    cursor: str | None = None,
) -> CasePage:
    """Search; every word must occur, words may be unfinished."""
    filters = search.Filters(specialty, body_region, modality, age_band, sex)
    offset = int(cursor) if cursor and cursor.isdecimal() else 0
    with services.database.reading() as session:
        return case_page(search.find(session, q, filters, offset), offset)


@router.get("/{case_id}")
def read_case(case_id: UUID, person: Reader, services: Serve) -> CaseView:
    """Return a case."""
    with services.database.reading() as session:
        return case_view(session, _live_case(session, case_id), person)


@router.get(
    "/{case_id}/media/{medium_id}/{role}/{frame}", response_class=Response, responses=_PICTURE
)
def case_picture(  # noqa: PLR0913 - the parts of the address
    request: Request,
    case_id: UUID,
    medium_id: UUID,
    role: Literal["canonical", "display", "thumbnail"],
    frame: int,
    _: Reader,
    services: Serve,
) -> Response:
    """Return an approved rendition; browsers may keep it but must ask each time."""
    with services.database.reading() as session:
        case = _live_case(session, case_id)
        wanted = (medium_id, role, frame)
        image = next((i for i in case.images if (i.medium_id, i.role, i.frame) == wanted), None)
    if image is None:
        raise RefusedError(RefusalCode.NOT_FOUND)
    headers = {"ETag": f'"{image.sha256}"', "Cache-Control": "private, no-cache"}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    if image.role == "canonical":
        headers["Content-Disposition"] = _attachment(case, image)
    source = services.blobs.readable(ObscuredRef(image.sha256))
    return media_response(request, source, image.media_type, headers)


def _attachment(case: CaseRow, image: CaseImageRow) -> str:
    return f'attachment; filename="{download_name(case, image)}"'


@router.post("/{case_id}/takedown", status_code=204)
def take_down(case_id: UUID, withdrawal: Withdrawal, person: AnyPerson, services: Serve) -> None:
    """Take a case down; when this answers it is gone everywhere."""
    with services.database.writing() as uow:
        case = _live_case(uow.session, case_id)
        keepers = {Role.MODERATOR, Role.ADMINISTRATOR}
        if case.uploader_id != person.id and not keepers & person.roles:
            raise RefusedError(RefusalCode.NOT_ALLOWED)
        withdraw(uow, services.keys, case.submission_id, person.id, withdrawal.reason)


def _live_case(session: Session, case_id: UUID) -> CaseRow:
    case = session.scalars(select(CaseRow).where(CaseRow.id == case_id)).first()
    if case is None:
        raise RefusedError(RefusalCode.NOT_FOUND)
    if case.withdrawn_at is not None:
        raise RefusedError(RefusalCode.GONE)
    return case
