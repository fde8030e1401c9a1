"""Photos: upright sRGB pixels in, pixels and nothing else out."""

from collections.abc import Iterator
from io import BytesIO

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from schemas.failures import FailureCode, InputRejectedError
from schemas.findings import RedactionPlan
from schemas.media_type import MediaType
from tests.factories import media
from workers.imaging import encode
from workers.imaging.medium import PhotoMedium
from workers.imaging.photo import decode_photo
from workers.render import Burned
from workers.renditions import obscured_output, stripped_output

PICTURE = media.corners()
PHOTOS = {
    MediaType.JPEG: media.jpeg(PICTURE),
    MediaType.PNG: media.png(PICTURE),
    MediaType.WEBP: media.webp(PICTURE),
    MediaType.HEIC: media.heic(PICTURE),
}
TURNED = ("rgby", "gryb", "ybgr", "byrg", "rbgy", "bryg", "ygbr", "gyrb")
"""The quarters in reading order after the orientations 1 to 8 (CIPA DC-008 table 6)."""


def _code(media_type: MediaType, data: bytes) -> FailureCode:
    with pytest.raises(InputRejectedError) as caught:
        decode_photo(media_type, data)
    return caught.value.code


def _renditions(media_type: MediaType) -> Iterator[tuple[str, bytes]]:
    """Yield (media type, bytes) of everything that is made of a photo."""
    medium = PhotoMedium(media_type, decode_photo(media_type, PHOTOS[media_type]).pixels)
    burned = Burned(medium.frames, RedactionPlan(), ())
    for output in (
        stripped_output(media_type, medium, RedactionPlan()),
        obscured_output(media_type, medium, burned),
    ):
        yield from ((rendition.media_type, rendition.data) for rendition in output.renditions)


@pytest.mark.parametrize("media_type", PHOTOS)
def test_every_format_decodes(media_type: MediaType) -> None:
    photo = decode_photo(media_type, PHOTOS[media_type])
    assert photo.pixels.shape == PICTURE.shape
    assert media.corner_names(photo.pixels) == "rgby"
    assert "EXIF" in photo.blocks


def test_what_is_left_behind_is_named_and_not_quoted() -> None:
    jpeg = decode_photo(MediaType.JPEG, PHOTOS[MediaType.JPEG]).blocks
    assert set(jpeg) == {"EXIF", "GPS", "ICC", "XMP", "IPTC", "JPEG comment", "trailing bytes"}
    png = decode_photo(MediaType.PNG, PHOTOS[MediaType.PNG]).blocks
    assert {"PNG text", "PNG chunk", "PNG time", "XMP", "trailing bytes"} <= set(png)


@pytest.mark.parametrize("orientation", media.ORIENTATIONS)
def test_exif_orientation_turns_the_pixels(orientation: int) -> None:
    pixels = decode_photo(MediaType.JPEG, media.jpeg(PICTURE, orientation)).pixels
    assert media.corner_names(pixels) == TURNED[orientation - 1]
    assert (pixels.shape[0] > pixels.shape[1]) == (orientation > 4)


def test_sixteen_bits_become_eight_in_order() -> None:
    row = decode_photo(MediaType.PNG, media.deep_png()).pixels[0, :, 0].astype(int)
    assert (row[0], row[-1]) == (0, 255)
    assert np.all(np.diff(row) >= 0)


def test_pixels_under_transparency_are_gone() -> None:
    pixels = decode_photo(MediaType.PNG, media.png_with_hidden_pixels()).pixels
    assert np.all(pixels[:, :48] == 255)
    assert np.all(pixels[:, 48:] == (0, 0, 255))


@pytest.mark.parametrize("media_type", PHOTOS)
def test_planted_text_is_in_no_rendition(media_type: MediaType) -> None:
    assert media.holds_planted(PHOTOS[media_type])
    made = list(_renditions(media_type))
    assert len(made) == 5
    assert not any(media.holds_planted(data) for _, data in made)


