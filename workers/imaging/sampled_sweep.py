"""Detectors along a video, where looking at every frame would take hours."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from schemas.findings import Finding
from workers.imaging.arrays import Frame, Picture
from workers.imaging.clip import Clip
from workers.imaging.detector import Detector
from workers.imaging.medium import Medium
from workers.imaging.soften import softened
from workers.imaging.stretches import Look, over_time
from workers.imaging.sweep import Hidden, Ignore, is_new

_LONGEST_GAP, _SHORTEST_GAP = 0.5, 0.17
"""Seconds between two looks: at the most, and at the least when much changes."""

_CELL = 16
_SUDDEN = 32
"""A cell of 16 × 16 pixels whose mean jumps by this much from frame to frame shows something new:
a cut, or writing that was not there. A camera that moves does so at hard edges only."""


def sampled_sweep(
    medium: Medium,
    frames: Iterable[Frame],
    detectors: Sequence[Detector],
    *,
    hidden: Hidden | None = None,
    ignore: Ignore | None = None,
) -> tuple[Finding, ...]:
    """Return what the detectors find in frames half a second apart, and behind every sudden change.

    What is seen is blocked from the look before to the look after, in a region that reaches to
    where it was then; text that identifies and stands still is blocked in all frames. What is
    hidden already is softened away first.
    """
    if medium.clip is None:
        raise ValueError(medium.clip)
    pace = _Pace(medium.clip)
    looks: list[Look] = []
    for number, frame in enumerate(frames):
        picture = medium.show(number, frame)
        if not pace.is_due(number, picture):
            continue
        seen = softened(picture, hidden(number)) if hidden else picture
        found: list[Finding] = []
        for finding in (one for detector in detectors for one in detector.find(seen)):
            if is_new(finding, found) and not (ignore and ignore(number, finding)):
                found.append(finding)
        looks.append(Look(number, tuple(found)))
    return tuple(over_time(looks, medium.clip))


@dataclass
class _Pace:
    """Decides which frames are looked at: the first, the last, and enough between."""

    clip: Clip
    looked_at: int = 0
    sudden: bool = False
    cells: NDArray[np.int16] | None = None

    def is_due(self, number: int, picture: Picture) -> bool:
        """Take in the next frame and tell whether to look at it."""
        self.sudden = self._jumps(picture) or self.sudden
        gap = float((self.clip.times[number] - self.clip.times[self.looked_at]) * self.clip.tick)
        due = number in (0, self.clip.count - 1) or gap >= _LONGEST_GAP
        if due or (self.sudden and gap >= _SHORTEST_GAP):
            self.looked_at, self.sudden = number, False
            return True
        return False

    def _jumps(self, picture: Picture) -> bool:
        height, width = picture.shape[:2]
        size = (max(1, width // _CELL), max(1, height // _CELL))
        small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
        cells, before = small.astype(np.int16), self.cells
        self.cells = cells
        return before is not None and bool((np.abs(cells - before) > _SUDDEN).any())
