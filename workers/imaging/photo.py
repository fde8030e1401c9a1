"""Photos in: JPEG, PNG, WebP and HEIC to upright sRGB pixels, and what else was in the file."""

import warnings
from dataclasses import dataclass
from io import BytesIO

import numpy as np
import pillow_heif
from PIL import ExifTags, Image, ImageFile, ImageOps

from schemas.failures import FailureCode, InputRejectedError
from schemas.media_type import MediaType
from workers.imaging.arrays import Picture
from workers.imaging.colour import to_srgb
from workers.imaging.containers import block_names, ends_early
from workers.imaging.refusal import refusing

MAX_PIXELS = 120_000_000
"""The most pixels a photo may have; checked on the header, before anything is decoded."""

MAX_SIDE = 65_500
"""The longest side that libjpeg can write."""

_FORMATS = {
    # A multi-picture JPEG (CIPA DC-007) starts with its primary picture, which is the one taken.
    MediaType.JPEG: ("JPEG", "MPO"),
    MediaType.PNG: ("PNG",),
    MediaType.WEBP: ("WEBP",),
    MediaType.HEIC: ("HEIF",),
}

pillow_heif.register_heif_opener(thumbnails=False)
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
        InputRejectedError: TOO_MANY_PIXELS, ANIMATED, TRUNCATED or UNDECODABLE.

    """
    try:
        with warnings.catch_warnings(), refusing():
            warnings.simplefilter("ignore")
            return _decode(media_type, data)
    except InputRejectedError as error:
        if error.code is FailureCode.UNDECODABLE and ends_early(media_type, data):
            raise InputRejectedError(FailureCode.TRUNCATED) from None
        raise


def _decode(media_type: MediaType, data: bytes) -> Photo:
    # face_recognition turns this on for the whole process when it is imported; a photo that was
    # cut off would then come out half grey instead of being refused.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    with Image.open(BytesIO(data), formats=_FORMATS[media_type]) as image:
        _check_size(image)
        if media_type in (MediaType.PNG, MediaType.WEBP) and getattr(image, "n_frames", 1) > 1:
            raise InputRejectedError(FailureCode.ANIMATED)
        blocks = dict.fromkeys((*block_names(media_type, data), *_decoder_blocks(image)))
        image.load()
        upright = _upright(image)
    return Photo(pixels=np.ascontiguousarray(to_srgb(upright)), blocks=tuple(blocks))


def _check_size(image: Image.Image) -> None:
    width, height = image.size
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise InputRejectedError(FailureCode.TOO_MANY_PIXELS)


def _upright(image: Image.Image) -> Image.Image:
    """Apply the EXIF orientation (CIPA DC-008 table 6); damaged EXIF turns nothing."""
    try:
        return ImageOps.exif_transpose(image)
    except MemoryError:
        raise
    except Exception:
        return image


def _decoder_blocks(image: Image.Image) -> list[str]:
    """Name the blocks that only a decoder sees: parts of EXIF, and a HEIC's items."""
    named = {"exif": "EXIF", "xmp": "XMP", "icc_profile": "ICC", "depth_images": "depth map",
             "aux": "auxiliary picture", "metadata": "HEIC metadata"}  # fmt: skip
    blocks = [name for key, name in named.items() if image.info.get(key)]
    try:
        exif = image.getexif()
        if exif.get_ifd(ExifTags.IFD.GPSInfo):
            blocks.append("GPS")
        if exif.get_ifd(ExifTags.IFD.IFD1):
            blocks.append("thumbnail")
    except MemoryError:
        raise
    except Exception:
        return blocks
    return blocks
