"""Findings, and the redaction plan that they make up."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import pairwise
from operator import attrgetter
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class FindingKind(StrEnum):
    """What was found."""

    HEADER = "header"
    TEXT = "text"
    FACE = "face"
    MARK = "mark"
    METADATA = "metadata"
    AUDIO = "audio"


class Tier(StrEnum):
    """How sure a detector is. Both tiers are obscured; ``CHECK`` is shown as likely liftable."""

    SURE = "sure"
    CHECK = "check"


class FindingReason(StrEnum):
    """Why the automatic stages covered something: what a detector knew, never what it read.

    A reason tells either why a finding is sure or what leaves it in doubt; the tier says which.
    """

    CLEAR_FACE = "clear_face"
    """A network was sure of a face in its first look."""
    FACE_AT_EDGE = "face_at_edge"
    """It reaches the picture's edge or fills most of it, as a part of a face does in a close-up."""
    TURNED_FACE = "turned_face"
    """It looked like a face only in a turned picture."""
    SECOND_LOOK = "second_look"
    """It would not have counted for a face but for a second look."""
    VAGUE_FACE = "vague_face"
    """It looked like a face at once, though not surely."""
    VOTED_FACE = "voted_face"
    """Only dlib's finder, which a setting gives a vote, took it for a face."""
    LOST_FACE = "lost_face"
    """Not seen in these frames: covered where it was seen before them, or was behind them."""
    FRONT_OF_HEAD = "front_of_head"
    """In a slice of a volume, of which a face can be rendered."""
    IDENTIFYING_TEXT = "identifying_text"
    """It reads as a name, a date, a number or a place."""
    HEADER_VALUE = "header_value"
    """It says what the same file's header says of the patient."""
    UNREADABLE_TEXT = "unreadable_text"
    """Its letters could not be read."""
    SINGLE_SIGN = "single_sign"
    """It reads as a single letter or digit, or as none."""
    UNEXPLAINED_TEXT = "unexplained_text"
    """It could be read, and is neither known to identify nor known to be harmless."""


