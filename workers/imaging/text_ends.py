"""What belongs to a line of text beyond where it was seen: its ends, and gaps in its row.

Letters drown in texture one by one, and black ones where the ground turns black. What goes on past
a line's end, or stands between two lines of one row, is covered with them; nobody reads it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from workers.imaging.text_letters import LETTERS, is_uncertain
from workers.imaging.text_lines import Line, part_of
from workers.imaging.text_network import Likelihood
from workers.imaging.text_places import Box, area
from workers.imaging.text_reading import cut_out, ordered

_FAINT, _FAINT_BESIDE_OURS = (50, 0.1), (75, 0.08)
"""At which percentile of a line's height, and from how likely on, a letter may stand at its end:
of a line that PP-OCR saw, and of one that the network of letters saw itself."""

_REACH, _SPACE = 5.0, 0.6
"""In heights of a line: how far it may go on, and over which space."""

_LETTER, _DROWNED = 0.4, 0.6
"""In heights of a line: what is added at the end, and where the line itself drowns."""

_SQUARE = 1.8
"""From how many times its height on a line is long enough to tell its way."""

_GAP = 2.0
"""In heights of the lower line: how far two lines of one row may stand apart."""

_ROOMY = 1.1
"""By how much the box around two may be larger than both for it to take their place."""

_AS_HIGH, _BESIDE = 0.6, 0.6
"""How alike in height two lines of one row are, and which share of one stands beside the other."""


def beyond(line: Line, likely: Likelihood) -> Iterator[Line]:
    """Yield what goes on at either end of a line where letters are likely, H × W, if faintly.

    A letter or two may be higher than wide: what is nearly square goes on to all four sides.
    """
    high, long = sorted(line.sides)
    yield from _ends(line.drawn_out(round(_REACH * high), 0), high, likely)
    if long < _SQUARE * high:
        yield from _ends(line.drawn_out(0, round(_REACH * long)), long, likely)


def _ends(longer: Line, height: float, likely: Likelihood) -> Iterator[Line]:
    """Yield which ends of a line, drawn out as far as it may go on, belong to it."""
    seen, end = cut_out(likely, longer), round(_REACH * height)
    if seen.shape[1] <= 2 * end:
        return
    percentile, least = _FAINT_BESIDE_OURS if longer.network == LETTERS else _FAINT
    faint = np.percentile(seen, percentile, axis=0) > least
    added = round((_DROWNED if is_uncertain(longer) else _LETTER) * height)
    before, after = (
        min(end, last + added) if last else 0
        for last in (_last(faint[:end][::-1], height), _last(faint[-end:], height))
    )
    if before:
        yield _part(longer, (end - before) / len(faint), end / len(faint))
    if after:
        yield _part(longer, 1 - end / len(faint), 1 - (end - after) / len(faint))


def _last(faint: NDArray[np.bool_], height: float) -> int:
    """Return at which pixel from a line's end on letters stop; 0 if it does not go on."""
    last, space = 0, 0
    for pixel, there in enumerate(faint, start=1):
        last, space = (pixel, 0) if there else (last, space + 1)
        if space > _SPACE * height:
            break
    return last


def _part(line: Line, start: float, stop: float) -> Line:
    """Return the part of a line from one share of its length to another."""
    return replace(line, corners=part_of(ordered(line.corners), start, stop))


def gaps(boxes: Sequence[Box]) -> Iterator[tuple[int, Box]]:
    """Yield what lies between two boxes of one row, or of one column, and which is the first."""
    for (number, one), (_, other) in combinations(enumerate(boxes), 2):
        gap = _between(one, other)
        if gap is None:
            turned = _between(_turned(one), _turned(other))
            gap = None if turned is None else _turned(turned)
        if gap is not None:
            yield number, gap


def joined(boxes: Iterable[Box]) -> list[Box]:
    """Return boxes with those made one that lie behind each other, so that a person lifts one."""
    apart: list[Box] = []
    for box in sorted(boxes):
        fitting = next((one for one in apart if _is_filled(_around(one, box), one, box)), None)
        if fitting is None:
            apart.append(box)
        else:
            apart[apart.index(fitting)] = _around(fitting, box)
    return apart


def _around(one: Box, other: Box) -> Box:
    return (min(one[0], other[0]), min(one[1], other[1]),
            max(one[2], other[2]), max(one[3], other[3]))  # fmt: skip


def _is_filled(whole: Box, one: Box, other: Box) -> bool:
    return area(whole) <= _ROOMY * (area(one) + area(other))


def _between(one: Box, other: Box) -> Box | None:
    """Return the gap between two boxes that are wider than high, one beside the other."""
    first, second = sorted((one, other))
    (_, top, right, bottom), (left, other_top, _, other_bottom) = first, second
    heights = bottom - top, other_bottom - other_top
    low, high = min(heights), max(heights)
    beside = min(bottom, other_bottom) - max(top, other_top)
    is_row = all(box[2] - box[0] >= box[3] - box[1] for box in (one, other))
    if not is_row or low < _AS_HIGH * high or beside < _BESIDE * low:
        return None
    if not 0 < left - right < _GAP * low:
        return None
    return right, min(top, other_top), left, max(bottom, other_bottom)


def _turned(box: Box) -> Box:
    left, top, right, bottom = box
    return top, left, bottom, right
