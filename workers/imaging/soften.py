"""Painted places made inconspicuous, for the eyes of detectors only."""

import cv2
import numpy as np
from numpy.typing import NDArray

from workers.imaging.arrays import Mask, Picture

_Cells = NDArray[np.float32]
_CELL, _CELLS = 8, 160
_SPREAD = 4.0


def softened(picture: Picture, mask: Mask) -> Picture:
    """Return a picture whose masked pixels blend into their surroundings.

    A black bar looks like a letter to a text detector, and the hole where a face was looks like
    a face. What fills the place here is a blur of the pixels outside it, so nothing that was
    painted over comes back; the result is looked at and thrown away.
    """
    if not mask.any():
        return picture
    height, width = mask.shape
    cell = max(_CELL, max(height, width) // _CELLS)
    small = (max(1, width // cell), max(1, height // cell))
    seen = picture.copy()
    seen[mask] = 0
    light = _cells(seen, small)
    share = _cells(np.where(mask, np.uint8(0), np.uint8(255)), small) / np.float32(255)
    fill = _spread(light, share)
    wide = np.asarray(cv2.resize(fill, (width, height), interpolation=cv2.INTER_LINEAR))
    seen[mask] = wide[mask]
    return seen


def _cells(values: NDArray[np.uint8], size: tuple[int, int]) -> _Cells:
    """Average over cells; in bytes, because a large photo as floats would take gigabytes."""
    small = cv2.resize(values, size, interpolation=cv2.INTER_AREA)
    return np.asarray(small, dtype=np.float32)


def _spread(light: _Cells, share: _Cells) -> Picture:
    """Blur over ever wider surroundings until every cell has some unmasked light in it."""
    total = float(share.sum())
    mean = light.sum(axis=(0, 1)) / total if total > 0 else np.zeros(3, dtype=np.float32)
    result = np.broadcast_to(mean, light.shape).astype(np.float32)
    sigma = float(max(share.shape))
    while sigma >= _SPREAD:
        near = cv2.GaussianBlur(share, (0, 0), sigma / 4)
        blurred = cv2.GaussianBlur(light, (0, 0), sigma / 4)
        enough = near > 0.02  # fewer pixels than that make specks
        result[enough] = blurred[enough] / near[enough][:, np.newaxis]
        sigma /= 2
    return np.clip(np.rint(result), 0, 255).astype(np.uint8)
