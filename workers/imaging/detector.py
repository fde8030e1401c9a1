"""What a detector is: something that looks at one picture and names regions."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from schemas.findings import Finding, Region
from workers.imaging.arrays import Picture


class Detector(Protocol):
    """Looks at one picture, H × W × 3 RGB, and returns findings with regions in its pixels.

    Deterministic, and without state besides its model: the same picture, the same findings.
    """

    def find(self, picture: Picture) -> tuple[Finding, ...]:
        """Return what is identifying in ``picture``, for all frames."""
        ...


@runtime_checkable
class ReadsStrokes(Detector, Protocol):
    """A detector of writing: a frame without new strokes has nothing new for it."""

    reads_strokes: bool

    def find(self, picture: Picture, side: int | None = None) -> tuple[Finding, ...]:
        """Do so in a picture, or in a part of one whose longer side is ``side`` pixels."""
        ...


@dataclass(frozen=True, slots=True)
class Margin:
    """How far a box is grown on each side, in pixels."""

    left: float
    top: float
    right: float
    bottom: float


def grown(
    box: tuple[float, float, float, float], margin: Margin, picture: Picture
) -> Region | None:
    """Return the box (left, top, right, bottom) grown and cut to the picture, in whole pixels."""
    height, width = picture.shape[:2]
    left, top = max(0, int(box[0] - margin.left)), max(0, int(box[1] - margin.top))
    right = min(width, int(box[2] + margin.right) + 1)
    bottom = min(height, int(box[3] + margin.bottom) + 1)
    if right <= left or bottom <= top:
        return None
    return Region(x=left, y=top, w=right - left, h=bottom - top)
