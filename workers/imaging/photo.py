"""Photos in, of any format that is taken: upright sRGB pixels, and what else was in the file."""

import warnings
from dataclasses import dataclass
from io import BytesIO

import numpy as np
import pillow_heif
from PIL import AvifImagePlugin, Image, ImageFile, ImageOps, TiffImagePlugin, UnidentifiedImageError

from schemas.failures import FailureCode, InputRejectedError
from schemas.media_type import MediaType
from workers.imaging.arrays import Picture
from workers.imaging.colour import to_srgb
from workers.imaging.containers import block_names, ends_early, exif
from workers.imaging.photo_claims import check_claims, check_size, needs_libtiff
from workers.imaging.refusal import refusing

_FORMATS = {
    # A multi-picture JPEG (CIPA DC-007) starts with its primary picture, which is the one taken.
    MediaType.JPEG: ("JPEG", "MPO"),
    MediaType.PNG: ("PNG",),
    MediaType.WEBP: ("WEBP",),
    MediaType.GIF: ("GIF",),
    MediaType.TIFF: ("TIFF",),
    MediaType.HEIC: ("HEIF",),
    MediaType.AVIF: ("AVIF",),
}
_MAY_MOVE = (MediaType.PNG, MediaType.WEBP, MediaType.GIF, MediaType.AVIF)
"""Formats in which several pictures are an animation; in TIFF and HEIC the first one is kept."""

pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, decode_threads=1)
AvifImagePlugin.DEFAULT_MAX_THREADS = 1
# The limit is our own MAX_PIXELS, with our own code, and Pillow's would be a second one.
Image.MAX_IMAGE_PIXELS = None


@dataclass(frozen=True, slots=True)
class Photo:
    """A decoded photo: H × W × 3 upright sRGB pixels, and the names of the blocks left behind."""

    pixels: Picture
    blocks: tuple[str, ...]


def decode_photo(media_type: MediaType, data: bytes) -> Photo:
    """Decode a photo of a known type.

    Raises:
        InputRejectedError: TOO_MANY_PIXELS, ANIMATED, UNSUPPORTED_PIXEL_FORMAT, TRUNCATED or
            UNDECODABLE.

    """
    try:
        with warnings.catch_warnings(), refusing():
            warnings.simplefilter("ignore")
            check_claims(media_type, data)
            return _decode(media_type, data)
    except InputRejectedError as error:
        if error.code is FailureCode.UNDECODABLE and ends_early(media_type, data):
            raise InputRejectedError(FailureCode.TRUNCATED) from None
        raise


def _decode(media_type: MediaType, data: bytes) -> Photo:
    # face_recognition turns this on for the whole process when it is imported; a photo that was
    # cut off would then come out half grey instead of being refused.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    with _opened(media_type, data) as image:
        check_size(*image.size)
        if media_type in _MAY_MOVE and getattr(image, "is_animated", False):
            raise InputRejectedError(FailureCode.ANIMATED)
        if media_type is MediaType.PNG:
            _halve_hidden_colour(image, data)
        blocks = dict.fromkeys((*block_names(media_type, data), *_decoder_blocks(image)))
        image.load()
        check_size(*image.size)
        # Pillow turns a TIFF while it loads it.
        upright = image if media_type is MediaType.TIFF else _upright(image)
        pixels = to_srgb(upright)
    return Photo(pixels=np.ascontiguousarray(pixels), blocks=tuple(blocks))


def _opened(media_type: MediaType, data: bytes) -> Image.Image:
    """Open without decoding; a TIFF that is whole and yet unknown has pixels of a rare kind."""
    TiffImagePlugin.READ_LIBTIFF = media_type is MediaType.TIFF and needs_libtiff(data)
    try:
        return Image.open(BytesIO(data), formats=_FORMATS[media_type])
    except UnidentifiedImageError:
        if media_type is MediaType.TIFF:
            raise InputRejectedError(FailureCode.UNSUPPORTED_PIXEL_FORMAT) from None
        raise


def _halve_hidden_colour(image: Image.Image, data: bytes) -> None:
    """Bring a 16-bit PNG's transparent colour to the 8 bits that Pillow reads its colours to.

    The bit depth is byte 24 of the file (ISO/IEC 15948 section 11.2.1).
    """
    hidden = image.info.get("transparency")
    if isinstance(hidden, tuple) and data[24] == 16:
        image.info["transparency"] = tuple(value >> 8 for value in hidden)


def _upright(image: Image.Image) -> Image.Image:
    """Apply the EXIF orientation (CIPA DC-008 table 6); damaged EXIF turns nothing.

    Where the container itself says how to turn a picture, as HEIF does with ``irot`` and ``imir``,
    the decoder has done it or put it in the place of what EXIF said.
    """
    try:
        return ImageOps.exif_transpose(image)
    except MemoryError:
        raise
    except Exception:
        return image


def _decoder_blocks(image: Image.Image) -> list[str]:
    """Name the blocks that only a decoder finds: items, and what was put together from parts."""
    named = {"exif": "EXIF", "xmp": "XMP", "icc_profile": "ICC", "depth_images": "depth map",
             "aux": "auxiliary picture", "metadata": "HEIF metadata"}  # fmt: skip
    blocks = [name for key, name in named.items() if image.info.get(key)]
    block = image.info.get("exif")
    return [*blocks, *exif.names(block)] if isinstance(block, bytes) else blocks
