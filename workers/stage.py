"""What a stage is: a pure function from bytes and plan to bytes and plan, and its record."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from schemas.events import AboutMedium
from schemas.findings import Finding, RedactionPlan
from schemas.media_type import MediaType
from schemas.zones import Zone
from workers.conduct import Step
from workers.content import Content, Keep
from workers.deidentification.options import DEFAULT, Options


class RenditionRole(StrEnum):
    """What a rendition is for."""

    CANONICAL = "canonical"
    DISPLAY = "display"
    THUMBNAIL = "thumbnail"


@dataclass(frozen=True, slots=True)
class Rendition:
    """One encoded form of a medium: all of it (canonical), or one frame for a browser.

    ``width`` and ``height`` are the pixels of this encoding, which for display and thumbnail may
    be fewer than the medium's own.
    """

    role: RenditionRole
    frame: int
    media_type: str
    data: Content
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class StageInput:
    """All that a stage may know.

    ``data`` is in the zone that the stage needs; ``pseudonym_key`` is the case's secret that
    identifiers are mapped with, 32 bytes; ``options`` are those of the confidentiality profile;
    ``dlib_vote`` gives dlib's finder of faces a vote on still pictures.

    ``media_type`` is the medium's type, which is not always that of ``data``. In RAW the two
    agree. A STRIPPED photo is always PNG, so that nothing is lost before the one final encode,
    and ``media_type`` says what it becomes when OBSCURED: JPEG (from JPEG, HEIC, AVIF and
    WebP) or PNG (from PNG, GIF and TIFF).
    """

    media_type: MediaType
    data: Content
    plan: RedactionPlan
    pseudonym_key: bytes
    options: Options = DEFAULT
    dlib_vote: bool = False


@dataclass(frozen=True, slots=True)
class StageOutput:
    """What a stage made: the plan with its findings added, and renditions in the zone it gives.

    ``media_type`` is the medium's type, to be handed to the next stage with the canonical
    rendition's bytes; the rendition's own ``media_type`` says how those bytes are encoded.
    ``width`` and ``height`` are the medium's pixels after orientation, which regions refer to.
    ``moments`` is when each frame of a video is shown, in milliseconds, and empty where they are
    evenly spaced. ``residual`` is what verification still found after its last round; empty when
    clean.
    """

    media_type: MediaType
    plan: RedactionPlan
    renditions: tuple[Rendition, ...]
    width: int
    height: int
    frames: int
    modality: str
    moments: tuple[int, ...] = ()
    residual: tuple[Finding, ...] = ()

    @property
    def canonical(self) -> Rendition:
        """The rendition that the next stage, or a reader of the library, gets."""
        return next(r for r in self.renditions if r.role is RenditionRole.CANONICAL)


Steps: TypeAlias = Generator[Step, list[Any], StageOutput]
"""A stage's work in steps: see :mod:`workers.conduct`."""


@dataclass(frozen=True, slots=True)
class Example:
    """A medium that every run of the stage's contract test goes through.

    ``make`` builds the input; ``expect`` raises AssertionError where the output is not right.
    """

    name: str
    make: Callable[[], StageInput]
    expect: Callable[[StageOutput], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """The record that a stage's file exports as ``STAGE``; all else follows from it.

    ``order`` places the stage in the chain, where it consumes what the stage before it emits; the
    registry fills that in. A stage with ``order`` ``None`` stands outside the chain, runs whenever
    the event comes that it names as ``consumes``, and is the only kind that names one.
    ``deadline`` is in seconds for one medium, or for one part of a long one. ``conduct`` returns
    the steps in which a medium is worked on that may be long, and ``None`` for all others; where
    it is short after all, its output is that of ``run``. It is given where the bytes of what is
    long can be kept meanwhile.
    """

    name: str
    version: str
    order: int | None
    needs: Zone
    gives: Zone
    emits: type[AboutMedium]
    deadline: float
    run: Callable[[StageInput], StageOutput]
    examples: tuple[Example, ...]
    consumes: type[AboutMedium] = AboutMedium
    conduct: Callable[[StageInput, Keep], Steps | None] | None = None
