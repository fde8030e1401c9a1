"""What the network of letters sees where a picture is textured, and what of it counts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import cv2
import numpy as np

from workers.imaging.arrays import Mask, Picture
from workers.imaging.text_letters import lines_on_texture
from workers.imaging.text_lines import Line, each_once, is_as_high
from workers.imaging.text_network import Likelihood
from workers.imaging.text_places import RIM, Box, around_blocks, within

_HIGHEST = 48
"""Pixels; what is higher stands on no texture, whose grains are smaller."""

_IN_TEXTURE = 0.3
"""Which share of a line's box is textured if it stands on texture."""

_THINKABLE, _SEEN_BY_BOTH, _BEYOND_DOUBT = 0.05, 0.3, 0.8
"""How likely letters are where they can be at all, and where PP-OCR's line stays; how likely that
line is for nobody else to be asked."""

_LIKELY = 0.86
"""How likely a line of letters is on texture to count unread."""

_AS_LONG, _SAME, _PARTLY = 0.85, 0.6, 0.4
"""From which shares on a line is as long as another, the same as it, and part of it."""

_NEAR = 65
"""Pixels along the square around what can be text in which PP-OCR looks as well."""

_GOES_ON = 5.0
"""By how many times its height a line may go on where the network of letters sees nothing."""

_ALL_OVER, _ENLARGED_TO, _CLOSER = 0.2, 600_000, 1.5
"""From which share on texture is all over; to so many pixels, and by so much at the most, a picture
is enlarged then."""


@dataclass(frozen=True)
class Texture:
    """What is textured in a picture, H × W, and the letters there: lines, and how likely, H × W.

    The network is not asked of pictures without texture: nothing is likely there.
    """

    rough: Mask
    letters: tuple[Line, ...]
    likely: Likelihood

    @cached_property
    def may_be_letters(self) -> Mask:
        """Where letters can be at all, however unlikely."""
        return self.likely > _THINKABLE

    def near_letters(self) -> Mask:
        """Return where letters can be, what is around, and the way in which lines may go on."""
        if not self.letters and not self.may_be_letters.any():
            return self.may_be_letters
        around = np.ones((_NEAR, _NEAR), dtype=np.uint8)
        near = cv2.dilate(self.may_be_letters.astype(np.uint8), around)
        for line in self.letters:
            longer = line.drawn_out(_GOES_ON * line.height, line.height)
            cv2.fillConvexPoly(near, np.rint(longer.corners).astype(np.int32), 1)
        return near > 0

    def is_out_of_question(self, box: Box) -> bool:
        """Tell whether there is texture in a box, and nothing that may be letters."""
        left, top, right, bottom = box
        part = np.s_[top:bottom, left:right]
        return bool(self.rough[part].any() and not self.may_be_letters[part].any())

    def with_letters(self, found: list[Line]) -> list[Line]:
        """Return what counts of PP-OCR's lines and the other network's.

        A line of PP-OCR's stays where it lies on smooth ground, is seen by both, or is beyond
        doubt; where the other network is certain of as much of it, its box is the better one. Dense
        lines, which that one takes for one high line, stay what they are.
        """
        kept = (
            line
            for line in found
            if not self.carries(line)
            or (self._is_seen_by_both(line) and not self._has_better(line))
        )
        return each_once([*self._counting(), *kept])

    def unsure(self, found: list[Line]) -> Iterator[Box]:
        """Yield where the network is not certain beside texture: PP-OCR decides there."""
        height, width = self.rough.shape
        doubtful = (line for line in self.letters if line.doubtful and not self.carries(line))
        for line in doubtful:
            if not any(line.share_inside(one) > _SAME and is_as_high(line, one) for one in found):
                yield within(line.drawn_out(RIM, RIM).bounds, width, height)

    def going_on(self, by_pp_ocr: list[Line], found: list[Line]) -> Iterator[Box]:
        """Yield where a certain line may go on: PP-OCR saw something there that did not count."""
        height, width = self.rough.shape
        left_over = [
            line for line in by_pp_ocr if not any(line.share_inside(one) > _SAME for one in found)
        ]
        for line in (line for line in self.letters if not line.doubtful):
            longer = line.drawn_out(_GOES_ON * line.height, 0)
            rest = [one for one in left_over if one.share_inside(longer) > _PARTLY]
            if rest:
                bounds = zip(*(one.bounds for one in (line, *rest)), strict=True)
                left, top, right, bottom = bounds
                around = (min(left) - _NEAR, min(top) - _NEAR,
                          max(right) + _NEAR, max(bottom) + _NEAR)  # fmt: skip
                yield within(around, width, height)

    def carries(self, line: Line) -> bool:
        """Tell whether a line stands on texture."""
        if line.height > _HIGHEST:
            return False
        left, top, right, bottom = (max(0, int(side)) for side in line.bounds)
        part = self.rough[top : bottom + 1, left : right + 1]
        return bool(part.size) and float(part.mean()) > _IN_TEXTURE

    def _counting(self) -> Iterator[Line]:
        """Yield the letters that count: beside texture PP-OCR is better at telling what is none."""
        for line in self.letters:
            if self.carries(line):
                yield replace(line, doubtful=line.score < _LIKELY)
            elif not line.doubtful:
                yield line

    def _is_seen_by_both(self, line: Line) -> bool:
        """Tell whether letters are likely in the best seventh of the pixels of a PP-OCR line.

        Nobody is asked where PP-OCR has no doubt.
        """
        if line.score >= _BEYOND_DOUBT:
            return True
        inside = np.zeros(self.likely.shape, dtype=np.uint8)
        cv2.fillConvexPoly(inside, np.rint(line.corners).astype(np.int32), 1)
        values = self.likely[inside > 0]
        return bool(values.size) and float(np.percentile(values, 85)) > _SEEN_BY_BOTH

    def _has_better(self, line: Line) -> bool:
        return any(
            max(other.sides) > _AS_LONG * max(line.sides)
            and other.share_inside(line) > _SAME
            and is_as_high(line, other)
            and not other.doubtful
            for other in self.letters
        )


def texture_of(picture: Picture, rough: Mask, worth_it: Mask) -> Texture:
    """Look for letters in a picture, H × W × 3, that is ``rough``, where that is ``worth_it``."""
    likely = np.zeros(rough.shape, dtype=np.float32)
    if not rough.any():
        return Texture(rough, (), likely)
    scale = _scale_for(rough)
    lines: list[Line] = []
    for left, top, right, bottom in around_blocks(worth_it):
        x, y = max(0, left - RIM), max(0, top - RIM)
        part = picture[y : bottom + RIM, x : right + RIM]
        seen, there = lines_on_texture(np.ascontiguousarray(part), scale)
        lines.extend(line.moved(x, y) for line in seen)
        place = likely[y : bottom + RIM, x : right + RIM]
        np.maximum(place, there, out=place)
    return Texture(rough, tuple(lines), likely)


def _scale_for(rough: Mask) -> float:
    """Return by how much a textured picture is enlarged: small ones that are so all over."""
    if float(rough.mean()) < _ALL_OVER:
        return 1.0
    return float(np.clip((_ENLARGED_TO / rough.size) ** 0.5, 1.0, _CLOSER))
