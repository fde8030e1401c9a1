"""Grey of more than eight bits, of whole numbers or of fractions, to the 256 levels of a screen."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from PIL.TiffImagePlugin import TiffImageFile

from workers.imaging.arrays import Levels

_BITS, _PHOTOMETRIC, _SAMPLE_FORMAT = 258, 262, 339
_LEAST, _GREATEST = 340, 341
_ROWS = 256
_BIG_ENDIAN = b"MM"

_Values = NDArray[Any]


def is_deep_grey(image: Image.Image) -> bool:
    """Tell whether an image holds grey of 16 or 32 bits."""
    return image.mode.startswith("I") or image.mode == "F"


def levels(image: Image.Image) -> Levels:
    """Return H × W levels, 0 black to 255 white.

    Whole numbers without sign and of up to 16 bits keep their high byte. Signed ones, those of 32
    bits and fractions have no agreed black and white: the file's own least and greatest sample
    value are taken (TIFF 6.0 section 20), else 0 to 1 for fractions that lie within, else the
    least and greatest value there is.
    """
    tags: Any = image.tag_v2 if isinstance(image, TiffImageFile) else {}
    values = _as_stored(image, tags)
    shown: Levels
    if values.dtype == np.uint16:
        shown = (values >> (_first(tags, _BITS, 16) - 8)).astype(np.uint8)
    else:
        shown = _spread(values, *_ends(values, tags))
    if tags.get(_PHOTOMETRIC) == 0:
        shown = 255 - shown
    hidden = image.info.get("transparency")
    if isinstance(hidden, int):
        shown[values == hidden] = 255
    return shown


def _as_stored(image: Image.Image, tags: Any) -> _Values:
    """Return the samples in the numbers that the file means.

    Of big-endian TIFFs that libtiff unpacked, Pillow swaps signed numbers and fractions once too
    often; it has no mode for 32 bits without a sign.
    """
    values: _Values = np.asarray(image)
    if isinstance(image, TiffImageFile):
        if image.use_load_libtiff and tags.prefix == _BIG_ENDIAN and image.mode in ("I", "F"):
            short = _first(tags, _BITS, 32) == 16
            values = (values.astype(np.int16) if short else values).byteswap()
        if image.mode == "I" and _first(tags, _SAMPLE_FORMAT, 1) == 1:
            values = values.view(np.uint32)
    return values.astype(values.dtype.newbyteorder("="), copy=False)


def _ends(values: _Values, tags: Any) -> tuple[float, float]:
    named = (float(_first(tags, _LEAST, 0)), float(_first(tags, _GREATEST, 0)))
    if named[1] > named[0] and np.isfinite(named).all():
        return named
    found = (np.inf, -np.inf)
    for top in range(0, len(values), _ROWS):
        band = values[top : top + _ROWS]
        finite = band[np.isfinite(band)] if band.dtype.kind == "f" else band
        if finite.size:
            found = (min(found[0], float(finite.min())), max(found[1], float(finite.max())))
    if values.dtype.kind == "f" and found[0] >= 0 and found[1] <= 1:
        return 0.0, 1.0
    return found


def _spread(values: _Values, least: float, greatest: float) -> Levels:
    """Map ``least`` to 0 and ``greatest`` to 255, a band at a time; what is no number is black."""
    shown = np.zeros(values.shape, dtype=np.uint8)
    if not greatest > least:
        return shown
    for top in range(0, len(values), _ROWS):
        share = (values[top : top + _ROWS].astype(np.float64) - least) / (greatest - least)
        share = np.nan_to_num(share, nan=0.0, posinf=1.0, neginf=0.0)
        shown[top : top + _ROWS] = np.rint(np.clip(share, 0, 1) * 255).astype(np.uint8)
    return shown


def _first(tags: Any, tag: int, default: int) -> Any:
    value = tags.get(tag, default)
    return value[0] if isinstance(value, tuple) and value else value or default
