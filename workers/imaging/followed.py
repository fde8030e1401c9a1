"""A piece of text that was found in a film, looked for again by the shape of its strokes."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from schemas.findings import Finding, Region
from workers.imaging.stroke_match import SAME, best_near, stands
from workers.imaging.text_contrast import Grey

_LEAST_SIDE, _LEAST_SPREAD = 3, 1.0


@dataclass(frozen=True, slots=True)
class Followed:
    """What was found, where, and how the strokes looked there: h × w, as the region is."""

    finding: Finding
    region: Region
    shape: Grey

    @classmethod
    def begin(cls, finding: Finding, lines: Grey) -> Self | None:
        """Take up a finding in the strokes of its frame; ``None`` for one without a place."""
        region = finding.region
        if region is None:
            return None
        shape = lines[region.y : region.y + region.h, region.x : region.x + region.w]
        return cls(finding, region, shape.copy())

    def sought(self, lines: Grey, shift: tuple[int, int]) -> Region | None:
        """Return where it is in another frame's strokes; ``None`` where it is not to be found.

        ``shift`` is how far the picture has moved. Burned-in text has not moved with it. What has
        no strokes to be known by is taken to stand where it stood.
        """
        place = self.region
        height, width = self.shape.shape
        if min(height, width) < _LEAST_SIDE or float(self.shape.std()) < _LEAST_SPREAD:
            return place
        if stands(lines, self.shape, place.x, place.y):
            return place
        shifts = sorted({(0, 0), shift})
        best, x, y = max(
            (best_near(lines, self.shape, place.x + dx, place.y + dy) for dx, dy in shifts),
            key=lambda one: one[0],
        )
        return place.model_copy(update={"x": x, "y": y}) if best >= SAME else None

    def carried(self, shift: tuple[int, int], shape: tuple[int, ...]) -> Region:
        """Return its place moved by a shift, kept within a picture of H × W."""
        x = int(np.clip(self.region.x + shift[0], 0, max(0, shape[1] - self.region.w)))
        y = int(np.clip(self.region.y + shift[1], 0, max(0, shape[0] - self.region.h)))
        return self.region.model_copy(update={"x": x, "y": y})
