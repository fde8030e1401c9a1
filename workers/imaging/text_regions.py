"""Where text is in a picture: PP-OCR and, on texture, a network of our own look together."""

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
    standing_out,
    textured,
    without_specks,
)
from workers.imaging.text_letters import lines_on_texture
from workers.imaging.text_lines import Line, lines_in
from workers.imaging.text_network import Likelihood
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
_SURE_CLOSER, _IN_TEXTURE, _SEEN_BY_BOTH = 0.5, 0.3, 0.3
_BEYOND_DOUBT, _THINKABLE = 0.8, 0.05
_ALIKE = 0.4
_AS_LONG, _AS_HIGH, _SAME = 0.85, 0.7, 0.6
"""From which shares on a line is as long as another, as high, and the same as it."""

_RIM = 16
_NEAR = 65
"""Pixels along the square around what can be text in which PP-OCR looks at texture as well."""

_GOES_ON = 5.0
"""By how many times its height a line may go on where the network of letters sees nothing."""

_ALL_OVER, _TEXTURE_PIXELS, _TEXTURE_CLOSER = 0.2, 600_000, 1.5
"""From which share on texture is all over; to so many pixels, and by so much at the most, a picture
is enlarged then."""


def find_lines(picture: Picture, even: Picture, lines: Grey) -> tuple[list[Line], Likelihood]:
    """Return the lines of text in a picture, H × W × 3, evened as well, with its strokes.

    And how likely each pixel lies on text, H × W, where the network of letters looked, else 0.

    Where a picture is textured, the network of letters looks first, and PP-OCR only where that one
    thinks of text at all; what it does not see there counts only if PP-OCR has no doubt. PP-OCR
    looks at all else that is not blank. A closer look follows where it thought of text at all, on
    texture where both did or where a line may go on, and where ink is left over on smooth ground.
    """
    ink = standing_out(lines, INK)
    wide = _with_rim(even, ink)
    rough = textured(picture)
    worth_it = without_specks(standing_out(lines, _WORTH_A_LOOK)) | rough
    letters, likely = _letters(picture, worth_it, rough)
    may_be_letters = likely > _THINKABLE
    thinkable = np.zeros(ink.shape, dtype=bool)
    boxes = around_blocks(worth_it & (~rough | _near(may_be_letters, letters)), _RIM)
    seen = [line for box in boxes for line in _look(wide, box, thinkable=thinkable)]
    by_pp_ocr = _each_once([line for line in seen if _is_text(line, wide, lines)])
    found = _with_letters(by_pp_ocr, letters, likely, rough)
    settled = [line for line in found if not line.doubtful]
    open_ = (
        box
        for box in in_doubt(thinkable, settled, _RIM)
        if not _any_in(rough, box) or _any_in(may_be_letters, box)
    )
    unsure = _unsure(letters, found, rough)
    goes_on = _going_on(letters, by_pp_ocr, found, lines)
    for box in (*open_, *unsure, *goes_on, *around_ink(ink & ~rough, lines, found, _RIM)):
        found.extend(
            replace(line, doubtful=line.height > _SMALL or _is_on_texture(line, rough))
            for line in _look(wide, box, _CLOSER)
            if _height_inside(line, lines) <= _LARGE
            and line.score >= _SURE_CLOSER
            and _has_strokes(line, lines)
        )
    return _each_once(found), likely


def _with_letters(
    found: list[Line], letters: list[Line], likely: Likelihood, rough: Mask
) -> list[Line]:
    """Return what counts where a picture is textured: what the network of letters sees.

    A line of PP-OCR's stays where it lies on smooth ground, is seen by both, or is beyond doubt;
    where the other network is certain of as much of it, its box is the better one. Dense lines,
    which that one takes for one high line, stay what they are.
    """
    kept = (
        line
        for line in found
        if not _is_on_texture(line, rough)
        or (_is_seen_by_both(line, likely) and not _has_better(line, letters))
    )
    # Beside texture PP-OCR is better at telling what is no text.
    seen = (line for line in letters if not line.doubtful or _is_on_texture(line, rough))
    return _each_once([*seen, *kept])


def _unsure(letters: list[Line], found: list[Line], rough: Mask) -> Iterator[Box]:
    """Yield where the network of letters is not certain beside texture: PP-OCR decides there."""
    height, width = rough.shape
    for line in (line for line in letters if line.doubtful and not _is_on_texture(line, rough)):
        alike = (one for one in found if line.height > _ALIKE * one.height)
        if not any(line.share_inside(one) > _SAME for one in alike):
            yield within(line.drawn_out(_RIM, _RIM).bounds, width, height)


