"""TIFF: every depth, order and arrangement to the right pixels; claims are checked before memory.

References are the arrays that the files were written from, never another decoder.
"""

import zlib

import numpy as np
import pytest
from PIL import Image

from schemas.failures import FailureCode, InputRejectedError
from schemas.media_type import MediaType
from tests.factories import marked_media as media
from tests.factories.tiff_files import Blocks, Nested, Tags, page, tiff_file, tiled_page
from workers.imaging.photo import decode_photo

RNG = np.random.default_rng(4)
RGB8 = RNG.integers(0, 256, (40, 48, 3), dtype=np.uint8)
RGB16 = RNG.integers(0, 65_536, (40, 48, 3), dtype=np.uint16)
GREY16 = RGB16[:, :, 0].copy()
ORDERS = ("<", ">")


def _pixels(data: bytes) -> media.Pixels:
    return decode_photo(MediaType.TIFF, data).pixels


def _code(data: bytes) -> FailureCode:
    with pytest.raises(InputRejectedError) as caught:
        decode_photo(MediaType.TIFF, data)
    return caught.value.code


def _saved(image: Image.Image, **options: object) -> bytes:
    return media.image_bytes(image, "TIFF", **options)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("planar", [False, True], ids=["chunky", "planar"])
@pytest.mark.parametrize("picture", [RGB8, RGB16], ids=["8 bit", "16 bit"])
def test_colour_in_every_arrangement(picture: media.Pixels, planar: bool, order: str) -> None:
    """Of 16 bits the high byte is what a screen shows."""
    data = tiff_file(page(picture, order=order, planar=planar), order=order)
    assert np.array_equal(_pixels(data), picture >> (picture.dtype.itemsize * 8 - 8))


def test_bigtiff_and_tiles() -> None:
    """64-bit offsets, and tiles that stand over the picture's edge."""
    assert np.array_equal(_pixels(tiff_file(page(RGB8), big=True)), RGB8)
    cut = RGB8[:37, :45]
    assert np.array_equal(_pixels(tiff_file(tiled_page(cut))), cut)


@pytest.mark.parametrize("order", ORDERS)
def test_deep_grey(order: str) -> None:
    """16-bit grey keeps its high byte, whichever end of the scale is white."""
    grey = _pixels(tiff_file(page(GREY16, order=order), order=order))
    assert np.array_equal(grey, np.repeat((GREY16 >> 8)[..., None], 3, axis=2))


def test_12_bits() -> None:
    """Microscopes pack two samples into three bytes; the top eight bits of each are shown."""
    packed = Blocks((bytes((0xFF, 0xF0, 0x00, 0x80, 0x07, 0xFF)),))
    tags = page(np.zeros((1, 4), dtype=np.uint8))
    tags |= {258: (3, (12,)), 273: packed, 279: (4, (6,))}
    assert list(_pixels(tiff_file(tags))[0, :, 0]) == [0xFF, 0x00, 0x80, 0x7F]


def test_white_is_zero() -> None:
    """Photometric interpretation 0 turns grey about, at 8 bits and at 16."""
    for picture in (RGB8[:, :, 0], GREY16):
        pixels = _pixels(tiff_file(page(picture, photometric=0)))
        shown = 255 - (picture >> (picture.dtype.itemsize * 8 - 8))
        assert np.array_equal(pixels[:, :, 0], shown)


def _stretched(values: media.Pixels) -> media.Pixels:
    low, high = values.min(), values.max()
    shares = (values.astype(float) - low) / (float(high) - low)
    return np.asarray(np.rint(shares * 255), dtype=np.uint8)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("packed", [False, True], ids=["raw", "deflate"])
