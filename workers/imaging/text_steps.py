"""Slanted lines of text covered by upright boxes, like steps."""

from collections.abc import Iterator

import cv2
import numpy as np

from workers.imaging.text_contrast import Grey, ink_level
from workers.imaging.text_lines import Corners, Line, part_of
from workers.imaging.text_places import Box, within

_STEP, _MOST_STEPS = 2.2, 8
_TOO_HIGH = 0.12


def steps(line: Line, lines: Grey) -> Iterator[Box]:
    """Yield boxes that cover a slanted line one after the other, each a few letters long."""
    height, width = lines.shape
    left, top, right, bottom = within(line.bounds, width, height)
    part = lines[top:bottom, left:right]
    inside = _polygon(line.corners, (left, top, right, bottom))
    least = ink_level(part[inside], part[~inside])
    for corners in _pieces(line):
        yield _step(corners, lines, least)


def _step(corners: Corners, lines: Grey, least: float | None) -> Box:
    """Return the box around a piece's ink, or around the piece where ink cannot be told."""
    height, width = lines.shape
    (x0, y0), (x1, y1) = corners.min(axis=0), corners.max(axis=0)
    box = within((x0, y0, x1, y1), width, height)
    if least is None:
        return box
    ink = (lines[box[1] : box[3], box[0] : box[2]] > least) & _polygon(corners, box)
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not len(rows):
        return box
    left, top = box[0] + columns[0] - 1, box[1] + rows[0] - 1
    right, bottom = box[0] + columns[-1] + 2, box[1] + rows[-1] + 2
    return within((left, top, right, bottom), width, height)


def _pieces(line: Line) -> Iterator[Corners]:
    """Cut a line across, less what the network usually adds above and below."""
    corners = line.corners if line.sides[0] >= line.sides[1] else np.roll(line.corners, 1, axis=0)
    down = (corners[3] - corners[0]) * _TOO_HIGH
    heart = corners + np.stack((down, down, -down, -down))
    count = int(np.clip(np.ceil(max(line.sides) / (_STEP * line.height)), 1, _MOST_STEPS))
    for number in range(count):
        yield part_of(heart, number / count, (number + 1) / count)


def _polygon(corners: Corners, box: Box) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Return which pixels of a box lie inside four corners."""
    inside = np.zeros((box[3] - box[1], box[2] - box[0]), dtype=np.uint8)
    if inside.size:
        moved = np.rint(corners - np.array(box[:2])).astype(np.int32)
        cv2.fillConvexPoly(inside, moved, 1)
    return inside > 0
