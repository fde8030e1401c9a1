"""Every picture mode that a photo can have, to sRGB over white."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import numpy as np
from PIL import Image, ImageCms

from workers.imaging.arrays import Picture
from workers.imaging.deep_grey import is_deep_grey, levels

_SRGB = ImageCms.createProfile("sRGB")
_LAB = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
_PROFILED_MODES = ("L", "RGB", "CMYK", "LAB")
_BAND_PIXELS = 4_000_000
"""Pixels that are converted at once, so that a large picture exists only twice at any time."""

_Convert = Callable[[Image.Image], Image.Image]


def to_srgb(image: Image.Image) -> Picture:
    """Return H × W × 3 sRGB pixels; what lies under transparency becomes white.

    A pixel that its alpha hides may show what was meant to be cut away, so it is blended over
    white here and is gone from the result.
    """
    if is_deep_grey(image):
        grey = Image.fromarray(levels(image))
        grey.info["icc_profile"] = image.info.get("icc_profile")
        image = grey
    width, height = image.size
    convert = _converter(image)
    picture = np.empty((height, width, 3), dtype=np.uint8)
    rows = max(1, _BAND_PIXELS // width)
    for top in range(0, height, rows):
        end = min(height, top + rows)
        picture[top:end] = _over_white(image.crop((0, top, width, end)), convert)
    return picture


def _over_white(image: Image.Image, convert: _Convert) -> Picture:
    alpha = _alpha(image)
    colour = convert(_opaque(image))
    if alpha is not None:
        white = Image.new("RGB", colour.size, (255, 255, 255))
        colour = Image.composite(colour, white, alpha)
    return np.asarray(colour, dtype=np.uint8)


def _opaque(image: Image.Image) -> Image.Image:
    """Drop alpha and palette, keep a mode that a colour profile can be applied to."""
    if image.mode in _PROFILED_MODES:
        return image
    if image.mode in ("1", "LA", "La"):
        return image.convert("LA").getchannel("L") if image.mode != "1" else image.convert("L")
    if image.mode in ("YCbCr", "HSV"):
        return image.convert("RGB")
    return image.convert("RGBA").convert("RGB")


def _alpha(image: Image.Image) -> Image.Image | None:
    """Return the 8-bit alpha of an image, from its channel or its transparent colour."""
    if image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info:
        return image.convert("RGBA").getchannel("A")
    return None


def _converter(image: Image.Image) -> _Convert:
    """Return what converts the image's colours by its ICC profile to sRGB.

    A profile that cannot be used, or is for another kind of colour, counts as absent.
    """
    mode = _opaque(image.crop((0, 0, 1, 1))).mode
    profile: Any = image.info.get("icc_profile")
    transform = _transform(BytesIO(profile), mode) if profile else None
    if transform is None and mode == "LAB":
        transform = _transform(_LAB, mode)
    if transform is None:
        return lambda band: band.convert("RGB")
    return lambda band: _applied(band, transform)


def _transform(profile: Any, mode: str) -> ImageCms.ImageCmsTransform | None:
    try:
        return ImageCms.buildTransform(profile, _SRGB, mode, "RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None


def _applied(band: Image.Image, transform: ImageCms.ImageCmsTransform) -> Image.Image:
    converted = ImageCms.applyTransform(band, transform)
    return band.convert("RGB") if converted is None else converted
