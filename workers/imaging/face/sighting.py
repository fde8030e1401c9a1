"""What a network says of one place in a picture: here is a face, and how sure it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import cv2

from workers.imaging.arrays import Picture

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom in pixels, right and bottom not included; may leave the picture."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A face that a network saw.

    ``score`` is the network's own, 0 to 1; ``turn`` is by how many degrees the picture was turned
    counterclockwise when it was seen.
    """

    box: Box
    score: float
    network: str
    turn: int = 0


class Network(Protocol):
    """A network that finds faces, upright or nearly so, in a picture of its size."""

    @property
    def name(self) -> str:
        """What it is called in findings."""
        ...

    def look(self, picture: Picture, least: float) -> list[Sighting]:
        """Return what it sees in H × W × 3 RGB with a score of at least ``least``."""
        ...


def area(box: Box) -> float:
    """Return a box's area in pixels."""
    return (box[2] - box[0]) * (box[3] - box[1])


def shared_area(one: Box, other: Box) -> float:
    """Return the area that two boxes have in common, in pixels."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return max(0.0, width) * max(0.0, height)


def likeness(one: Box, other: Box) -> float:
    """Return the intersection of two boxes over their union, 0 to 1."""
    shared = shared_area(one, other)
    return shared / (area(one) + area(other) - shared) if shared else 0.0


def overlap(one: Box, other: Box) -> float:
    """Return which share of the smaller of two boxes lies in the other, 0 to 1."""
    smaller = min(area(one), area(other))
    return shared_area(one, other) / smaller if smaller > 0 else 0.0


def around(boxes: Sequence[Box]) -> Box:
    """Return the smallest box that holds all of them."""
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def enlarged(box: Box, scale: float) -> Box:
    """Return a box in pixels of a picture that is ``scale`` times as large."""
    left, top, right, bottom = box
    return left * scale, top * scale, right * scale, bottom * scale


def surest(sightings: Sequence[Sighting], alike: float) -> list[Sighting]:
    """Return the surest sighting of each place; boxes more alike than that show one face."""
    boxes = [(s.box[0], s.box[1], s.box[2] - s.box[0], s.box[3] - s.box[1]) for s in sightings]
    kept = cv2.dnn.NMSBoxes(boxes, [s.score for s in sightings], 0.0, alike)
    return [sightings[int(number)] for number in kept]
