"""One face through a film: where it is in each frame, and how far that is known."""

from collections.abc import Callable
from dataclasses import dataclass

from schemas.findings import FindingReason, Tier
from workers.imaging.face.sighting import Box, area, around

_MUCH_SMALLER = 0.6
"""The share of a face's area below which what is seen in it may be but a part."""

_MUCH_LARGER = 2.0
"""Times the area at which a face was tested from which it is tested again."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A face that was seen in a frame."""

    box: Box
    tier: Tier
    score: float
    network: str
    reason: FindingReason | None = None


class Track:
    """A face's boxes by frame, without gaps from the first frame to the last.

    A face is *seen* in the frames in which a network found it, and *followed* between them. In
    ``guessed`` frames it was neither, and is taken to be where it was. ``found`` is the frame in
    which it was seen first. ``beyond`` is how much farther than usual its region must reach, as a
    share of the face's size.
    """

    def __init__(self, frame: int, spot: Spot) -> None:
        """Begin with the frame in which it is seen first."""
        self.boxes = {frame: spot.box}
        self.guessed: set[int] = set()
        self.tier, self.reason = spot.tier, spot.reason
        self.score, self.network = spot.score, spot.network
        self.first = self.last = self.seen = self.known = self.found = frame
        self.beyond = self._tested = 0.0
        self._was_part = False

    def put(self, frame: int, box: Box) -> None:
        """Set where it is followed to: in the next frame, or in the one before the first."""
        self._set(frame, box)
        self.known = max(self.known, frame)

    def guess(self, frame: int, box: Box) -> None:
        """Set where it is taken to be: in the next frame, or in the one before the first."""
        self._set(frame, box)
        self.guessed.add(frame)

    def sight(self, spot: Spot) -> None:
        """Take in that a network sees it in the last frame, and put right where it was taken to be.

        What that was off by is shared out over the frames since it was seen before. Those in which
        it was lost are no guesses any more, because both ends are known.
        """
        off, box = self.boxes[self.last], spot.box
        is_part = self.last not in self.guessed and area(box) < _MUCH_SMALLER * area(off)
        if is_part and not self._was_part:
            # Another face before it, or a spot on it: what is followed is more. Told twice, the
            # face has become smaller.
            box = around([box, off])
        elif not is_part:
            for between in range(self.seen + 1, self.last):
                share = (between - self.seen) / (self.last - self.seen)
                self.boxes[between] = _shifted(self.boxes[between], off, box, share)
        self._was_part = is_part
        self.guessed.difference_update(range(self.seen, self.last + 1))
        self.boxes[self.last] = box
        self.seen = self.known = self.last
        self.score = max(self.score, spot.score)
        is_surer = self.tier is not Tier.SURE or spot.reason is FindingReason.CLEAR_FACE
        if spot.tier is Tier.SURE and is_surer:
            self.tier, self.reason = spot.tier, spot.reason

    def test(self, box: Box, need: Callable[[Box], float]) -> None:
        """Ask what its region needs, for a face that was not yet seen half as large."""
        if area(box) > _MUCH_LARGER * self._tested:
            self._tested = area(box)
            self.beyond = max(self.beyond, need(box))

    def joined(self, later: "Track") -> None:
        """Go on with another track, in whose first sighting this one's face was seen again."""
        at = later.found
        for frame in range(at + 1, self.last + 1):
            del self.boxes[frame]
        self.guessed = {frame for frame in self.guessed if frame <= at}
        self.last, self.known = at, min(self.known, at)
        seen = later.boxes[at], later.tier, later.score, later.network, later.reason
        self.sight(Spot(*seen))
        for frame in range(at + 1, later.last + 1):
            self.boxes[frame] = later.boxes[frame]
        self.guessed |= {frame for frame in later.guessed if frame > at}
        self.last, self.seen, self.known = later.last, later.seen, later.known
        self.beyond = max(self.beyond, later.beyond)

    def _set(self, frame: int, box: Box) -> None:
        self.boxes[frame] = box
        self.first, self.last = min(self.first, frame), max(self.last, frame)


def _shifted(box: Box, off: Box, right: Box, share: float) -> Box:
    """Return a box moved by a share of what lies between two others."""
    left, top, after, bottom = (
        side + share * (there - here) for side, here, there in zip(box, off, right, strict=True)
    )
    return left, top, max(left + 1, after), max(top + 1, bottom)
