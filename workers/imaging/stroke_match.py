"""The strokes of a piece of text, compared with those at another place or of another frame."""

import cv2
import numpy as np
from numpy.typing import NDArray

from workers.imaging.arrays import Mask
from workers.imaging.text_contrast import Grey

_FARTHEST = 24
"""How far from where it is thought to be text is looked for, in pixels."""

STANDS, SAME = 0.8, 0.6
"""Correlation of strokes from which text stands where it stood, and from which it is the same."""


def stands(lines: Grey, shape: Grey, x: int, y: int) -> bool:
    """Tell whether the strokes ``shape``, h × w, are at a place in ``lines``, H × W."""
    height, width = shape.shape
    here = lines[y : y + height, x : x + width]
    if here.shape != shape.shape:
        return False
    return float(cv2.matchTemplate(here, shape, cv2.TM_CCOEFF_NORMED)[0, 0]) >= STANDS


def best_near(lines: Grey, shape: Grey, x: int, y: int) -> tuple[float, int, int]:
    """Return the best correlation of ``shape`` around a place, and the left and top where it is.

    It is 0 where ``shape`` does not fit in.
    """
    height, width = shape.shape
    left, top = max(0, x - _FARTHEST), max(0, y - _FARTHEST)
    part = lines[top : max(0, y + height + _FARTHEST), left : max(0, x + width + _FARTHEST)]
    if part.shape[0] < height or part.shape[1] < width:
        return 0.0, x, y
    scores = cv2.matchTemplate(part, shape, cv2.TM_CCOEFF_NORMED)
    _, best, _, (across, down) = cv2.minMaxLoc(scores)
    return float(best), left + across, top + down


def spread(ink: Mask, shake: int) -> NDArray[np.uint8]:
    """Return strokes grown by half of ``shake`` pixels: if they move by less, they are no news."""
    near = np.ones((shake, shake), dtype=np.uint8)
    return np.asarray(cv2.dilate(ink.astype(np.uint8), near), dtype=np.uint8)
