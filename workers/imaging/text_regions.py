"""Where text is in a picture: the network looks at all that is not blank, then closer at some."""

from collections.abc import Iterator
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from workers.imaging.arrays import Mask, Picture
from workers.imaging.text_contrast import (
    INK,
    LEAST_STROKE,
    Grey,
    distinct,
    standing_out,
    textured,
    without_specks,
)
from workers.imaging.text_lines import Line, lines_in
from workers.imaging.text_places import (
    Box,
    around_blocks,
    around_ink,
    in_doubt,
    looked_at,
    within,
    words_in,
)

_WORTH_A_LOOK = 1.5
"""How far strokes stand out of their surroundings, as a factor, where text can be at all."""

_LEAST_STROKES = 0.04
_CLOSER, _NEARER = 2.0, 1.5
_AS_GOOD_AS_ALL = 0.4
_SMALL = 34
_LARGE, _READABLE, _SURE_FROM_AFAR = 48, 32, 0.7
_SURE_CLOSER, _IN_TEXTURE, _ENDS = 0.5, 0.3, 2.5
_ALIKE = 0.4
_AS_LONG, _SAME, _NEAR = 0.85, 0.6, 0.3
"""From which shares on a line is as long as another, the same as it, and near it."""

_RIM = 16

_ALL_OVER, _TEXTURE_PIXELS, _TEXTURE_CLOSER = 0.2, 600_000, 1.5
"""From which share on texture is all over; so many pixels and such a scale the first look takes
at the most then."""


def find_lines(picture: Picture, even: Picture, lines: Grey) -> list[Line]:
    """Return the lines of text in a picture, H × W × 3, evened as well, with its strokes.

    The first look is at its own size, or a little closer where texture is all over; in texture it
    is at what is distinct there. A closer one follows where the network thought of text at all,
    where a line on texture may go on beyond what was seen of it, and where ink is left over.
    """
    ink = standing_out(lines, INK)
    wide = _with_rim(even, ink)
    rough = textured(picture)
    shown = _distinct_with_rim(picture) if rough.any() else wide
    thinkable = np.zeros(ink.shape, dtype=bool)
    worth_it = without_specks(standing_out(lines, _WORTH_A_LOOK)) | rough
    first = _distinct_in_texture(wide, shown, rough)
    scale = _first_scale(rough)
    boxes = around_blocks(worth_it, _RIM)
    seen = [line for box in boxes for line in _look(first, box, scale, thinkable)]
    found = _each_once([line for line in seen if _is_text(line, wide, lines)])
    doubtful = in_doubt(thinkable, found, _RIM)
    smooth = [box for box in doubtful if not _any_in(rough, box)]
    closer = [
        replace(line, doubtful=not _is_near_one_of(found, line))
        for line in _in_texture(wide, shown, rough, doubtful, found)
    ]
    kept = (
        line for line in found if not _was_seen_closer(line, closer) and not _is_vague(line, rough)
    )
    found = _each_once([*closer, *kept])
    for box in (*smooth, *around_ink(ink & ~rough, lines, found, _RIM)):
        found.extend(
            replace(line, doubtful=line.height > _SMALL)
            for line in _look(wide, box, _CLOSER)
            if line.height <= _LARGE and line.score >= _SURE_CLOSER and _has_strokes(line, lines)
        )
    return _each_once(found)


def _first_scale(rough: Mask) -> float:
    """Return by how much a picture is enlarged for the first look: small ones full of texture."""
    if float(rough.mean()) < _ALL_OVER:
        return 1.0
    return float(np.clip((_TEXTURE_PIXELS / rough.size) ** 0.5, 1.0, _TEXTURE_CLOSER))


def _in_texture(
    wide: Picture, shown: Picture, rough: Mask, doubtful: list[Box], found: list[Line]
) -> Iterator[Line]:
    """Yield lines of letters on texture.

    Doubtful places are looked at as they are and in what is distinct there; lines that were found
    are looked for in what is distinct alone, with their ends.
    """
    places = [box for box in doubtful if _any_in(rough, box)]
    looks = [(place, _CLOSER) for place in places]
    for line in found:
        if _is_on_texture(line, rough):
            scale = float(np.clip(_READABLE / line.height, 1.0, _CLOSER))
            looks.append((_with_its_ends(line, rough.shape), scale))
    as_they_are = (line for place in places for line in _look(wide, place, _CLOSER))
    distinct_ones = (line for box, scale in looks for line in _look(shown, box, scale))
    for lines, highest in ((as_they_are, _SMALL), (distinct_ones, _LARGE)):
        yield from (line for line in lines if line.height <= highest and line.score >= _SURE_CLOSER)


def _is_on_texture(line: Line, rough: Mask) -> bool:
    return line.height <= _LARGE and _share_of(rough, line) > _IN_TEXTURE


def _was_seen_closer(line: Line, closer: list[Line]) -> bool:
    """Tell whether a closer look saw as much of a line: its box is the better one."""
    return any(
        max(other.sides) > _AS_LONG * max(line.sides) and other.share_inside(line) > _SAME
        for other in closer
    )


