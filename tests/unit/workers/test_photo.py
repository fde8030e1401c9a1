"""Photos: any format and mode to upright sRGB pixels, and not a byte more."""

import importlib
import struct
import zlib
from collections.abc import Iterator

import numpy as np
import pytest
from PIL import Image

from schemas.failures import FailureCode, InputRejectedError
from schemas.findings import RedactionPlan
from schemas.media_type import MediaType
from tests.factories import marked_media as media
from tests.factories import planted_stills
from tests.factories.media import PNG_MAGIC, chunk, icc_with_red_and_blue_swapped
from workers import registry
from workers.imaging import encode
from workers.imaging.containers import jpeg_segments
from workers.imaging.photo import decode_photo
from workers.imaging.photo_claims import MAX_SCANS
from workers.stage import StageInput, StageOutput

MAKERS = {
    MediaType.JPEG: media.jpeg,
    MediaType.PNG: media.png,
    MediaType.WEBP: media.webp,
    MediaType.GIF: planted_stills.gif,
    MediaType.TIFF: planted_stills.tiff,
    MediaType.HEIC: media.heic,
    MediaType.AVIF: planted_stills.avif,
}
IN_PNG = (MediaType.PNG, MediaType.GIF, MediaType.TIFF)


def _through(media_type: MediaType, data: bytes) -> tuple[StageOutput, StageOutput]:
    """Send a medium through the chain; return both outputs."""
    strip, obscure = registry.chain()
    stripped = strip.run(StageInput(media_type, data, RedactionPlan(), media.KEY))
    canonical = stripped.canonical.data[:]
    return stripped, obscure.run(
        StageInput(stripped.media_type, canonical, stripped.plan, media.KEY)
    )


def _code(media_type: MediaType, data: bytes) -> FailureCode:
    with pytest.raises(InputRejectedError) as caught:
        decode_photo(media_type, data)
    return caught.value.code


@pytest.mark.parametrize("media_type", MAKERS)
def test_pixels_survive(media_type: MediaType) -> None:
    """What is decoded is what was taken, within the format's own loss."""
    picture = media.plain()
    pixels = decode_photo(media_type, MAKERS[media_type](picture)).pixels
    assert pixels.dtype == np.uint8
    assert np.abs(pixels.astype(int) - picture).mean() < 3


@pytest.mark.parametrize("media_type", MAKERS)
def test_final_format_follows_the_upload(media_type: MediaType) -> None:
    """What was kept without loss becomes PNG, everything else the JPEG that all browsers show."""
    stripped, obscured = _through(media_type, MAKERS[media_type](media.plain()))
    final = "image/png" if media_type in IN_PNG else "image/jpeg"
    assert stripped.canonical.media_type == "image/png"
    assert (obscured.media_type, obscured.canonical.media_type) == (final, final)


def test_stripped_pixels_are_lossless() -> None:
    """Only the last encode may lose: the stripped PNG holds exactly what was decoded."""
    data = media.jpeg(media.plain())
    stripped, obscured = _through(MediaType.JPEG, data)
    first = decode_photo(MediaType.JPEG, data).pixels
    assert np.array_equal(decode_photo(MediaType.PNG, stripped.canonical.data[:]).pixels, first)
    assert obscured.canonical.data[:] == encode.jpeg(first, encode.OBSCURED_QUALITY)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_orientation_is_applied(orientation: int) -> None:
    """All eight values of CIPA DC-008 table 6: the picture is stored turned and comes out up."""
    data = media.jpeg(media.stored_for(media.quarters(), orientation), orientation)
    pixels = decode_photo(MediaType.JPEG, data).pixels
    assert pixels.shape == (48, 64, 3)
    assert np.abs(pixels.astype(int) - media.quarters()).mean() < 6


def _hidden() -> Image.Image:
    """Return a picture whose right half is wholly transparent, with a colour under it."""
    image = Image.fromarray(media.quarters()).convert("RGBA")
    image.putalpha(Image.fromarray(np.repeat([[255] * 32 + [0] * 32], 48, axis=0).astype("u1")))
    return image


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_what_alpha_hides_never_appears(form: str) -> None:
    """Pixels under full transparency become white, whatever colour they have."""
    options = {"lossless": True, "exact": True} if form == "WEBP" else {}
    data = media.image_bytes(_hidden(), form, **options)
    pixels = decode_photo(MediaType[form], data).pixels
    assert (pixels[:, 32:] == 255).all()
    assert tuple(pixels[0, 0]) == (255, 0, 0)


def test_a_transparent_palette_colour_becomes_white() -> None:
    """Transparency by colour (PNG tRNS) hides pixels as alpha does."""
    image = Image.fromarray(media.quarters()).quantize(4)
    data = media.image_bytes(image, "PNG", transparency=image.getpixel((0, 0)))
    pixels = decode_photo(MediaType.PNG, data).pixels
    assert tuple(pixels[0, 0]) == (255, 255, 255)
    assert tuple(pixels[0, 63]) == (0, 255, 0)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK"])
def test_every_mode_becomes_rgb(mode: str) -> None:
    """Grey, palette, deep and print colours all come out as 8-bit RGB of the right brightness."""
    grey = Image.new("L", (40, 30), 200)
    if mode == "I;16":
        image = Image.fromarray(np.full((30, 40), 200 << 8, dtype=np.uint16))
    else:
        image = grey.convert("RGB").convert(mode)
    form = "JPEG" if mode == "CMYK" else "PNG"
    pixels = decode_photo(MediaType[form], media.image_bytes(image, form)).pixels
    assert pixels.shape == (30, 40, 3)
    assert pixels.dtype == np.uint8
    assert mode == "1" or abs(int(pixels.mean()) - 200) < 4


