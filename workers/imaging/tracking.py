"""Text that was read once, followed from frame to frame by the shape of its strokes."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from schemas.findings import Region
from workers.imaging.arrays import Mask
from workers.imaging.stroke_match import SAME, best_near, stands
from workers.imaging.text_contrast import Grey

_AHEAD = 12
"""How much farther than it has come moving text is covered, so that not each frame adds some."""


@dataclass(frozen=True, slots=True)
class Track:
    """Where a piece of text is, and how its strokes look: h × w, as the region is."""

    region: Region
    shape: Grey

    @classmethod
    def begin(cls, region: Region, lines: Grey) -> Self | None:
        """Start to follow what has strokes in a region; ``None`` where there is none."""
        shape = lines[region.y : region.y + region.h, region.x : region.x + region.w]
        if min(shape.shape) < 3 or float(shape.std()) < 1:
            return None
        return cls(region, shape.copy())

    def followed(self, lines: Grey) -> "Track":
        """Return this track where the next frame's strokes have it; as it is where it is lost."""
        place = self.region
        if stands(lines, self.shape, place.x, place.y):
            return self
        best, x, y = best_near(lines, self.shape, place.x, place.y)
        if best < SAME:
            return self
        return Track(place.model_copy(update={"x": x, "y": y}), self.shape)

    def uncovered(self, before: "Track", known: Mask) -> Region | None:
        """Return what of its place is not known yet, and what it will move over next."""
        height, width = known.shape
        dx, dy = (
            np.sign(self.region.x - before.region.x),
            np.sign(self.region.y - before.region.y),
        )
        place = self.region
        free = ~known[place.y : place.y + place.h, place.x : place.x + place.w]
        rows, columns = np.flatnonzero(free.any(axis=1)), np.flatnonzero(free.any(axis=0))
        if (not dx and not dy) or not len(rows):
            return None
        left = place.x + int(columns[0]) - _AHEAD * int(dx < 0)
        top = place.y + int(rows[0]) - _AHEAD * int(dy < 0)
        right = place.x + int(columns[-1]) + 1 + _AHEAD * int(dx > 0)
        bottom = place.y + int(rows[-1]) + 1 + _AHEAD * int(dy > 0)
        left, top = max(0, left), max(0, top)
        return Region(x=left, y=top, w=min(width, right) - left, h=min(height, bottom) - top)
