"""Lines of text to upright boxes that cover their ink, and little else."""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from workers.imaging.text_contrast import Grey
from workers.imaging.text_lines import Line
from workers.imaging.text_places import Box

_SLANTED = 1.5
"""An upright box that is so many times as large as the line inside it is cut into pieces."""

_PIECE, _MOST_PIECES = 2.2, 8
_REACH_ALONG, _REACH_ACROSS = 0.8, 0.4
_OF_STRONGEST, _LOST_IN_TEXTURE = 0.3, 0.75
_DROWNED = 0.5
_HEART, _ENDS = 0.2, 0.12


def boxes_around(line: Line, lines: Grey) -> Iterator[Box]:
    """Yield upright boxes that cover a line, inside a picture with these strokes, H × W.

    A line that runs level or upright gets one box, drawn in or out to where its ink ends. A
    slanted one gets a few, like steps, because the one box around it would cover much else.
    """
    height, width = lines.shape
    left, top, right, bottom = line.bounds
    first, second = line.sides
    if (right - left) * (bottom - top) < _SLANTED * first * second:
        yield _fitted(line, lines)
        return
    for corners in _pieces(line):
        (x0, y0), (x1, y1) = corners.min(axis=0), corners.max(axis=0)
        yield _within((x0, y0, x1, y1), width, height)


def _pieces(line: Line) -> Iterator[NDArray[np.float32]]:
    """Cut a line across, into pieces a few times as long as it is high."""
    corners = line.corners if line.sides[0] >= line.sides[1] else np.roll(line.corners, 1, axis=0)
    count = int(np.clip(np.ceil(max(line.sides) / (_PIECE * line.height)), 1, _MOST_PIECES))
    for number in range(count):
        start, end = number / count, (number + 1) / count
        upper = corners[1] - corners[0]
        lower = corners[2] - corners[3]
        yield np.stack(
            (
                corners[0] + start * upper,
                corners[0] + end * upper,
                corners[3] + end * lower,
                corners[3] + start * lower,
            )
        )


def _fitted(line: Line, lines: Grey) -> Box:
    height, width = lines.shape
    left, top, right, bottom = line.bounds
    along, across = _REACH_ALONG * line.height, _REACH_ACROSS * line.height
    if bottom - top > right - left:
        along, across = across, along
    box = _within(line.bounds, width, height)
    reach = _within((left - along, top - across, right + along, bottom + across), width, height)
    ink = _ink_of(box, reach, lines)
    if ink is None:
        # The ends of a line drown in texture first.
        along, across = _DROWNED * along, _DROWNED * across
        if bottom - top > right - left:
            return _within((left, top - across, right, bottom + across), width, height)
        return _within((left - along, top, right + along, bottom), width, height)
    pad = 1 + 0.03 * line.height
    least = _least(box)
    return _within(
        (min(ink[0] - pad, least[0]), min(ink[1] - pad, least[1]),
         max(ink[2] + pad, least[2]), max(ink[3] + pad, least[3])),
        width, height,
    )  # fmt: skip


def _ink_of(box: Box, reach: Box, lines: Grey) -> Box | None:
    """Return the box around the strokes that hang together with a line's heart.

    ``None`` where the strokes are no stronger than the texture around them.
    """
    part = lines[reach[1] : reach[3], reach[0] : reach[2]]
    if not part.size:
        return None
    around = np.ones(part.shape, dtype=bool)
    around[_slices(box, reach)] = False
    inside = part[_slices(box, reach)]
    strongest = float(np.percentile(inside, 95)) if inside.size else 0.0
    texture = float(np.percentile(part[around], 90)) if around.any() else 0.0
    least = max(_OF_STRONGEST * strongest, 1.2 * texture)
    if least > _LOST_IN_TEXTURE * strongest:
        return None
    _, labels, stats, _ = cv2.connectedComponentsWithStats((part > least).astype(np.uint8))
    kept = [number for number in np.unique(labels[_slices(_heart(box), reach)]) if number]
    if not kept:
        return None
    ends = np.array([_ends(stats[number], box, reach, lines) for number in kept])
    (x0, y0), (x1, y1) = ends[:, :2].min(axis=0), ends[:, 2:].max(axis=0)
    return int(x0), int(y0), int(x1), int(y1)


def _ends(stats: NDArray[np.int32], box: Box, reach: Box, lines: Grey) -> Box:
    """Return a stroke's own box; one that goes on beyond reach is no letter and is cut off."""
    x, y, w, h, _ = (int(value) for value in stats)
    own = x + reach[0], y + reach[1], x + w + reach[0], y + h + reach[1]
    edges = (0, 0, lines.shape[1], lines.shape[0])
    goes_on = any(
        side == end and end not in (edge, drawn)
        for side, end, edge, drawn in zip(own, reach, edges, box, strict=True)
    )
    if not goes_on:
        return own
    return (max(own[0], box[0]), max(own[1], box[1]), min(own[2], box[2]), min(own[3], box[3]))


def _heart(box: Box) -> Box:
    """Return the inner part of a line's box, where its letters surely are."""
    inset = int(_HEART * min(box[2] - box[0], box[3] - box[1]))
    return _inset(box, inset, inset)


def _least(box: Box) -> Box:
    """Return what a line's box keeps in any case: its ends, where faint letters may stand."""
    width, height = box[2] - box[0], box[3] - box[1]
    across, along = int(_HEART * min(width, height)), int(_ENDS * min(width, height))
    return _inset(box, along, across) if width >= height else _inset(box, across, along)


def _inset(box: Box, x: int, y: int) -> Box:
    left, top, right, bottom = box
    return left + x, top + y, max(left + x + 1, right - x), max(top + y + 1, bottom - y)


def _slices(box: Box, reach: Box) -> tuple[slice, slice]:
    x, y = reach[0], reach[1]
    return slice(max(0, box[1] - y), box[3] - y), slice(max(0, box[0] - x), box[2] - x)


def _within(bounds: tuple[float, float, float, float], width: int, height: int) -> Box:
    left, right = (
        int(side) for side in np.clip((np.floor(bounds[0]), np.ceil(bounds[2])), 0, width)
    )
    top, bottom = (
        int(side) for side in np.clip((np.floor(bounds[1]), np.ceil(bounds[3])), 0, height)
    )
    return left, top, right, bottom