class Region(BaseModel):
    """A rectangle in pixels of the oriented medium, origin at the top left."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    x: int = Field(ge=0)
    y: int = Field(ge=0)
    w: int = Field(gt=0)
    h: int = Field(gt=0)

    def clipped(self, width: int, height: int) -> "Region | None":
        """Return the part inside a ``width`` by ``height`` picture; ``None`` when there is none."""
        right, bottom = min(self.x + self.w, width), min(self.y + self.h, height)
        if right <= self.x or bottom <= self.y:
            return None
        return Region(x=self.x, y=self.y, w=right - self.x, h=bottom - self.y)

    def overlap(self, other: "Region") -> float:
        """Return which share of *this* region's area lies inside ``other``, 0 to 1."""
        width = min(self.x + self.w, other.x + other.w) - max(self.x, other.x)
        height = min(self.y + self.h, other.y + other.h) - max(self.y, other.y)
        return max(0, width) * max(0, height) / (self.w * self.h)

    def holds(self, other: "Region") -> bool:
        """Tell whether all of ``other`` lies inside this region."""
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.x + other.w <= self.x + self.w
            and other.y + other.h <= self.y + self.h
        )

    def towards(self, other: "Region", step: int, steps: int) -> "Region":
        """Return where a region is at ``step`` of ``steps`` in a straight line from here to there.

        Each side moves evenly and is rounded outwards, so that no pixel of the exact place is left
        out.
        """
        rest = steps - step
        left = (self.x * rest + other.x * step) // steps
        top = (self.y * rest + other.y * step) // steps
        right = -(-((self.x + self.w) * rest + (other.x + other.w) * step) // steps)
        bottom = -(-((self.y + self.h) * rest + (other.y + other.h) * step) // steps)
        return Region(x=left, y=top, w=right - left, h=bottom - top)


def hull(regions: Iterable[Region]) -> Region:
    """Return the smallest region that holds all of at least one."""
    sides = [(one.x, one.y, one.x + one.w, one.y + one.h) for one in regions]
    lefts, tops, rights, bottoms = zip(*sides, strict=True)
    left, top = min(lefts), min(tops)
    return Region(x=left, y=top, w=max(rights) - left, h=max(bottoms) - top)


class Waypoint(BaseModel):
    """Where a region that moves is at one frame."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    frame: int = Field(ge=0)
    region: Region


_frame_of = attrgetter("frame")


def require_path(path: Sequence[Waypoint], frames: tuple[int, int] | None) -> None:
    """Raise ``ValueError`` unless waypoints are in order, one a frame, and within ``frames``."""
    numbers = [waypoint.frame for waypoint in path]
    if any(later <= earlier for earlier, later in pairwise(numbers)):
        raise ValueError("the waypoints of a path are not in order")
    if numbers and frames and not frames[0] <= numbers[0] <= numbers[-1] <= frames[1]:
        raise ValueError("a waypoint lies outside of the frames")


def region_along(path: Sequence[Waypoint], frame: int) -> Region:
    """Return where a region that moves along at least one waypoint is at a frame."""
    after = bisect_right(path, frame, key=_frame_of)
    if after in {0, len(path)}:
        return path[max(0, after - 1)].region
    begins, ends = path[after - 1], path[after]
    return begins.region.towards(ends.region, frame - begins.frame, ends.frame - begins.frame)


class Finding(BaseModel):
    """Something identifying, where it is, and who says so.

    ``region`` is ``None`` for what has no place in the picture (a header, a metadata block);
    ``frames`` is the first and last frame it holds for, both included, ``None`` for all.
    ``subject`` names the attribute or container that was removed, never its value. ``reason`` is
    ``None`` for what a person drew, what has no place, and in plans older than reasons are.

    ``path`` tells where the region is at single frames, in order; between two of them it moves in
    a straight line (each side evenly, rounded outwards), before the first and after the last it
    stays. Then ``region`` is the hull around all of it. Without a path it stands still. To paint,
    or to compare with something in one frame, ask :meth:`region_at`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: FindingKind
    detector: str
    version: str
    score: float = Field(ge=0, le=1, default=1.0)
    tier: Tier = Tier.SURE
    region: Region | None = None
    frames: tuple[int, int] | None = None
    subject: str | None = None
    reason: FindingReason | None = None
    path: tuple[Waypoint, ...] = ()

    @model_validator(mode="after")
    def _path_is_sound(self) -> Self:
        """Refuse a path that is out of order, or leaves the finding's frames or region."""
        require_path(self.path, self.frames)
        for waypoint in self.path:
            if self.region is None or not self.region.holds(waypoint.region):
                raise ValueError("a waypoint lies outside of the region")
        return self

    def holds_for(self, frame: int) -> bool:
        """Tell whether this finding applies to the frame with this index."""
        return self.frames is None or self.frames[0] <= frame <= self.frames[1]

    def region_at(self, frame: int) -> Region | None:
        """Return where this is in a frame; ``None`` where it does not apply, or has no place."""
        if self.region is None or not self.holds_for(frame):
            return None
        return region_along(self.path, frame) if self.path else self.region


class RedactionPlan(BaseModel):
    """All findings of one medium in the order they were made, and those that a person lifted.

    Append-only: a finding's index is its number for ever, so a lift or a drawing on the console
    always means the same finding.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    findings: tuple[Finding, ...] = ()
    lifted: frozenset[int] = frozenset()

    def with_findings(self, more: Iterable[Finding]) -> Self:
        """Return this plan with ``more`` appended."""
        return self.model_copy(update={"findings": (*self.findings, *more)})

    def with_lifted(self, numbers: Iterable[int]) -> Self:
        """Return this plan with exactly ``numbers`` lifted.

        Raises:
            IndexError: a number names no finding that has a region.

        """
        lifted = frozenset(numbers)
        for number in lifted:
            if number < 0 or self.findings[number].region is None:
                raise IndexError(number)
        return self.model_copy(update={"lifted": lifted})

    def within(self, span: range) -> Self:
        """Return only what applies to some frame of ``span``; numbers of findings change."""
        kept = [
            number
            for number, finding in enumerate(self.findings)
            if finding.frames is None
            or (finding.frames[0] < span.stop and finding.frames[1] >= span.start)
        ]
        return self.model_copy(
            update={
                "findings": tuple(self.findings[number] for number in kept),
                "lifted": frozenset(
                    place for place, number in enumerate(kept) if number in self.lifted
                ),
            }
        )

    def to_burn(self) -> tuple[Finding, ...]:
        """Return the findings that must be painted over."""
        return tuple(
            finding
            for number, finding in enumerate(self.findings)
            if finding.region is not None and number not in self.lifted
        )

    def is_lifted(self, found: Finding, frame: int = 0, share: float = 0.5) -> bool:
        """Tell whether a person has lifted the place in ``frame`` where ``share`` of it lies.

        Who lifts writing has said nothing of a face there; who lifts a mark, of whatever it was.
        """
        region = found.region_at(frame)
        if region is None:
            return False
        lifted = (self.findings[number] for number in self.lifted)
        lifts = (
            one.region_at(frame) for one in lifted if one.kind in {found.kind, FindingKind.MARK}
        )
        return any(lift is not None and region.overlap(lift) >= share for lift in lifts)
