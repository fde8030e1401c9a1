"""Which faces are covered, and which regions cover none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from safelight.bench.faces.labelled import Box, Labelled
from workers.imaging.face.sighting import area, shared_area

ENOUGH = 0.6
"""A face counts as found when this share of its box is covered."""

_TOUCHES = 0.15
"""A region with this share of a face in it, or this much of itself in a face, is no false alarm."""


@dataclass(frozen=True, slots=True)
class Score:
    """What came of one picture, or of many."""

    faces: int = 0
    found: int = 0
    wrong: int = 0
    pictures: int = 0

    def __add__(self, other: "Score") -> "Score":
        """Add two counts up."""
        return Score(
            self.faces + other.faces,
            self.found + other.found,
            self.wrong + other.wrong,
            self.pictures + other.pictures,
        )


def score(labelled: Labelled, regions: Sequence[Box]) -> Score:
    """Compare regions, boxes in pixels, with a picture's labels."""
    found = sum(is_covered(face, regions) for face in labelled.faces)
    known = (*labelled.faces, *labelled.ignored)
    wrong = sum(not _touches_any(region, known) for region in regions)
    return Score(len(labelled.faces), found, wrong, 1)


def total(scores: Iterable[Score]) -> Score:
    """Add scores up."""
    return sum(scores, start=Score())


def is_covered(face: Box, regions: Sequence[Box]) -> bool:
    """Tell whether regions together cover enough of a face."""
    left, top, right, bottom = (round(side) for side in face)
    covered = np.zeros((max(1, bottom - top), max(1, right - left)), dtype=bool)
    for box in regions:
        covered[
            max(0, round(box[1]) - top) : max(0, round(box[3]) - top),
            max(0, round(box[0]) - left) : max(0, round(box[2]) - left),
        ] = True
    return float(covered.mean()) >= ENOUGH


def _touches_any(region: Box, faces: Iterable[Box]) -> bool:
    return any(
        shared_area(region, face) >= _TOUCHES * min(area(face), area(region)) for face in faces
    )