def _going_on(
    letters: list[Line], by_pp_ocr: list[Line], found: list[Line], lines: Grey
) -> Iterator[Box]:
    """Yield where a certain line of letters may go on: PP-OCR saw something that did not count."""
    height, width = lines.shape
    left_over = [
        line for line in by_pp_ocr if not any(line.share_inside(one) > _SAME for one in found)
    ]
    for line in (line for line in letters if not line.doubtful):
        longer = line.drawn_out(_GOES_ON * line.height, 0)
        rest = [one for one in left_over if one.share_inside(longer) > _ALIKE]
        if rest:
            left, top, right, bottom = zip(*(one.bounds for one in (line, *rest)), strict=True)
            around = min(left) - _NEAR, min(top) - _NEAR, max(right) + _NEAR, max(bottom) + _NEAR
            yield within(around, width, height)


def _letters(picture: Picture, worth_it: Mask, rough: Mask) -> tuple[list[Line], Likelihood]:
    """Return what the network of letters sees in a picture, and how likely, H × W.

    It is not asked of pictures without texture.
    """
    if not rough.any():
        return [], np.zeros(rough.shape, dtype=np.float32)
    scale = _scale_for(rough)
    likely = np.zeros(rough.shape, dtype=np.float32)
    lines: list[Line] = []
    for left, top, right, bottom in around_blocks(worth_it, _RIM):
        x, y = max(0, left - _RIM), max(0, top - _RIM)
        part = picture[y : bottom + _RIM, x : right + _RIM]
        seen, there = lines_on_texture(np.ascontiguousarray(part), scale)
        lines.extend(line.moved(x, y) for line in seen)
        place = likely[y : bottom + _RIM, x : right + _RIM]
        np.maximum(place, there, out=place)
    return lines, likely


def _near(mask: Mask, letters: list[Line]) -> Mask:
    """Return a mask with what is around it, and with the way in which lines may go on."""
    if not mask.any() and not letters:
        return mask
    near = cv2.dilate(mask.astype(np.uint8), np.ones((_NEAR, _NEAR), dtype=np.uint8))
    for line in letters:
        longer = line.drawn_out(_GOES_ON * line.height, line.height)
        cv2.fillConvexPoly(near, np.rint(longer.corners).astype(np.int32), 1)
    return near > 0


def _scale_for(rough: Mask) -> float:
    """Return by how much a textured picture is enlarged: small ones that are so all over."""
    if float(rough.mean()) < _ALL_OVER:
        return 1.0
    return float(np.clip((_TEXTURE_PIXELS / rough.size) ** 0.5, 1.0, _TEXTURE_CLOSER))


def _is_seen_by_both(line: Line, likely: Likelihood) -> bool:
    """Tell whether the other network thinks of text in the best seventh of a line's pixels.

    It is not asked where PP-OCR has no doubt.
    """
    if line.score >= _BEYOND_DOUBT:
        return True
    inside = np.zeros(likely.shape, dtype=np.uint8)
    cv2.fillConvexPoly(inside, np.rint(line.corners).astype(np.int32), 1)
    values = likely[inside > 0]
    return bool(values.size) and float(np.percentile(values, 85)) > _SEEN_BY_BOTH


def _is_on_texture(line: Line, rough: Mask) -> bool:
    return line.height <= _LARGE and _share_of(rough, line) > _IN_TEXTURE


def _has_better(line: Line, letters: list[Line]) -> bool:
    return any(
        max(other.sides) > _AS_LONG * max(line.sides)
        and other.share_inside(line) > _SAME
        and line.height > _AS_HIGH * other.height
        and not other.doubtful
        for other in letters
    )


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


def _look(
    wide: Picture, box: Box, scale: float = 1.0, thinkable: Mask | None = None
) -> Iterator[Line]:
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
    if _height_inside(line, lines) <= _LARGE:
        return True
    height, width = lines.shape
    box = within(line.bounds, width, height)
    again = _look(wide, box, _READABLE / line.height)
    return any(line.share_inside(other) > 0.6 and other.score > _SURE_FROM_AFAR for other in again)


def _height_inside(line: Line, lines: Grey) -> float:
    """Return a line's height in the picture: at an edge it is taken to reach beyond."""
    height, width = lines.shape
    left, top, right, bottom = within(line.bounds, width, height)
    return min(line.height, right - left, bottom - top)


def _has_strokes(line: Line, lines: Grey) -> bool:
    left, top, right, bottom = (max(0, int(side)) for side in line.bounds)
    part: NDArray[np.uint8] = lines[top : bottom + 1, left : right + 1]
    return bool(part.size) and float((part >= LEAST_STROKE).mean()) > _LEAST_STROKES


def _alike(line: Line, other: Line) -> float:
    """Return from which share of another's height on a line is as high as it."""
    return _ALIKE if line.network == other.network else _AS_HIGH


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
            if line.height > _alike(line, other) * other.height and other.doubtful <= line.doubtful
        )
        if not any(line.share_inside(other) > 0.8 for other in alike):
            kept.append(line)
    return kept
