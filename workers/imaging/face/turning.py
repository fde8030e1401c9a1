"""Pictures turned by any angle, and boxes turned back."""

from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil, cos, radians, sin

import cv2
import numpy as np
from numpy.typing import NDArray

from workers.imaging.arrays import Picture
from workers.imaging.face.sighting import Box, Sighting

_BETWEEN = (127, 127, 127)
"""What fills the corners of a slanted picture: middle grey, RGB."""

CONTEXT = 3
"""A close-up is so many times as large as what is looked at."""


@dataclass(frozen=True)
class Turned:
    """A picture scaled by ``scale`` and turned counterclockwise by ``degrees``, all of it kept."""

    picture: Picture
    degrees: int
    scale: float
    to_turned: NDArray[np.float64]
    """The motion from the picture to the turned one, 2 × 3."""

    @cached_property
    def _back(self) -> NDArray[np.float64]:
        return np.asarray(cv2.invertAffineTransform(self.to_turned))

    def restored(self, sighting: Sighting) -> Sighting:
        """Return what was seen in the turned picture as a box in the one that it came from.

        A quarter turn keeps boxes. For any other a face is taken for a square of the same size,
        because a turned rectangle's corners hold no face.
        """
        left, top, right, bottom = sighting.box
        middle = self._back @ np.array([(left + right) / 2, (top + bottom) / 2, 1])
        wide, high = (right - left) / 2 / self.scale, (bottom - top) / 2 / self.scale
        if self.degrees % 90:
            wide = high = (wide + high) / 2
        elif self.degrees % 180:
            wide, high = high, wide
        x, y = float(middle[0]), float(middle[1])
        box: Box = (x - wide, y - high, x + wide, y + high)
        return replace(sighting, box=box, turn=self.degrees)


def turned(picture: Picture, degrees: int, longest: int) -> Turned:
    """Return a picture made no longer than ``longest`` pixels, and turned by ``degrees``."""
    height, width = picture.shape[:2]
    scale = min(1.0, longest / max(height, width))
    wide, high = max(1, round(width * scale)), max(1, round(height * scale))
    small = picture
    if (high, wide) != (height, width):
        small = np.asarray(cv2.resize(picture, (wide, high), interpolation=cv2.INTER_AREA))
    motion, size = _motion(wide, high, degrees)
    if degrees % 90:
        shown = cv2.warpAffine(
            small, motion, size, borderMode=cv2.BORDER_CONSTANT, borderValue=_BETWEEN
        )
    else:
        shown = np.ascontiguousarray(np.rot90(small, degrees // 90))
    to_turned = motion.copy()
    to_turned[:, :2] *= np.array([wide / width, high / height])
    return Turned(np.asarray(shown), degrees, scale, to_turned)


def _motion(wide: int, high: int, degrees: int) -> tuple[NDArray[np.float64], tuple[int, int]]:
    """Return the turn about a picture's middle, and the size (width, height) that holds it."""
    across, down = abs(cos(radians(degrees))), abs(sin(radians(degrees)))
    size = ceil(wide * across + high * down - 1e-6), ceil(wide * down + high * across - 1e-6)
    motion = _about((wide / 2, high / 2), degrees, 1)
    motion[:, 2] += np.array([size[0] - wide, size[1] - high]) / 2
    return motion, size


def _about(middle: tuple[float, float], degrees: int, scale: float) -> NDArray[np.float64]:
    """Return the turn about a point, 2 × 3."""
    return np.asarray(cv2.getRotationMatrix2D(middle, degrees, scale), dtype=np.float64)


def cut_out(picture: Picture, box: Box, side: int, degrees: int) -> Picture:
    """Return a turned square around a box, which becomes ``side`` pixels long."""
    span = CONTEXT * side
    left, top, right, bottom = box
    reach = max(right - left, bottom - top)
    scale = side / reach
    x, y = (left + right) / 2, (top + bottom) / 2
    near = reach * span / side
    height, width = picture.shape[:2]
    first_x, first_y = max(0, int(x - near)), max(0, int(y - near))
    last_x, last_y = min(width, int(x + near) + 1), min(height, int(y + near) + 1)
    part = picture[first_y:last_y, first_x:last_x]
    x, y = x - first_x, y - first_y
    if scale < 1:
        # Averaged before it is turned, so that fine detail does not turn into specks.
        size = max(1, round(part.shape[1] * scale)), max(1, round(part.shape[0] * scale))
        x, y = x * size[0] / part.shape[1], y * size[1] / part.shape[0]
        part = np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_AREA))
        scale = 1.0
    motion = _about((x, y), degrees, scale)
    motion[:, 2] += np.array([span / 2 - x, span / 2 - y])
    return np.asarray(
        cv2.warpAffine(
            part, motion, (span, span), borderMode=cv2.BORDER_CONSTANT, borderValue=_BETWEEN
        )
    )
