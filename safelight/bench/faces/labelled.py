"""A picture whose faces are known, and what becomes of the labels when it is moved."""

from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from workers.imaging.face.sighting import area

Picture: TypeAlias = NDArray[np.uint8]
Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom in pixels, right and bottom not included."""

Motion: TypeAlias = NDArray[np.float64]
"""An affine motion, 2 × 3, from the old picture's pixels to the new one's."""

_MOST_GONE = 0.4
"""A face of which more than this share was cut away counts neither as found nor as missed."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A picture, H × W × 3 RGB, the boxes of its faces, and of what is a face to some.

    ``kind`` names the way it is shown.
    """

    name: str
    kind: str
    pixels: Picture
    faces: tuple[Box, ...]
    ignored: tuple[Box, ...] = ()


def moved(given: Labelled, kind: str, motion: Motion, size: tuple[int, int]) -> Labelled:
    """Return a picture moved into a frame of ``size`` (width, height), with its labels.

    A label becomes the box around the moved ellipse that fills it, because a head has no corners.
    """
    pixels = cv2.warpAffine(
        given.pixels, motion, size, flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE
    )
    faces: list[Box] = []
    ignored: list[Box] = []
    for box in given.faces:
        whole = _moved_box(box, motion)
        seen = cut(whole, size)
        if seen is None:
            continue
        gone = 1 - area(seen) / area(whole)
        (ignored if gone > _MOST_GONE else faces).append(seen)
    others = (cut(_moved_box(box, motion), size) for box in given.ignored)
    ignored.extend(box for box in others if box is not None)
    return Labelled(given.name, kind, np.asarray(pixels), tuple(faces), tuple(ignored))


def _moved_box(box: Box, motion: Motion) -> Box:
    left, top, right, bottom = box
    middle = motion @ np.array([(left + right) / 2, (top + bottom) / 2, 1])
    half = np.array([(right - left) / 2, (bottom - top) / 2])
    reach = np.sqrt((motion[:, :2] ** 2) @ (half**2))
    low, high = middle - reach, middle + reach
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def cut(box: Box, size: tuple[int, int]) -> Box | None:
    """Return the part of a box inside a frame of ``size`` (width, height), if there is any."""
    left, top = max(0.0, box[0]), max(0.0, box[1])
    right, bottom = min(float(size[0]), box[2]), min(float(size[1]), box[3])
    return (left, top, right, bottom) if right - left > 1 and bottom - top > 1 else None
