"""The case library: search, facets, the case page."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from schemas.http.base import View
from schemas.http.submissions import CaseTexts
from schemas.vocabulary import AgeBand, BodyRegion, Sex, Specialty


class CaseImage(View):
    """One obscured, approved picture or video of a case."""

    url: str
    media_type: str
    thumbnail_url: str
    width: int
    height: int


class CaseMedium(View):
    """One medium of a case: a photograph or a video has one image, DICOM one per frame."""

    id: UUID
    modality: str
    images: list[CaseImage]
    download_url: str
    download_name: str


class CaseView(View):
    """A published case."""

    id: UUID
    texts: CaseTexts
    media: list[CaseMedium]
    uploader: str
    mine: bool
    published_at: datetime
    may_take_down: bool


class CaseHit(View):
    """A case in a list of search results."""

    id: UUID
    title: str
    diagnosis: str
    specialty: Specialty
    body_region: BodyRegion
    age_band: AgeBand
    sex: Sex
    modalities: list[str]
    media: int
    videos: Annotated[int, Field(description="How many of the media are videos, filed under XC")]
    thumbnail_url: str | None
    published_at: datetime


class FacetValue(View):
    """One value of a facet and how many hits carry it."""

    value: str
    count: int


class Facets(View):
    """Counts over all hits of the query, each facet counted without its own filter."""

    specialty: list[FacetValue]
    body_region: list[FacetValue]
    modality: list[FacetValue]
    age_band: list[FacetValue]
    sex: list[FacetValue]


class CasePage(View):
    """One page of search results."""

    total: int
    items: list[CaseHit]
    facets: Facets
    next_cursor: str | None


class Vocabulary(View):
    """The closed vocabularies and limits that forms are built from."""

    specialties: list[str]
    body_regions: list[str]
    age_bands: list[str]
    sexes: list[str]
    professions: list[str]
    modalities: list[str]
    media_types: list[str]
    consent_version: str
    consent_statement: str
    max_upload_bytes: int
    max_media: int