def _is_near_one_of(found: list[Line], line: Line) -> bool:
    return any(max(line.share_inside(one), one.share_inside(line)) > _NEAR for one in found)


def _is_vague(line: Line, rough: Mask) -> bool:
    """Tell whether a line is on texture, and not so sure that one look is enough."""
    return line.score < _SURE_FROM_AFAR and _is_on_texture(line, rough)


def _distinct_with_rim(picture: Picture) -> Picture:
    return np.pad(distinct(picture), ((_RIM, _RIM), (_RIM, _RIM), (0, 0)))


def _distinct_in_texture(wide: Picture, shown: Picture, rough: Mask) -> Picture:
    """Return a picture with its rim, of which texture shows only what is distinct in it."""
    if not rough.any():
        return wide
    of_texture = np.pad(rough, _RIM, mode="edge")[:, :, np.newaxis]
    return np.where(of_texture, shown, wide)


def _with_its_ends(line: Line, shape: tuple[int, ...]) -> Box:
    """Return a line's box and what may be more of it before and behind."""
    left, top, right, bottom = line.bounds
    more = _ENDS * line.height
    along, across = (more, 0.0) if right - left > bottom - top else (0.0, more)
    return within((left - along, top - across, right + along, bottom + across), shape[1], shape[0])


def _any_in(mask: Mask, box: Box) -> bool:
    left, top, right, bottom = box
    return bool(mask[top:bottom, left:right].any())


def _share_of(rough: Mask, line: Line) -> float:
    left, top, right, bottom = (max(0, int(side)) for side in line.bounds)
    part = rough[top : bottom + 1, left : right + 1]
    return float(part.mean()) if part.size else 0.0


def shows_text(even: Picture, ink: Mask, lines: Grey) -> bool:
    """Tell whether the network sees text in some ink of an evened picture; not where it is.

    So much ink that one might as well look at the whole picture counts as text.
    """
    boxes = words_in(ink, lines)
    if sum(looked_at(box, _RIM) for box in boxes) > _AS_GOOD_AS_ALL * ink.size:
        return True
    wide = _with_rim(even, ink)
    return any(_has_strokes(line, lines) for box in boxes for line in _look(wide, box, _NEARER))


def _with_rim(even: Picture, ink: Mask) -> Picture:
    """Surround a picture with its mirror image, less the ink: the network is weak at an edge."""
    thick = cv2.dilate(ink.astype(np.uint8), np.ones((5, 5), dtype=np.uint8)) > 0
    ground = even.copy()
    ground[thick] = cv2.blur(even, (_RIM + 1, _RIM + 1))[thick]
    wide = cv2.copyMakeBorder(ground, _RIM, _RIM, _RIM, _RIM, cv2.BORDER_REFLECT_101)
    wide[_RIM:-_RIM, _RIM:-_RIM] = even
    return np.asarray(wide, dtype=np.uint8)


def _look(wide: Picture, box: Box, scale: float, thinkable: Mask | None = None) -> Iterator[Line]:
    """Yield the lines in a box of the picture without its rim, seen with as much around it."""
    left, top, right, bottom = box
    part = np.ascontiguousarray(wide[top : bottom + 2 * _RIM, left : right + 2 * _RIM])
    found, seen = lines_in(part, scale)
    if thinkable is not None:
        thinkable[top:bottom, left:right] |= seen[_RIM:-_RIM, _RIM:-_RIM]
    for line in found:
        yield line.moved(left - _RIM, top - _RIM)


def _is_text(line: Line, wide: Picture, lines: Grey) -> bool:
    """Tell text from what the network dreams on blank grounds and of large shapes.

    A line of high letters is one still when it is looked at from farther away; an organ is not.
    """
    if not _has_strokes(line, lines):
        return False
    if line.height <= _LARGE:
        return True
    height, width = lines.shape
    left, top, right, bottom = (int(side) for side in line.bounds)
    box = max(0, left), max(0, top), min(width, right + 1), min(height, bottom + 1)
    again = _look(wide, box, _READABLE / line.height)
    return any(line.share_inside(other) > 0.6 and other.score > _SURE_FROM_AFAR for other in again)


def _has_strokes(line: Line, lines: Grey) -> bool:
    left, top, right, bottom = (max(0, int(side)) for side in line.bounds)
    part: NDArray[np.uint8] = lines[top : bottom + 1, left : right + 1]
    return bool(part.size) and float((part >= LEAST_STROKE).mean()) > _LEAST_STROKES


def _each_once(found: Iterator[Line] | list[Line]) -> list[Line]:
    """Drop lines that lie in a larger one: tiles and looks share them.

    What is much larger swallows nothing: it may turn out to be a row of coins around a name. Nor
    does what is doubtful swallow what is not.
    """
    kept: list[Line] = []
    for line in sorted(found, key=lambda one: -one.sides[0] * one.sides[1]):
        alike = (
            other
            for other in kept
            if line.height > _ALIKE * other.height and other.doubtful <= line.doubtful
        )
        if not any(line.share_inside(other) > 0.8 for other in alike):
            kept.append(line)
    return kept
