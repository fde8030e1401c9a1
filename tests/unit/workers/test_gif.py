"""GIF: the first picture, over white where it does not cover or hides, of bounded size."""

import struct

import numpy as np
import pytest
from PIL import Image

from schemas.failures import FailureCode, InputRejectedError
from schemas.media_type import MediaType
from tests.factories import marked_media as media
from workers.imaging.photo import decode_photo
from workers.imaging.photo_claims import MAX_BLOCKS

PALETTE = Image.fromarray(media.quarters()).quantize(4)


def _gif(image: Image.Image = PALETTE, **options: object) -> bytes:
    return media.image_bytes(image, "GIF", **options)


def _screen(data: bytes, width: int, height: int) -> bytes:
    return data[:6] + struct.pack("<HH", width, height) + data[10:]


def _code(data: bytes) -> FailureCode:
    with pytest.raises(InputRejectedError) as caught:
        decode_photo(MediaType.GIF, data)
    return caught.value.code


@pytest.mark.parametrize("interlace", [0, 1])
def test_pixels_are_exact(interlace: int) -> None:
    """Both orders of rows give the same picture."""
    data = _gif(interlace=interlace)
    assert np.array_equal(decode_photo(MediaType.GIF, data).pixels, media.quarters())


def test_a_hidden_colour_becomes_white() -> None:
    """Transparency by index hides what was meant to be cut away."""
    corner = PALETTE.getpixel((0, 0))
    pixels = decode_photo(MediaType.GIF, _gif(transparency=corner)).pixels
    assert (pixels[:24, :32] == 255).all()
    assert np.array_equal(pixels[:24, 32:], media.quarters()[:24, 32:])


def test_a_screen_larger_than_its_picture_keeps_the_picture() -> None:
    """The logical screen frames the first image; what it covers is as it was."""
    pixels = decode_photo(MediaType.GIF, _screen(_gif(), 80, 60)).pixels
    assert pixels.shape == (60, 80, 3)
    assert np.array_equal(pixels[:48, :64], media.quarters())


def test_a_claimed_screen_is_refused_by_the_header() -> None:
    """Four gigapixels need four bytes to claim."""
    assert _code(_screen(_gif(), 65_535, 65_535)) is FailureCode.TOO_MANY_PIXELS


def test_an_image_outside_its_screen_is_refused_by_its_descriptor() -> None:
    """Decoders enlarge the screen to the image, so the image's claim counts as well."""
    data = _gif()
    at = data.index(b",")
    assert data[at + 5 : at + 9] == struct.pack("<HH", 64, 48)
    lied = data[: at + 5] + struct.pack("<HH", 65_000, 65_000) + data[at + 9 :]
    assert _code(lied) is FailureCode.TOO_MANY_PIXELS


def test_a_picture_without_an_end_is_truncated() -> None:
    """The trailer is missing, and so is part of the picture."""
    data = _gif()
    assert _code(data[: len(data) // 2]) is FailureCode.TRUNCATED


def test_a_million_blocks_are_refused() -> None:
    """Three bytes make an extension; decoders read each in turn."""
    data = _gif()
    head = 13 + (3 << ((data[10] & 7) + 1))
    flood = data[:head] + b"!\xfe\x00" * (MAX_BLOCKS + 1) + data[head:]
    assert _code(flood) is FailureCode.UNDECODABLE
