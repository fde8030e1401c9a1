"""Words in every place that a photo's format has for them: named, and in no byte that leaves.

A green run proves nothing about words in the pixels themselves, nor about places that the
factories do not know; the fuzzer plants the same seeds and looks for the same marker.
"""

from collections.abc import Iterator

import numpy as np
import pytest
from PIL import Image

from schemas.findings import FindingKind, RedactionPlan
from schemas.media_type import MediaType
from tests.factories import marked_media as media
from tests.factories import planted_stills
from workers import registry
from workers.imaging.containers import block_names
from workers.imaging.photo import decode_photo
from workers.stage import StageInput, StageOutput

COMMON = {"EXIF", "GPS", "maker note", "XMP", "ICC", "trailing bytes"}
BLOCKS = {
    MediaType.JPEG: COMMON
    | {"thumbnail", "IPTC", "JPEG comment", "further pictures", "motion video", "Samsung trailer"}
    | {f"JPEG APP{number}" for number in range(16) if number != 13},
    MediaType.PNG: COMMON | {"thumbnail", "PNG text", "PNG time", "PNG chunk"},
    MediaType.WEBP: COMMON | {"thumbnail", "WebP chunk"},
    MediaType.GIF: {
        "GIF comment", "GIF application data", "GIF plain text", "GIF extension", "XMP",
        "trailing bytes",
    },
    MediaType.TIFF: (COMMON - {"trailing bytes"})
    | {"IPTC", "Photoshop data", "description", "artist", "computer name", "camera name",
       "software", "copyright", "page name", "document name", "date", "further pictures",
       "TIFF tag", "private TIFF tag"},
    MediaType.HEIC: (COMMON - {"ICC"})
    | {"thumbnail", "further pictures", "HEIF box", "motion video"},
    MediaType.AVIF: COMMON | {"HEIF box", "motion video"},
}  # fmt: skip
LOSS = {MediaType.JPEG: 1.0, MediaType.GIF: 2.0, MediaType.HEIC: 1.0, MediaType.AVIF: 1.5}


def _outputs(media_type: MediaType, data: bytes) -> Iterator[StageOutput]:
    """Send a medium through the chain."""
    given = StageInput(media_type, data, RedactionPlan(), media.KEY)
    for stage in registry.chain():
        output = stage.run(given)
        yield output
        given = StageInput(output.media_type, output.canonical.data, output.plan, media.KEY)


@pytest.mark.parametrize("media_type", planted_stills.MAKERS)
def test_identity_is_named_and_gone(media_type: MediaType) -> None:
    """Every block is a finding without a value, and no rendition holds the marker."""
    data = planted_stills.MAKERS[media_type](media.plain())
    assert media.has_marker(data)
    for output in _outputs(media_type, data):
        found = output.plan.findings
        assert {f.subject for f in found if f.kind is FindingKind.METADATA} == BLOCKS[media_type]
        for rendition in output.renditions:
            assert not media.has_marker(rendition.data[:])
        assert not media.has_marker(output.plan.model_dump_json().encode())


@pytest.mark.parametrize("media_type", planted_stills.MAKERS)
def test_pixels_are_those_that_were_taken(media_type: MediaType) -> None:
    """Whatever else is in the file, the first picture comes out, within the format's own loss."""
    picture = media.plain()
    photo = decode_photo(media_type, planted_stills.MAKERS[media_type](picture))
    assert np.abs(photo.pixels.astype(int) - picture).mean() <= LOSS.get(media_type, 0)


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("big", [False, True])
def test_every_kind_of_tiff_is_named(big: bool, order: str) -> None:
    """The walk reads both byte orders and both widths of offsets."""
    data = planted_stills.tiff(media.plain(), big=big, order=order)
    assert set(block_names(MediaType.TIFF, data)) == BLOCKS[MediaType.TIFF]


def test_words_between_scans_are_named() -> None:
    """A progressive JPEG may hold segments where no header walk would see them."""
    photo = decode_photo(
        MediaType.JPEG, planted_stills.jpeg_with_words_between_scans(media.plain())
    )
    assert photo.blocks == ("JPEG comment",)


def test_a_multi_picture_jpeg_keeps_its_first() -> None:
    """CIPA DC-007: the primary picture stands first; the others are named and stay behind."""
    first, second = (Image.fromarray(one) for one in (media.plain(64, 48), media.quarters()))
    data = media.image_bytes(first, "MPO", save_all=True, append_images=[second], quality=95)
    photo = decode_photo(MediaType.JPEG, data)
    assert np.abs(photo.pixels.astype(int) - media.plain(64, 48)).mean() < 3
    assert set(photo.blocks) == {"further pictures", "trailing bytes"}


@pytest.mark.parametrize("media_type", planted_stills.MAKERS)
def test_a_clean_file_has_no_names(media_type: MediaType) -> None:
    """What draws is not reported as something left behind."""
    form = "HEIF" if media_type is MediaType.HEIC else media_type.name
    image = Image.fromarray(media.plain())
    data = media.image_bytes(image.quantize(64) if form == "GIF" else image, form)
    assert decode_photo(media_type, data).blocks == ()
