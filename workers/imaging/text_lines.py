"""Likelihoods of text to boxes around lines of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from workers.imaging.arrays import Mask, Picture
from workers.imaging.text_network import Likelihood, likelihood

Corners: TypeAlias = NDArray[np.float32]
"""Four corners, 4 × 2, x and y, in pixels of the picture."""

PP_OCR = "rapidocr"
"""What a line's network is called that nothing else is said of."""

_THRESHOLD = 0.25
_THINKABLE = 0.003, 0.05
"""From how likely on a place is looked at closer: what is small, and what lies in large shapes."""

_LARGE = 45, 85
"""What is higher and wider is no letter; how much of it goes, in pixels that the network sees."""

_LEAST_MEAN = 0.45
_ALIKE, _AS_HIGH, _INSIDE = 0.4, 0.7, 0.8
"""From which shares on a line is as high as another that the same network saw, as one that another
saw, and lies inside it."""

_UNCLIP = 1.5
"""The network marks the heart of a line; its box is grown by this (Liao et al., section 3.4)."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: its corners in order around it, and how likely it is text, 0 to 1.

    A ``doubtful`` one counts only if it can be read halfway: it may be grains that look like
    letters, or is so high that it may be a bone. ``network`` names who saw it.
    """

    corners: Corners
    score: float
    doubtful: bool = False
    network: str = PP_OCR

    @property
    def sides(self) -> tuple[float, float]:
        """Length of the first side, and of the second, in pixels."""
        first, second, third = self.corners[:3]
        return float(np.linalg.norm(second - first)), float(np.linalg.norm(third - second))

    @property
    def height(self) -> float:
        """The shorter side."""
        return min(self.sides)

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the upright box around it."""
        (left, top), (right, bottom) = self.corners.min(axis=0), self.corners.max(axis=0)
        return float(left), float(top), float(right), float(bottom)

    def share_inside(self, other: "Line") -> float:
        """Return which share of this line's area lies inside ``other``, 0 to 1."""
        area, _ = cv2.intersectConvexConvex(self.corners, other.corners)
        return float(area) / max(1.0, self.sides[0] * self.sides[1])

    def drawn_out(self, along: float, across: float) -> "Line":
        """Return this line longer at both ends, and higher on both sides, by pixels."""
        centre, (width, height), angle = cv2.minAreaRect(self.corners)
        if width < height:
            along, across = across, along
        sides = width + 2 * along, height + 2 * across
        corners = cv2.boxPoints((centre, sides, angle))
        return replace(self, corners=np.asarray(corners, dtype=np.float32))

    def moved(self, left: float, top: float) -> "Line":
        """Return this line in the pixels of a picture that its own is cut from at left, top."""
        corners = self.corners + np.array([left, top], dtype=np.float32)
        return replace(self, corners=corners)


def part_of(corners: Corners, start: float, stop: float) -> Corners:
    """Return the part between two shares, 0 to 1, of the way along the first of four sides."""
    a, b, c, d = corners
    upper, lower = b - a, c - d
    parts = a + start * upper, a + stop * upper, d + stop * lower, d + start * lower
    return np.stack(parts).astype(np.float32)


def is_as_high(line: Line, other: Line) -> bool:
    """Tell whether a line is about as high as another, or higher; networks differ in that."""
    alike = _ALIKE if line.network == other.network else _AS_HIGH
    return line.height > alike * other.height


def each_once(found: Iterable[Line]) -> list[Line]:
    """Drop lines that lie in a larger one: tiles and looks share them.

    What is much larger swallows nothing: it may turn out to be a row of coins around a name. Nor
    does what is doubtful swallow what is not.
    """
    kept: list[Line] = []
    for line in sorted(found, key=lambda one: -one.sides[0] * one.sides[1]):
        alike = (one for one in kept if is_as_high(line, one) and one.doubtful <= line.doubtful)
        if not any(line.share_inside(other) > _INSIDE for other in alike):
            kept.append(line)
    return kept


def lines_in(picture: Picture, scale: float) -> tuple[list[Line], Mask]:
    """Return the lines of text that the network sees in a picture enlarged by ``scale``.

    The mask, of the picture's size, tells where it thinks of text at all, be it ever so unlikely.
    """
    seen = likelihood(picture, scale)
    height, width = picture.shape[:2]
    stretch = np.array([width / seen.shape[1], height / seen.shape[0]], dtype=np.float32)
    lines = [Line(line.corners * stretch, line.score) for line in _boxed(seen)]
    thinkable = np.maximum(*(_less_what_is_large(seen > least) for least in _THINKABLE))
    size = (width, height)
    return lines, cv2.resize(thinkable, size, interpolation=cv2.INTER_NEAREST) > 0


def _less_what_is_large(mask: Mask) -> NDArray[np.uint8]:
    """Return a mask without what is higher and wider than letters: organs and skies."""
    inner, outer = (np.ones((side, side), dtype=np.uint8) for side in _LARGE)
    values = mask.astype(np.uint8)
    heart = cv2.erode(values, inner, borderType=cv2.BORDER_CONSTANT, borderValue=1)
    return np.asarray(cv2.subtract(values, cv2.dilate(heart, outer)), dtype=np.uint8)


def _boxed(seen: Likelihood) -> Iterator[Line]:
    binary = cv2.dilate((seen > _THRESHOLD).astype(np.uint8), np.ones((2, 2), dtype=np.uint8))
    contours, hierarchy = cv2.findContours(binary, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    for number, contour in enumerate(contours):
        if hierarchy[0][number][3] >= 0:  # the rim of a hole
            continue
        centre, (width, height), angle = cv2.minAreaRect(contour)
        if min(width, height) < 2:
            continue
        score = _mean_inside(seen, contour)
        if score < _LEAST_MEAN:
            continue
        grown = _UNCLIP * width * height / (width + height)
        corners = cv2.boxPoints((centre, (width + grown, height + grown), angle))
        yield Line(np.asarray(corners, dtype=np.float32), score)


def _mean_inside(seen: Likelihood, contour: Any) -> float:
    left, top, width, height = cv2.boundingRect(contour)
    inside = np.zeros((height, width), dtype=np.uint8)
    cv2.fillPoly(inside, [contour - np.array([left, top])], 1)
    return float(cv2.mean(seen[top : top + height, left : left + width], mask=inside)[0])
