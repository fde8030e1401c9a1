"""Lines of text read, only to tell what may stay from what must go; no text leaves the detector."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from workers.imaging.arrays import Picture
from workers.imaging.text_lines import Corners, Line
from workers.imaging.text_network import read_line

_T = TypeVar("_T", np.uint8, np.float32)

LEGIBLE = 0.75
"""How sure the network must be of its letters for them to count as read."""

_SQUARE = 1.6
_RINGS = frozenset("0OoQ")


@dataclass(frozen=True, slots=True)
class Words:
    """What a line says, and how sure its letters are, 0 to 1."""

    text: str
    score: float

    @property
    def legible(self) -> bool:
        """Whether the letters count as read."""
        return self.score >= LEGIBLE

    @property
    def is_text(self) -> bool:
        """Whether more than one letter or digit was read."""
        return self.legible and sum(letter.isalnum() for letter in self.text) > 1

    @property
    def are_rings(self) -> bool:
        """Whether two letters in three are rings, as which anything round is read."""
        letters = [letter for letter in self.text if letter.isalnum()]
        return 3 * sum(letter in _RINGS for letter in letters) >= 2 * len(letters)


def read(picture: Picture, line: Line) -> Words:
    """Read a line of a picture, turned as it needs to be until it can be read."""
    best = Words("", 0.0)
    for crop in _ways_up(cut_out(picture, line)):
        best = max(best, Words(*read_line(crop)), key=lambda words: words.score)
        if best.legible:
            break
    return best


def _ways_up(crop: Picture) -> Iterator[Picture]:
    """Yield a crop as it lies, on its head, and where it has no long side also on its sides."""
    turns = (0, 2, 1, 3) if crop.shape[1] < _SQUARE * crop.shape[0] else (0, 2)
    for turn in turns:
        yield np.ascontiguousarray(np.rot90(crop, turn))


def cut_out(picture: NDArray[_T], line: Line) -> NDArray[_T]:
    """Cut a line out of H × W or H × W × 3 with its long side level, its start at the left."""
    corners = ordered(line.corners)
    width = int(np.linalg.norm(corners[1] - corners[0]))
    height = int(np.linalg.norm(corners[2] - corners[1]))
    if min(width, height) < 2:
        return picture[:0, :0]
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    turn = cv2.getPerspectiveTransform(corners, target)
    crop = cv2.warpPerspective(picture, turn, (width, height), borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(crop, dtype=picture.dtype)


def ordered(corners: Corners) -> Corners:
    """Order corners clockwise, so that the first side is the longer one and runs to the right.

    A line that runs up or down starts at its lower end: letters turned to the left, as on the
    back of a book in French. A box without a longer side starts at its top left.
    """
    (ax, ay), (bx, by), (cx, cy) = corners[:3]
    if (bx - ax) * (cy - by) - (by - ay) * (cx - bx) < 0:
        corners = corners[::-1]
    sides = np.roll(corners, -1, axis=0) - corners
    lengths = np.linalg.norm(sides, axis=1)
    square = lengths.max() < _SQUARE * lengths.min()
    rightwards = sides[:, 0] - 0.1 * sides[:, 1]
    wanted = rightwards if square else np.where(lengths >= lengths.mean(), rightwards, -np.inf)
    return np.ascontiguousarray(np.roll(corners, -int(np.argmax(wanted)), axis=0), np.float32)
