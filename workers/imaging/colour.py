"""Every picture mode that a photo can have, to sRGB over white."""

from io import BytesIO
from typing import Any

import numpy as np
from PIL import Image, ImageCms

from workers.imaging.arrays import Picture

_SRGB = ImageCms.createProfile("sRGB")
_PROFILED_MODES = ("L", "RGB", "CMYK", "LAB")


def to_srgb(image: Image.Image) -> Picture:
    """Return H × W × 3 sRGB pixels; what lies under transparency becomes white.

    A pixel that its alpha hides may show what was meant to be cut away, so it is blended over
    white here and is gone from the result.
    """
    if image.mode.startswith("I") or image.mode == "F":
        return _from_deep_grey(image)
    alpha = _alpha(image)
    colour = _apply_profile(_opaque(image))
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
    return image.convert("RGBA").convert("RGB")


def _alpha(image: Image.Image) -> Image.Image | None:
    """Return the 8-bit alpha of an image, from its channel or its transparent colour."""
    if image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info:
        return image.convert("RGBA").getchannel("A")
    return None


def _apply_profile(image: Image.Image) -> Image.Image:
    """Convert by the embedded ICC profile; one that cannot be used counts as absent."""
    profile: Any = image.info.get("icc_profile")
    if profile and image.mode in _PROFILED_MODES:
        try:
            converted = ImageCms.profileToProfile(image, BytesIO(profile), _SRGB, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            converted = None
        if converted is not None:
            return converted
    return image.convert("RGB")


def _from_deep_grey(image: Image.Image) -> Picture:
    """Take the high byte of 16-bit grey (PNG), with its transparent value made white."""
    deep = np.asarray(image).astype(np.int64)
    grey = np.clip(deep >> 8, 0, 255).astype(np.uint8)
    hidden = image.info.get("transparency")
    if isinstance(hidden, int):
        grey[deep == hidden] = 255
    return np.repeat(grey[:, :, np.newaxis], 3, axis=2)
