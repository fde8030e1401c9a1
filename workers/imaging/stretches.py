"""What was seen at single moments of a video, as findings that hold for the time around them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from schemas.findings import Finding, Region
from workers.imaging.clip import Clip

_GROW = 0.25
"""How far a region grows on each side, as a share of its own: things move between two looks."""

_SAME_SHARE = 0.7
"""A sighting that lies this much in the place where a stretch began belongs to it."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the detectors saw in one frame."""

    frame: int
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class _Stretch:
    """Sightings in one place, look after look."""

    began: Finding
    hull: Region
    first: int
    last: int
    look: int

    def takes(self, finding: Finding, look: int) -> bool:
        """Tell whether a sighting of the next look goes on with this stretch."""
        place, region = self.began.region, finding.region
        return (
            self.look == look - 1
            and finding.kind is self.began.kind
            and place is not None
            and region is not None
            and region.overlap(place) >= _SAME_SHARE
        )


def over_time(looks: Sequence[Look], clip: Clip) -> Iterator[Finding]:
    """Yield findings that hold from the look before a sighting to the look after it.

    Sightings that stay in place, look after look, become one finding with a region around all.
    """
    stretches: list[_Stretch] = []
    for number, look in enumerate(looks):
        first = looks[number - 1].frame + 1 if number else 0
        last = looks[number + 1].frame - 1 if number + 1 < len(looks) else clip.count - 1
        for finding in look.findings:
            if finding.region is None:
                continue
            going_on = next((one for one in stretches if one.takes(finding, number)), None)
            if going_on is None:
                began = _Stretch(finding, finding.region, first, last, number)
                stretches.append(began)
            else:
                going_on.hull = _around(going_on.hull, finding.region)
                going_on.last, going_on.look = last, number
    for stretch in stretches:
        region = _grown(stretch.hull, clip)
        frames = (stretch.first, stretch.last)
        yield stretch.began.model_copy(update={"region": region, "frames": frames})


def _around(one: Region, other: Region) -> Region:
    """Return the smallest region that holds both."""
    left, top = min(one.x, other.x), min(one.y, other.y)
    right = max(one.x + one.w, other.x + other.w)
    bottom = max(one.y + one.h, other.y + other.h)
    return Region(x=left, y=top, w=right - left, h=bottom - top)


def _grown(region: Region, clip: Clip) -> Region:
    beside, above = round(_GROW * region.w), round(_GROW * region.h)
    left, top = max(0, region.x - beside), max(0, region.y - above)
    right = min(clip.width, region.x + region.w + beside)
    bottom = min(clip.height, region.y + region.h + above)
    return Region(x=left, y=top, w=right - left, h=bottom - top)