@pytest.mark.parametrize("kind", ["i2", "i4", "f4"])
def test_numbers_without_a_scale_are_stretched(kind: str, packed: bool, order: str) -> None:
    """Signed samples and fractions show from their least to their greatest value."""
    values = (GREY16.astype("i4") - 30_000).astype(kind)
    if kind == "f4":
        values /= 7
    tags = _deflated(page(values, order=order)) if packed else page(values, order=order)
    shown = _pixels(tiff_file(tags, order=order))[:, :, 0].astype(int)
    assert np.abs(shown - _stretched(values)).max() <= 1


def _deflated(tags: Tags) -> Tags:
    """Return a page's tags with its one strip packed (compression 8)."""
    strips = tags[273]
    assert isinstance(strips, Blocks)
    (strip,) = (zlib.compress(body) for body in strips.bodies)
    return {**tags, 259: (3, (8,)), 273: Blocks((strip,)), 279: (4, (len(strip),))}


def test_fractions_from_0_to_1_are_shares() -> None:
    """A picture of fractions that uses half the scale stays half as bright; no number is black."""
    values = np.full((8, 8), 0.5, dtype=np.float32)
    values[0, 0], values[0, 1], values[0, 2] = np.nan, 0.0, 1.0
    shown = _pixels(tiff_file(page(values)))[:, :, 0]
    assert (shown[1:] == 128).all()
    assert list(shown[0, :3]) == [0, 0, 255]


def test_the_files_own_scale_is_kept() -> None:
    """SMinSampleValue and SMaxSampleValue say what black and white are."""
    values = np.array([[50, 100, 150, 300]], dtype=np.float32)
    tags: Tags = {**page(values), 340: (11, (100.0,)), 341: (11, (200.0,))}
    assert list(_pixels(tiff_file(tags))[0, :, 0]) == [0, 0, 128, 255]


def test_32_bits_without_a_sign() -> None:
    """Values above two thousand million are the bright ones, not negative."""
    values = np.array([[0, 1 << 31, (1 << 32) - 1]], dtype=np.uint32)
    assert list(_pixels(tiff_file(page(values)))[0, :, 0]) == [0, 128, 255]


@pytest.mark.parametrize(
    ("mode", "compression"),
    [
        ("1", "group3"), ("1", "group4"), ("1", "packbits"), ("1", None), ("L", "packbits"),
        ("P", "tiff_lzw"), ("RGB", "tiff_lzw"), ("RGB", "tiff_adobe_deflate"), ("CMYK", "tiff_lzw"),
        ("RGBA", "tiff_lzw"), ("LA", None), ("I;16", "tiff_lzw"), ("F", "tiff_lzw"),
    ],
)  # fmt: skip
def test_every_mode_and_lossless_compression(mode: str, compression: str | None) -> None:
    """Half white, half black, in every way that faxes, scanners and cameras write."""
    grey = np.zeros((32, 40), dtype=np.uint8)
    grey[:, 20:] = 255
    image = Image.fromarray(grey)
    if mode == "I;16":
        image = Image.fromarray(grey.astype(np.uint16) * 257)
    elif mode == "F":
        image = Image.fromarray((grey / 255).astype(np.float32))
    elif mode != "L":
        image = image.convert("RGB" if mode == "CMYK" else mode).convert(mode)
    pixels = _pixels(_saved(image, compression=compression))
    assert np.array_equal(pixels, np.repeat(grey[..., None], 3, axis=2))


def test_jpeg_inside() -> None:
    """New-style JPEG (compression 7) in YCbCr comes out in the right colours."""
    data = _saved(Image.fromarray(media.quarters()), compression="jpeg", quality=95)
    assert np.abs(_pixels(data).astype(int) - media.quarters()).mean() < 8


