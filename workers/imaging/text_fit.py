"""Lines of text to upright boxes that cover their ink, and little else."""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from workers.imaging.text_contrast import LEAST_STROKE, Grey, ink_level
from workers.imaging.text_letters import LETTERS
from workers.imaging.text_lines import Line
from workers.imaging.text_places import Box, within
from workers.imaging.text_steps import steps

_SLANTED = 1.5
"""An upright box that is so many times as large as the line inside it is cut into pieces."""

_REACH_ALONG, _REACH_ACROSS = 0.8, 0.4
_TOO_HIGH, _TOO_SHORT = 0.1, 0.1
_BLOCK = 0.5
"""Pixels less of that where the network of letters saw it: half a row of its blocks at most."""

_BUSY = 0.02
"""Where so much around a line is as strong as its ink, grains may hang together with letters."""

_LONE, _THIN = 0.9, 0.2
_HEART, _ENDS = 0.2, 0.12


def boxes_around(line: Line, lines: Grey) -> Iterator[Box]:
    """Yield upright boxes that cover a line, inside a picture with these strokes, H × W.

    A line that runs level or upright gets one box, drawn in or out to where its ink ends. A
    slanted one gets a few, like steps, because the one box around it would cover much else.
    """
    left, top, right, bottom = line.bounds
    first, second = line.sides
    if (right - left) * (bottom - top) < _SLANTED * first * second:
        yield _fitted(line, lines)
        return
    yield from steps(line, lines)


def boxes_beyond(end: Line, line: Line, lines: Grey) -> Iterator[Box]:
    """Yield upright boxes that cover what goes on at a line's end: as high as the line.

    Ink is not asked there: what drowns has none.
    """
    left, top, right, bottom = end.bounds
    first, second = end.sides
    if (right - left) * (bottom - top) >= _SLANTED * first * second:
        yield from steps(end, lines)
        return
    height, width = lines.shape
    apart = np.abs(end.corners.mean(axis=0) - line.corners.mean(axis=0))
    across, down = (_too_high(line), 0.0) if apart[1] > apart[0] else (0.0, _too_high(line))
    yield within((left + across, top + down, right - across, bottom - down), width, height)


def _fitted(line: Line, lines: Grey) -> Box:
    height, width = lines.shape
    left, top, right, bottom = line.bounds
    along, across = _REACH_ALONG * line.height, _REACH_ACROSS * line.height
    if bottom - top > right - left:
        along, across = across, along
    box = within(line.bounds, width, height)
    reach = within((left - along, top - across, right + along, bottom + across), width, height)
    narrow = within(_as_the_network_has_it(line), width, height)
    ink = _ink_of(box, reach, narrow, lines)
    if ink is None:
        return narrow
    pad = 1 + 0.03 * line.height
    least = _least(box)
    fitted = within(
        (min(ink[0] - pad, least[0]), min(ink[1] - pad, least[1]),
         max(ink[2] + pad, least[2]), max(ink[3] + pad, least[3])),
        width, height,
    )  # fmt: skip
    return _to_edges(fitted, box, width, height)


def _to_edges(fitted: Box, box: Box, width: int, height: int) -> Box:
    """Return a box that keeps the picture's edges that the line has: strokes are weak there."""
    left, top, right, bottom = fitted
    return (
        0 if box[0] == 0 else left,
        0 if box[1] == 0 else top,
        width if box[2] == width else right,
        height if box[3] == height else bottom,
    )


def _as_the_network_has_it(line: Line) -> tuple[float, float, float, float]:
    """Return a line's box as it is, less what the network usually adds above and below."""
    left, top, right, bottom = line.bounds
    off, on = _too_high(line), _TOO_SHORT * line.height
    if bottom - top > right - left:
        return left + off, top - on, right - off, bottom + on
    return left - on, top + off, right + on, bottom - off


def _too_high(line: Line) -> float:
    """Return by how many pixels a line's box is too high, above and below."""
    return _TOO_HIGH * line.height - (_BLOCK if line.network == LETTERS else 0.0)


def _ink_of(box: Box, reach: Box, narrow: Box, lines: Grey) -> Box | None:
    """Return the box around the strokes that hang together with a line's heart.

    Among grains it is no higher than ``narrow``. ``None`` where the strokes are no stronger than
    the texture around them.
    """
    part = lines[reach[1] : reach[3], reach[0] : reach[2]]
    if not part.size:
        return None
    around = np.ones(part.shape, dtype=bool)
    around[_slices(box, reach)] = False
    inside = part[_slices(box, reach)]
    least = ink_level(inside, part[around])
    if least is None:
        return None
    _, labels, stats, _ = cv2.connectedComponentsWithStats((part > least).astype(np.uint8))
    kept = [number for number in np.unique(labels[_slices(_heart(box), reach)]) if number]
    if not kept:
        return None
    ends = np.array([_ends(stats[number], box, reach, lines) for number in kept])
    (x0, y0), (x1, y1) = ends[:, :2].min(axis=0), ends[:, 2:].max(axis=0)
    if float((part[around] > least).mean()) <= _BUSY:
        return int(x0), int(y0), int(x1), int(y1)
    if box[2] - box[0] >= box[3] - box[1]:
        return int(x0), max(int(y0), narrow[1]), int(x1), min(int(y1), narrow[3])
    return max(int(x0), narrow[0]), int(y0), min(int(x1), narrow[2]), int(y1)


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


def is_lone_stroke(line: Line, lines: Grey) -> bool:
    """Tell whether all that stands out in a line's box is one thin stroke: a rib, or a tick."""
    height, width = lines.shape
    left, top, right, bottom = within(line.bounds, width, height)
    part = lines[top:bottom, left:right]
    if not part.size:
        return True
    strong = part > max(LEAST_STROKE, float(part.max()) / 2)
    count, _, stats, _ = cv2.connectedComponentsWithStats(strong.astype(np.uint8))
    areas = stats[1:count, cv2.CC_STAT_AREA]
    return bool(len(areas)) and areas.max() > _LONE * areas.sum() and strong.mean() < _THIN