@pytest.mark.parametrize("media_type", PHOTOS)
def test_renditions_hold_pixels_and_nothing_else(media_type: MediaType) -> None:
    for kind, data in _renditions(media_type):
        if kind == "image/png":
            assert set(_chunks(data)) == {b"IHDR", b"IDAT", b"IEND"}
        else:
            markers = _markers(data)
            assert set(markers) <= {0xE0, 0xDB, 0xC0, 0xC4, 0xDD, 0xDA}
            assert markers.count(0xE0) == 1


def _chunks(data: bytes) -> Iterator[bytes]:
    at = 8
    while at < len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        yield data[at + 4 : at + 8]
        at += 12 + length
    assert at == len(data)


def _markers(data: bytes) -> list[int]:
    """Return every segment's marker, having checked the JFIF header and that EOI comes last."""
    at, markers = 2, []
    while not markers or markers[-1] != 0xDA:
        assert data[at] == 0xFF
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        markers.append(data[at + 1])
        if data[at + 1] == 0xE0:
            assert data[at + 4 : at + 9] == b"JFIF\0"
            assert length == 16
        at += 2 + length
    scan = data[at:]
    ends = [
        n
        for n in range(len(scan) - 1)
        if scan[n] == 0xFF and scan[n + 1] not in (0, *range(0xD0, 0xD8))
    ]
    assert ends == [len(scan) - 2]
    return markers


def test_a_bomb_is_refused_before_it_is_unfolded() -> None:
    bomb = media.bomb_png()
    assert len(bomb) < 400_000
    assert _code(MediaType.PNG, bomb) is FailureCode.TOO_MANY_PIXELS


@pytest.mark.parametrize(("kind", "media_type"), [("PNG", MediaType.PNG), ("WEBP", MediaType.WEBP)])
def test_animation_is_refused(kind: str, media_type: MediaType) -> None:
    assert _code(media_type, media.animated(kind)) is FailureCode.ANIMATED


@pytest.mark.parametrize("media_type", PHOTOS)
def test_half_a_photo_is_truncated(media_type: MediaType) -> None:
    whole = PHOTOS[media_type]
    assert _code(media_type, whole[: len(whole) // 2]) is FailureCode.TRUNCATED


def test_half_a_photo_is_truncated_also_behind_the_face_detector() -> None:
    """Its library tells Pillow, for the whole process, to take half a photo for a whole one."""
    from workers.imaging import faces

    faces.warm_up()
    plain = BytesIO()
    Image.fromarray(media.written("x", 40, 255, 20, noise=30)).save(plain, "JPEG")
    assert _code(MediaType.JPEG, plain.getvalue()[:-3000]) is FailureCode.TRUNCATED


def test_rubbish_is_undecodable() -> None:
    body = media.chunk(b"IHDR", bytes(13)) + media.chunk(b"IEND", b"")
    assert _code(MediaType.PNG, media.PNG_MAGIC + body) is FailureCode.UNDECODABLE


def test_png_is_lossless_and_scaling_keeps_the_shape() -> None:
    assert np.array_equal(decode_photo(MediaType.PNG, encode.png(PICTURE)).pixels, PICTURE)
    assert encode.scaled(PICTURE, 48).shape == (32, 48, 3)
    assert encode.scaled(PICTURE, 4000) is PICTURE


@settings(max_examples=60, deadline=None)
@given(st.data(), st.sampled_from(list(PHOTOS)))
def test_truncated_anywhere_is_a_code_or_a_picture(
    data: st.DataObject, media_type: MediaType
) -> None:
    whole = PHOTOS[media_type]
    _gives_code_or_picture(media_type, whole[: data.draw(st.integers(0, len(whole)))])


@settings(max_examples=60, deadline=None)
@given(st.data(), st.sampled_from(list(PHOTOS)))
def test_damaged_anywhere_is_a_code_or_a_picture(
    data: st.DataObject, media_type: MediaType
) -> None:
    whole = bytearray(PHOTOS[media_type])
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=8)):
        whole[at] = data.draw(st.integers(0, 255))
    _gives_code_or_picture(media_type, bytes(whole))


def _gives_code_or_picture(media_type: MediaType, data: bytes) -> None:
    try:
        pixels = decode_photo(media_type, data).pixels
    except InputRejectedError as error:
        assert error.code in FailureCode
    else:
        assert pixels.ndim == 3
        assert pixels.dtype == np.uint8