def test_lab_without_a_profile() -> None:
    """CIE L*a*b* (TIFF 6.0 section 23) is a colour space of its own: white, grey and red."""
    lab = np.array([[[255, 0, 0], [137, 0, 0], [136, 80, 67]]], dtype=np.uint8)
    shown = _pixels(tiff_file(page(lab, photometric=8)))[0].astype(int)
    assert np.abs(shown - [[255, 255, 255], [128, 128, 128], [254, 1, 1]]).max() < 12


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("compression", [None, "tiff_lzw"])
def test_orientation_is_applied_once(orientation: int, compression: str | None) -> None:
    """Tag 274 turns the picture, also where EXIF is in a directory beside it."""
    stored = media.stored_for(media.quarters(), orientation)
    data = _saved(Image.fromarray(stored), compression=compression, tiffinfo={274: orientation})
    assert np.array_equal(_pixels(data), media.quarters())


def test_the_first_page_is_kept_and_the_others_named() -> None:
    """What nobody looks at must not come along, and the moderator is told."""
    data = tiff_file(page(RGB8), page(GREY16), page(GREY16))
    photo = decode_photo(MediaType.TIFF, data)
    assert np.array_equal(photo.pixels, RGB8)
    assert "further pictures" in photo.blocks


def test_pages_in_a_circle_end() -> None:
    """A directory that names itself as the next one is read once."""
    data = bytearray(tiff_file(page(RGB8)))
    start = int.from_bytes(data[4:8], "little")
    count = int.from_bytes(data[start : start + 2], "little")
    link = start + 2 + 12 * count
    data[link : link + 4] = start.to_bytes(4, "little")
    assert np.array_equal(_pixels(bytes(data)), RGB8)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({256: (4, (60_000,)), 257: (4, (60_000,))}, FailureCode.TOO_MANY_PIXELS),
        ({256: (4, (4_000_000_000,)), 257: (4, (1,))}, FailureCode.TOO_MANY_PIXELS),
        ({256: (4, (0,))}, FailureCode.UNDECODABLE),
        ({322: (4, (60_000,)), 323: (4, (60_000,))}, FailureCode.TOO_MANY_PIXELS),
        ({279: (4, (4_000_000_000,))}, FailureCode.TRUNCATED),
        ({273: (4, (4_000_000_000,))}, FailureCode.TRUNCATED),
        ({257: (4, (4000,)), 278: (4, (4000,))}, FailureCode.TRUNCATED),
        ({258: (3, (64, 64, 64))}, FailureCode.UNSUPPORTED_PIXEL_FORMAT),
        ({254: (4, (1,))}, FailureCode.UNSUPPORTED_PIXEL_FORMAT),
        ({262: (3, (32803,))}, FailureCode.UNSUPPORTED_PIXEL_FORMAT),
        ({50706: (1, (1, 4, 0, 0))}, FailureCode.UNSUPPORTED_PIXEL_FORMAT),
        ({259: (3, (12_345,))}, FailureCode.UNSUPPORTED_PIXEL_FORMAT),
    ],
)
def test_lies_are_refused(change: Tags, code: FailureCode) -> None:
    """Sizes, tiles, strips, depths; previews of camera raw files, whose picture is elsewhere."""
    assert _code(tiff_file({**page(RGB8), **change})) is code


def test_strips_that_share_their_bytes_are_bounded_by_the_picture() -> None:
    """A million strips in one place unfold to no more than the picture's own pixels."""
    tags = {**page(RGB8), 273: (4, (8,) * 100_000), 279: (4, (100,) * 100_000), 278: (4, (1,))}
    assert _pixels(tiff_file(tags)).shape == (40, 48, 3)


def test_a_directory_that_is_cut_is_truncated() -> None:
    """The directory often stands at the end, where a broken connection takes it."""
    data = tiff_file({**page(RGB8), 330: Nested({270: "x" * 50})})
    start = int.from_bytes(data[4:8], "little")
    for end in (start, start + 1, start + 30, len(data) - 2):
        assert _code(data[:end]) is FailureCode.TRUNCATED


def test_big_endian_bigtiff_is_refused() -> None:
    """No decoder here reads it, and none must guess."""
    data = tiff_file(page(RGB8, order=">"), order=">", big=True)
    assert _code(data) is FailureCode.UNSUPPORTED_PIXEL_FORMAT
