"""Boxes carried from one frame to the next by what moves inside them.

The median flow of Kalal, Mikolajczyk and Matas, "Forward-Backward Error: Automatic Detection of
Tracking Failures", ICPR 2010, https://doi.org/10.1109/ICPR.2010.675: points on a grid are followed
there and back, and those that come back decide.
"""

from collections.abc import Sequence
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from workers.imaging.face.sighting import Box

Grey: TypeAlias = NDArray[np.uint8]
_Points: TypeAlias = NDArray[np.float32]

_GRID = 8
"""Points along each side of a box."""

_INNER = 0.1
"""This share of each side is left out: the edge of a face's box is background."""

_COMES_BACK = 1.0
"""Pixels by which a point may miss where it started."""

_ENOUGH = 0.3
"""A box is lost where fewer of its points come back."""

_WINDOW = (15, 15)
_LEVELS = 3


def carried(before: Grey, after: Grey, boxes: Sequence[Box]) -> list[Box | None]:
    """Return where boxes of the frame ``before`` lie in the frame ``after``; both are H × W.

    ``None`` stands for one that was lost.
    """
    if not boxes:
        return []
    points = np.concatenate([_grid(box) for box in boxes])
    there, found = _followed(before, after, points)
    back, returned = _followed(after, before, there)
    misses = np.abs(back - points).max(axis=1)
    good = found & returned & (misses < _COMES_BACK)
    each = _GRID * _GRID
    return [
        _moved(box, points[at : at + each], there[at : at + each], good[at : at + each])
        for box, at in zip(boxes, range(0, len(points), each), strict=True)
    ]


def _grid(box: Box) -> _Points:
    left, top, right, bottom = box
    inset_x, inset_y = _INNER * (right - left), _INNER * (bottom - top)
    across = np.linspace(left + inset_x, right - inset_x, _GRID)
    down = np.linspace(top + inset_y, bottom - inset_y, _GRID)
    return np.stack(np.meshgrid(across, down), axis=-1).reshape(-1, 2).astype(np.float32)


def _followed(one: Grey, other: Grey, points: _Points) -> tuple[_Points, NDArray[np.bool_]]:
    moved, status, _ = cv2.calcOpticalFlowPyrLK(  # type: ignore[call-overload]
        one, other, points, None, winSize=_WINDOW, maxLevel=_LEVELS
    )
    return np.asarray(moved), np.asarray(status).reshape(-1) > 0


def _moved(box: Box, before: _Points, after: _Points, good: NDArray[np.bool_]) -> Box | None:
    if good.mean() < _ENOUGH:
        return None
    before, after = before[good], after[good]
    shift = np.median(after - before, axis=0)
    scale = _scale(before, after)
    left, top, right, bottom = box
    middle_x, middle_y = (left + right) / 2 + shift[0], (top + bottom) / 2 + shift[1]
    wide, high = (right - left) / 2 * scale, (bottom - top) / 2 * scale
    return (
        float(middle_x - wide), float(middle_y - high),
        float(middle_x + wide), float(middle_y + high),
    )  # fmt: skip


def _scale(before: _Points, after: _Points) -> float:
    """Return by how much points have drawn apart: the median over pairs."""
    first, second = np.triu_indices(len(before), k=1)
    apart = np.linalg.norm(before[first] - before[second], axis=1)
    now = np.linalg.norm(after[first] - after[second], axis=1)
    far = apart > 1
    return float(np.clip(np.median(now[far] / apart[far]), 0.9, 1.1)) if far.any() else 1.0
