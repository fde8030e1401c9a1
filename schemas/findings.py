"""Findings, and the redaction plan that they make up."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict, Field


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


class Finding(BaseModel):
    """Something identifying, where it is, and who says so.

    ``region`` is ``None`` for what has no place in the picture (a header, a metadata block);
    ``frames`` is the first and last frame it holds for, both included, ``None`` for all.
    ``subject`` names the attribute or container that was removed, never its value.
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

    def holds_for(self, frame: int) -> bool:
        """Tell whether this finding applies to the frame with this index."""
        return self.frames is None or self.frames[0] <= frame <= self.frames[1]


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

    def to_burn(self) -> tuple[Finding, ...]:
        """Return the findings that must be painted over."""
        return tuple(
            finding
            for number, finding in enumerate(self.findings)
            if finding.region is not None and number not in self.lifted
        )

    def is_lifted(self, found: Finding, frame: int = 0, share: float = 0.5) -> bool:
        """Tell whether a person has lifted the place in ``frame`` where ``share`` of it lies."""
        region = found.region
        if region is None:
            return False
        for number in self.lifted:
            lift = self.findings[number]
            if lift.region is None or not lift.holds_for(frame):
                continue
            if region.overlap(lift.region) >= share:
                return True
        return False
