"""Sightings of one place, by several networks and in several turns, taken together."""

from collections.abc import Iterable
from dataclasses import dataclass

from workers.imaging.face.sighting import Box, Sighting, area, around, likeness, overlap

_ALIKE, _WITHIN = 0.3, 0.65
"""Boxes show the same face from this intersection over union, or this share of the smaller one."""

_MUCH_LARGER = 2.5
"""Times a face's area from which a box shows its surroundings."""

_EXCESS = {"yunet": 0.35, "dlib": 1.0}
"""YuNet's scores are higher than CenterFace's for the same face by about as much. dlib's come last:
its boxes say where a face is only where nobody else does."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that may be a face: its sightings, the surest first."""

    sightings: tuple[Sighting, ...]

    @property
    def place(self) -> Box:
        """The surest sighting's box."""
        return self.sightings[0].box

    @property
    def hull(self) -> Box:
        """The box around all sightings."""
        return around([sighting.box for sighting in self.sightings])

    @property
    def core(self) -> Box:
        """The box around all sightings that are not much larger than the surest."""
        boxes = [sighting.box for sighting in self.sightings]
        return around([box for box in boxes if area(box) < _MUCH_LARGER * area(boxes[0])])

    @property
    def turn(self) -> int:
        """The turn in which YuNet was surest; else the one of the surest sighting."""
        by_yunet = [one for one in self.sightings if one.network == "yunet"]
        return max(by_yunet or self.sightings, key=lambda one: one.score).turn

    def best(self, network: str) -> float:
        """Return the highest score that a network gave; 0 where it saw nothing."""
        return max((s.score for s in self.sightings if s.network == network), default=0.0)


def candidates(sightings: Iterable[Sighting]) -> list[Candidate]:
    """Gather sightings by place."""
    groups: list[list[Sighting]] = []
    for sighting in sorted(sightings, key=_rank, reverse=True):
        group = next((one for one in groups if _same(sighting.box, one[0].box)), None)
        if group is None:
            groups.append([sighting])
        else:
            group.append(sighting)
    return [Candidate(tuple(group)) for group in groups]


def _rank(sighting: Sighting) -> float:
    return sighting.score - _EXCESS.get(sighting.network, 0.0)


def _same(one: Box, other: Box) -> bool:
    return likeness(one, other) > _ALIKE or overlap(one, other) > _WITHIN
