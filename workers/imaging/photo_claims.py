"""What a photo claims about itself, held against limits before a decoder spends memory on it."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from schemas.failures import FailureCode, InputRejectedError
from schemas.media_type import MediaType
from workers.imaging.containers import gif, heif, jpeg, png, tiff

MAX_PIXELS = 120_000_000
"""The most pixels a photo may have; checked on the header, before anything is decoded."""

MAX_SIDE = 65_500
"""The longest side that libjpeg can write."""

MAX_SCANS = 200
"""The most passes over a JPEG; a camera's progressive one has about ten."""

MAX_BLOCKS = 1_000_000
"""The most blocks of a container: decoders walk them one by one, whatever little they hold."""

_WALKS: dict[MediaType, Callable[[bytes], Iterator[Any]]] = {
    MediaType.JPEG: jpeg.segments,
    MediaType.PNG: png.chunks,
    MediaType.GIF: gif.blocks,
}
_MAX_TILE_BYTES = 4 * MAX_PIXELS
_BIG_ENDIAN_BIGTIFF = b"MM\x00+"
"""Pillow reads BigTIFF in the other byte order alone."""


def check_size(width: int, height: int) -> None:
    """Refuse a picture of no or of too many pixels.

    Raises:
        InputRejectedError: TOO_MANY_PIXELS or UNDECODABLE.

    """
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise InputRejectedError(FailureCode.TOO_MANY_PIXELS)
    if min(width, height) < 1:
        raise InputRejectedError(FailureCode.UNDECODABLE)


def check_claims(media_type: MediaType, data: bytes) -> None:
    """Refuse what a container says about its picture when that cannot, or must not, be decoded.

    Raises:
        InputRejectedError: TOO_MANY_PIXELS, ANIMATED, UNSUPPORTED_PIXEL_FORMAT, TRUNCATED or
            UNDECODABLE.

    """
    walk = _WALKS.get(media_type)
    if walk and next(islice(walk(data), MAX_BLOCKS, None), None) is not None:
        raise InputRejectedError(FailureCode.UNDECODABLE)
    if media_type is MediaType.JPEG and jpeg.scans(data) > MAX_SCANS:
        raise InputRejectedError(FailureCode.UNDECODABLE)
    if media_type is MediaType.GIF:
        check_size(*gif.declared_size(data))
    if media_type in (MediaType.HEIC, MediaType.AVIF) and heif.is_sequence(data):
        raise InputRejectedError(FailureCode.ANIMATED)
    if media_type is MediaType.AVIF and heif.outgrown(data):
        raise InputRejectedError(FailureCode.UNDECODABLE)
    if media_type is MediaType.TIFF:
        _check_tiff(data)


def needs_libtiff(data: bytes) -> bool:
    """Tell whether only libtiff reads a TIFF right: Pillow takes deep separate planes for bytes."""
    page = tiff.first_page(data)
    return page is not None and page.planar and page.bits > 8


def _check_tiff(data: bytes) -> None:
    """Check a TIFF's first page; libtiff would fill up what a cut-off file lacks."""
    if data.startswith(_BIG_ENDIAN_BIGTIFF):
        raise InputRejectedError(FailureCode.UNSUPPORTED_PIXEL_FORMAT)
    page = tiff.first_page(data)
    if page is None or tiff.ends_early(data):
        cut = tiff.ends_early(data)
        raise InputRejectedError(FailureCode.TRUNCATED if cut else FailureCode.UNDECODABLE)
    if not page.is_picture:
        raise InputRejectedError(FailureCode.UNSUPPORTED_PIXEL_FORMAT)
    check_size(page.width, page.height)
    if page.tile[0] * page.tile[1] * page.sample_bytes > _MAX_TILE_BYTES:
        raise InputRejectedError(FailureCode.TOO_MANY_PIXELS)
