"""Cases and search results, as readers of the library see them."""

from collections import Counter
from itertools import groupby

from sqlalchemy.orm import Session

from api.people import Person
from api.views.submissions import texts_of
from case_library.search import PAGE, Found
from schemas.http.library import (
    CaseHit,
    CaseImage,
    CaseMedium,
    CasePage,
    CaseView,
    Facets,
    FacetValue,
)
from schemas.media_type import MediaType
from schemas.states import Role
from storage.models import AccountRow, CaseImageRow, CaseRow

_ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "application/dicom": "dcm",
            "video/mp4": "mp4"}  # fmt: skip


def case_page(found: Found, offset: int) -> CasePage:
    """Return one page of search results."""
    more = offset + PAGE < found.total
    return CasePage(
        total=found.total,
        items=[_hit(case) for case in found.cases],
        facets=Facets(**{name: _facet(count) for name, count in found.facets.items()}),
        next_cursor=str(offset + PAGE) if more else None,
    )


def _facet(count: Counter[str]) -> list[FacetValue]:
    return [FacetValue(value=value, count=hits) for value, hits in count.most_common()]


def _hit(case: CaseRow) -> CaseHit:
    thumbnail = next((image for image in case.images if image.role == "thumbnail"), None)
    texts = texts_of(case)
    return CaseHit(
        id=case.id,
        title=texts.title,
        diagnosis=texts.diagnosis,
        specialty=texts.specialty,
        body_region=texts.body_region,
        age_band=texts.age_band,
        sex=texts.sex,
        modalities=case.modalities,
        media=len({image.medium_id for image in case.images}),
        videos=sum(_is_video(image) for image in case.images),
        thumbnail_url=image_url(case, thumbnail) if thumbnail else None,
        published_at=case.published_at,
    )


def _is_video(image: CaseImageRow) -> bool:
    return image.role == "canonical" and image.media_type == MediaType.MP4


def case_view(session: Session, case: CaseRow, reader: Person) -> CaseView:
    """Return a case with its media in the order they were uploaded."""
    uploader = session.get_one(AccountRow, case.uploader_id)
    mine = case.uploader_id == reader.id
    ordered = sorted(case.images, key=lambda image: (image.position, image.role, image.frame))
    media = [_medium(case, list(images)) for _, images in groupby(ordered, lambda i: i.position)]
    return CaseView(
        id=case.id,
        texts=texts_of(case),
        media=media,
        uploader=uploader.display_name,
        mine=mine,
        published_at=case.published_at,
        may_take_down=mine or bool({Role.MODERATOR, Role.ADMINISTRATOR} & reader.roles),
    )


def _medium(case: CaseRow, images: list[CaseImageRow]) -> CaseMedium:
    canonical = next(image for image in images if image.role == "canonical")
    thumbnail = next((image for image in images if image.role == "thumbnail"), None)
    return CaseMedium(
        id=canonical.medium_id,
        modality=canonical.modality,
        images=[
            CaseImage(
                url=image_url(case, image),
                media_type=image.media_type,
                thumbnail_url=image_url(
                    case, thumbnail if thumbnail and image.frame == 0 else image
                ),
                width=image.width,
                height=image.height,
            )
            for image in images
            if image.role == "display"
        ],
        download_url=image_url(case, canonical),
        download_name=download_name(case, canonical),
    )


def image_url(case: CaseRow, image: CaseImageRow) -> str:
    """Return the address of one approved rendition."""
    return f"/api/cases/{case.id}/media/{image.medium_id}/{image.role}/{image.frame}"


def download_name(case: CaseRow, image: CaseImageRow) -> str:
    """Return a file name that says nothing but which case it is."""
    return f"case-{case.number}-{image.position + 1}.{_ENDINGS.get(image.media_type, 'bin')}"
