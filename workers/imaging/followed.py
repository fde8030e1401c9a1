"""A piece of text that was found in a film, looked for again by the shape of its strokes."""

from dataclasses import dataclass
from typing import Self

import cv2
import numpy as np

from schemas.findings import Finding, Region
from workers.imaging.text_contrast import Grey

_FARTHEST = 24
"""How far from where it stood, or where the camera has moved it to, text is looked for."""

_STANDS, _SAME = 0.8, 0.6
"""Correlation of strokes from which text stands where it stood, and from which it is the same."""

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
        here = lines[place.y : place.y + height, place.x : place.x + width]
        if here.shape == self.shape.shape and _alike(here, self.shape) >= _STANDS:
            return place
        shifts = {(0, 0), shift}
        best, region = max(
            (self._best_near(lines, place.x + dx, place.y + dy) for dx, dy in sorted(shifts)),
            key=lambda one: one[0],
        )
        return region if best >= _SAME else None

    def carried(self, shift: tuple[int, int], shape: tuple[int, ...]) -> Region:
        """Return its place moved by a shift, kept within a picture of H × W."""
        x = int(np.clip(self.region.x + shift[0], 0, max(0, shape[1] - self.region.w)))
        y = int(np.clip(self.region.y + shift[1], 0, max(0, shape[0] - self.region.h)))
        return self.region.model_copy(update={"x": x, "y": y})

    def _best_near(self, lines: Grey, x: int, y: int) -> tuple[float, Region]:
        height, width = self.shape.shape
        left, top = max(0, x - _FARTHEST), max(0, y - _FARTHEST)
        part = lines[top : max(0, y + height + _FARTHEST), left : max(0, x + width + _FARTHEST)]
        if part.shape[0] < height or part.shape[1] < width:
            return 0.0, self.region
        scores = cv2.matchTemplate(part, self.shape, cv2.TM_CCOEFF_NORMED)
        _, best, _, (across, down) = cv2.minMaxLoc(scores)
        there = self.region.model_copy(update={"x": left + across, "y": top + down})
        return float(best), there


def _alike(here: Grey, there: Grey) -> float:
    return float(cv2.matchTemplate(here, there, cv2.TM_CCOEFF_NORMED)[0, 0])
