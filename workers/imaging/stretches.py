"""What was seen at single moments of a video, as findings that hold for the time around them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot

from schemas.findings import Finding, FindingKind, Region, Tier
from workers.imaging.clip import Clip

_GROW = 0.25
"""How far a region grows on each side, as a share of its own: things move between two looks."""

_GROW_TEXT = 0.15
"""The same for text, of its height alone: lines are long, and do not turn."""

_REACH = 3
"""How many of its own sizes away, from look to look, the same thing is looked for."""

_SAME_SHARE = 0.7
"""A sighting that lies this much in the place where a stretch began belongs to it."""

_PATIENCE = {FindingKind.TEXT: 4}
"""In how many looks on end a thing may be missed before its stretch is over; 1 for all others."""

_SETTLED = 2
"""Sightings in one place from which text that identifies counts as burned in for good."""


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
    sightings: int = 1

    def is_over(self, look: int) -> bool:
        """Tell whether no sighting in this look, or in a later one, can go on with it."""
        return look - self.look > 1 + _PATIENCE.get(self.began.kind, 1)

    def takes(self, finding: Finding, look: int) -> bool:
        """Tell whether a sighting goes on with this stretch."""
        place, region = self.began.region, finding.region
        return (
            not self.is_over(look)
            and self.look < look
            and finding.kind is self.began.kind
            and place is not None
            and region is not None
            and region.overlap(place) >= _SAME_SHARE
        )

    def go_on(self, finding: Finding, swept: Region, last: int, look: int) -> None:
        """Take in a sighting; what was sure once stays so."""
        if finding.tier is Tier.SURE and self.began.tier is not Tier.SURE:
            self.began = finding.model_copy(update={"region": self.began.region})
        self.hull = _around(self.hull, swept)
        self.last, self.look = last, look
        self.sightings += 1

    @property
    def frames(self) -> tuple[int, int] | None:
        """The frames it holds for; all of them for text that identifies and stands still."""
        burned_in = self.began.kind is FindingKind.TEXT and self.began.tier is Tier.SURE
        if burned_in and self.sightings >= _SETTLED:
            return None
        return self.first, self.last


def over_time(looks: Sequence[Look], clip: Clip) -> Iterator[Finding]:
    """Yield findings that hold from the look before a sighting to the look after it.

    Its region reaches to where the nearest thing of its kind was seen then. Sightings that stay in
    place, look after look, become one finding with a region around all.
    """
    stretches: list[_Stretch] = []
    open_ones: list[_Stretch] = []
    for number, look in enumerate(looks):
        before = looks[number - 1] if number else None
        after = looks[number + 1] if number + 1 < len(looks) else None
        # With the frames that were looked at: what was missed in one may be there.
        first = before.frame if before else 0
        last = after.frame if after else clip.count - 1
        open_ones = [one for one in open_ones if not one.is_over(number)]
        for finding in look.findings:
            if finding.region is None:
                continue
            swept = _swept(finding.region, finding, before, after)
            going_on = next((one for one in open_ones if one.takes(finding, number)), None)
            if going_on is None:
                open_ones.append(_Stretch(finding, swept, first, last, number))
                stretches.append(open_ones[-1])
            else:
                going_on.go_on(finding, swept, last, number)
    for stretch in stretches:
        region = _grown(stretch, clip)
        yield stretch.began.model_copy(update={"region": region, "frames": stretch.frames})


def _swept(region: Region, finding: Finding, before: Look | None, after: Look | None) -> Region:
    """Return the region around all that a thing may cross between the looks around this one.

    Where it is not seen in one of them it is taken to move on, or to have come, as it did on the
    other side.
    """
    came, went = (_nearest(region, finding, look) for look in (before, after))
    hull = region
    for near, opposite in ((came, went), (went, came)):
        if near is not None:
            hull = _around(hull, near)
        elif opposite is not None:
            hull = _around(hull, _mirrored(region, opposite))
    return hull


def _nearest(region: Region, finding: Finding, look: Look | None) -> Region | None:
    """Return where the same thing may be in another look.

    Lines of text stand close together; the same line has about the same size.
    """
    found = look.findings if look else ()
    alike = [one.region for one in found if one.kind is finding.kind and one.region]
    if finding.kind is FindingKind.TEXT:
        alike = [other for other in alike if _is_as_large(region, other)]
    near = min(alike, key=lambda other: _distance(region, other), default=None)
    reach = _REACH * max(region.w, region.h)
    return near if near is not None and _distance(region, near) <= reach else None


def _is_as_large(one: Region, other: Region) -> bool:
    return all(0.8 < mine / theirs < 1.25 for mine, theirs in ((one.w, other.w), (one.h, other.h)))


def _mirrored(region: Region, other: Region) -> Region:
    """Return ``region`` moved away from ``other`` by as much as it is away from it."""
    return region.model_copy(
        update={"x": max(0, 2 * region.x - other.x), "y": max(0, 2 * region.y - other.y)}
    )


def _distance(one: Region, other: Region) -> float:
    """Return how far the middles of two regions are apart, in pixels."""
    across = one.x + one.w / 2 - other.x - other.w / 2
    down = one.y + one.h / 2 - other.y - other.h / 2
    return hypot(across, down)


def _around(one: Region, other: Region) -> Region:
    """Return the smallest region that holds both."""
    left, top = min(one.x, other.x), min(one.y, other.y)
    right = max(one.x + one.w, other.x + other.w)
    bottom = max(one.y + one.h, other.y + other.h)
    return Region(x=left, y=top, w=right - left, h=bottom - top)


def _grown(stretch: _Stretch, clip: Clip) -> Region:
    region = stretch.hull
    beside, above = round(_GROW * region.w), round(_GROW * region.h)
    if stretch.began.kind is FindingKind.TEXT and stretch.began.region is not None:
        beside = above = 1 + round(_GROW_TEXT * stretch.began.region.h)
    left, top = max(0, region.x - beside), max(0, region.y - above)
    right = min(clip.width, region.x + region.w + beside)
    bottom = min(clip.height, region.y + region.h + above)
    return Region(x=left, y=top, w=right - left, h=bottom - top)
