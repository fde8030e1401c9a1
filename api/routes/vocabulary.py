"""The closed vocabularies and limits that forms are built from."""

from fastapi import APIRouter
from sqlalchemy import select

from api.services import Serve
from moderation.intake import MAX_MEDIA
from schemas.http.library import Vocabulary
from schemas.media_type import MediaType
from schemas.vocabulary import (
    CONSENT_STATEMENT,
    CONSENT_VERSION,
    AgeBand,
    BodyRegion,
    Profession,
    Sex,
    Specialty,
)
from storage.models import CaseRow

router = APIRouter(prefix="/api", tags=["vocabulary"])


@router.get("/vocabulary")
def vocabulary(services: Serve) -> Vocabulary:
    """Return the vocabularies; the modalities are those that the library holds."""
    with services.database.reading() as session:
        held = session.scalars(select(CaseRow.modalities).where(CaseRow.withdrawn_at.is_(None)))
        modalities = sorted({modality for case in held for modality in case})
    return Vocabulary(
        specialties=[value.value for value in Specialty],
        body_regions=[value.value for value in BodyRegion],
        age_bands=[value.value for value in AgeBand],
        sexes=[value.value for value in Sex],
        professions=[value.value for value in Profession],
        modalities=modalities,
        media_types=[value.value for value in MediaType],
        consent_version=CONSENT_VERSION,
        consent_statement=CONSENT_STATEMENT,
        max_upload_bytes=services.max_upload_bytes,
        max_media=MAX_MEDIA,
    )