def test_a_broken_profile_counts_as_absent() -> None:
    """SRGB changes nothing, and what is no profile must not cost the picture."""
    plain = Image.fromarray(media.plain())
    data = media.image_bytes(plain, "PNG", icc_profile=media.icc())
    assert np.abs(decode_photo(MediaType.PNG, data).pixels.astype(int) - media.plain()).max() < 3
    broken = media.image_bytes(plain, "PNG", icc_profile=b"not a profile")
    assert np.array_equal(decode_photo(MediaType.PNG, broken).pixels, media.plain())


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF", "HEIF", "AVIF"])
def test_a_profile_is_converted_to_srgb(form: str) -> None:
    """Where the profile says that red is blue, the picture comes out blue."""
    red = np.zeros((64, 64, 3), dtype=np.uint8)
    red[..., 0] = 255
    data = media.image_bytes(
        Image.fromarray(red), form, icc_profile=icc_with_red_and_blue_swapped(), quality=95
    )
    media_type = MediaType.HEIC if form == "HEIF" else MediaType[form]
    pixels = decode_photo(media_type, data).pixels.astype(int)
    assert np.abs(pixels - (0, 0, 255)).max() < 12


def test_a_profile_for_other_colours_counts_as_absent() -> None:
    """An RGB profile on 16-bit grey must not cost the picture."""
    deep = Image.fromarray(np.full((8, 8), 200 << 8, dtype=np.uint16))
    data = media.image_bytes(deep, "PNG", icc_profile=icc_with_red_and_blue_swapped())
    assert (decode_photo(MediaType.PNG, data).pixels == 200).all()


def test_a_transparent_colour_of_16_bits_becomes_white() -> None:
    """Pillow reads such colours to 8 bits, and the one that is hidden must be found again."""
    colours = np.array([[[0x1234, 0x5678, 0x9ABC], [0xFFFF, 0, 0]]], dtype=">u2")
    header = struct.pack(">IIBBBBB", 2, 1, 16, 2, 0, 0, 0)
    data = PNG_MAGIC + b"".join(
        (
            chunk(b"IHDR", header),
            chunk(b"tRNS", struct.pack(">HHH", 0x1234, 0x5678, 0x9ABC)),
            chunk(b"IDAT", zlib.compress(b"\x00" + colours.tobytes())),
            chunk(b"IEND", b""),
        )
    )
    assert decode_photo(MediaType.PNG, data).pixels.tolist() == [[[255] * 3, [255, 0, 0]]]


def test_too_many_pixels_are_refused_by_the_header() -> None:
    """A bomb of 2.5 gigapixels in a few hundred kilobytes is refused before it unfolds."""
    bomb = media.bomb_png()
    assert len(bomb) < 500_000
    assert _code(MediaType.PNG, bomb) is FailureCode.TOO_MANY_PIXELS


def test_a_jpeg_of_very_many_scans_is_refused() -> None:
    """Each scan is a pass over the whole picture: few bytes could ask for hours."""
    data = media.image_bytes(Image.fromarray(media.plain()), "JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    flood = data[:-2] + data[last:-2] * MAX_SCANS + data[-2:]
    assert _code(MediaType.JPEG, flood) is FailureCode.UNDECODABLE


@pytest.mark.parametrize("form", ["PNG", "WEBP", "GIF", "AVIF"])
def test_animation_is_refused(form: str) -> None:
    """Frames that nobody looks at must not come along."""
    assert _code(MediaType[form], media.animated(form)) is FailureCode.ANIMATED


@pytest.mark.parametrize("media_type", MAKERS)
def test_a_short_file_is_truncated(media_type: MediaType) -> None:
    """Half a file is told from a damaged one, so that the uploader knows to try again."""
    data = MAKERS[media_type](media.plain())
    assert _code(media_type, data[: len(data) // 2]) is FailureCode.TRUNCATED


def test_a_short_file_is_truncated_behind_the_face_detector() -> None:
    """Its library tells Pillow, for the whole process, to take half a photo for a whole one."""
    importlib.import_module("face_recognition")
    data = media.jpeg(media.plain())
    assert _code(MediaType.JPEG, data[: len(data) // 2]) is FailureCode.TRUNCATED


def test_damage_is_undecodable() -> None:
    """A whole file with broken content is another matter."""
    data = media.png(media.plain())
    assert _code(MediaType.PNG, data.replace(b"IHDR", b"JHDR")) is FailureCode.UNDECODABLE


def _png_kinds(data: bytes) -> Iterator[bytes]:
    at = 8
    while at < len(data):
        yield data[at + 4 : at + 8]
        at += 12 + int.from_bytes(data[at : at + 4], "big")


def test_encoded_files_hold_pixels_only() -> None:
    """Walk what we write: a JFIF header in JPEG, three chunk types in PNG, nothing behind."""
    picture = media.plain()
    written = encode.jpeg(picture)
    markers = [marker for marker, _, _ in jpeg_segments(written)]
    assert [marker for marker in markers if 0xE0 <= marker <= 0xEF or marker == 0xFE] == [0xE0]
    assert written.endswith(b"\xff\xd9")
    assert set(_png_kinds(encode.png(picture))) == {b"IHDR", b"IDAT", b"IEND"}
