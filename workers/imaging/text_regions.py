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
from workers.imaging.text_lines import Line, each_once, lines_in
from workers.imaging.text_network import Likelihood
from workers.imaging.text_places import (
    RIM,
    Box,
    around_blocks,
    around_ink,
    in_doubt,
    looked_at,
    within,
    words_in,
)
from workers.imaging.text_texture import texture_of

_WORTH_A_LOOK = 1.5
"""How far strokes stand out of their surroundings, as a factor, where text can be at all."""

_LEAST_STROKES = 0.04
_CLOSER, _NEARER = 2.0, 1.5
_AS_GOOD_AS_ALL = 0.4
_SMALL = 34
_LARGE, _READABLE, _SURE_FROM_AFAR = 48, 32, 0.7
_SURE_CLOSER = 0.5


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
    texture = texture_of(picture, rough, worth_it)
    thinkable = np.zeros(ink.shape, dtype=bool)
    boxes = around_blocks(worth_it & (~rough | texture.near_letters()))
    seen = [line for box in boxes for line in _look(wide, box, thinkable=thinkable)]
    by_pp_ocr = each_once(line for line in seen if _is_text(line, wide, lines))
    found = texture.with_letters(by_pp_ocr)
    settled = [line for line in found if not line.doubtful]
    closer = (
        *(box for box in in_doubt(thinkable, settled) if not texture.is_out_of_question(box)),
        *texture.unsure(found),
        *texture.going_on(by_pp_ocr, found),
        *around_ink(ink & ~rough, lines, found),
    )
    for box in closer:
        found.extend(
            replace(line, doubtful=line.height > _SMALL or texture.carries(line))
            for line in _look(wide, box, _CLOSER)
            if _height_inside(line, lines) <= _LARGE
            and line.score >= _SURE_CLOSER
            and _has_strokes(line, lines)
        )
    return each_once(found), texture.likely


def shows_text(even: Picture, ink: Mask, lines: Grey) -> bool:
    """Tell whether the network sees text in some ink of an evened picture; not where it is.

    So much ink that one might as well look at the whole picture counts as text.
    """
    boxes = words_in(ink, lines)
    if sum(looked_at(box) for box in boxes) > _AS_GOOD_AS_ALL * ink.size:
        return True
    wide = _with_rim(even, ink)
    return any(_has_strokes(line, lines) for box in boxes for line in _look(wide, box, _NEARER))


def _with_rim(even: Picture, ink: Mask) -> Picture:
    """Surround a picture with its mirror image, less the ink: the network is weak at an edge."""
    thick = cv2.dilate(ink.astype(np.uint8), np.ones((5, 5), dtype=np.uint8)) > 0
    ground = even.copy()
    ground[thick] = cv2.blur(even, (RIM + 1, RIM + 1))[thick]
    wide = cv2.copyMakeBorder(ground, RIM, RIM, RIM, RIM, cv2.BORDER_REFLECT_101)
    wide[RIM:-RIM, RIM:-RIM] = even
    return np.asarray(wide, dtype=np.uint8)


def _look(
    wide: Picture, box: Box, scale: float = 1.0, thinkable: Mask | None = None
) -> Iterator[Line]:
    """Yield the lines in a box of the picture without its rim, seen with as much around it."""
    left, top, right, bottom = box
    part = np.ascontiguousarray(wide[top : bottom + 2 * RIM, left : right + 2 * RIM])
    found, seen = lines_in(part, scale)
    if thinkable is not None:
        thinkable[top:bottom, left:right] |= seen[RIM:-RIM, RIM:-RIM]
    for line in found:
        yield line.moved(left - RIM, top - RIM)


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
