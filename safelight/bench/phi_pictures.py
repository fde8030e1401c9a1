"""Text in pictures: how much of it is covered, how much else is, and against whom."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import CalledProcessError
from typing import Any

import cv2
import numpy as np

from safelight.bench import picture_peers as peers
from safelight.bench.burned_in.frames import Frame, Inked, frames
from safelight.bench.burned_in.kinds import Kind
from safelight.bench.picture_peers import Masked
from safelight.bench.throughput import Tell

_COVERED = 0.95
"""A string counts as covered from this share of its ink on."""

_AROUND = 3
"""Pixels around a string's own box that may be masked with it."""


@dataclass(slots=True)
class Score:
    """What one finder did on the frames of one kind."""

    strings: int = 0
    covered: int = 0
    frames: int = 0
    over: list[float] = field(default_factory=list)
    not_ink: list[float] = field(default_factory=list)
    seconds: float = 0.0

    def add(self, frame: Frame, masked: Masked, seconds: float) -> None:
        """Count one frame: its strings, and the shares of it masked beside them."""
        self.frames += 1
        self.seconds += seconds
        self.strings += len(frame.strings)
        self.covered += sum(float(masked[inked].mean()) >= _COVERED for inked in frame.strings)
        boxes, ink = np.zeros_like(masked), np.zeros_like(masked)
        for inked in frame.strings:
            ink |= inked
            boxes[_box(inked)] = True
        self.over.append(float((masked & ~boxes).mean()))
        self.not_ink.append(float((masked & ~ink).mean()))

    def told(self) -> dict[str, Any]:
        """Return this as JSON has it; shares are of the frames' area, on average."""
        return {
            "strings": self.strings,
            "covered": self.covered,
            "over_masking": float(np.mean(self.over)),
            "masked_beside_ink": float(np.mean(self.not_ink)),
            "pictures_per_second": self.frames / self.seconds,
        }


def measure(
    tell: Tell, *, count: int, seed: int, kinds: Sequence[Kind], uv: Path | None
) -> dict[str, Any]:
    """Measure everyone on ``count`` frames of each kind, each on one thread.

    Safelight and rapidocr take turns, frame by frame, so that whatever else the machine does
    slows both. A peer that cannot be had is named with the reason.
    """
    cv2.setNumThreads(1)
    finders = {"safelight": peers.safelight(), "rapidocr": peers.rapidocr()}
    absent: dict[str, str] = {}
    missing = peers.why_no_tesseract()
    if missing:
        absent["tesseract"] = missing
    else:
        finders["tesseract"] = peers.tesseract("tesseract")
    result: dict[str, Any] = {"frames_of_each_kind": count, "seed": seed}
    with ExitStack() as stack:
        presidio = None
        if uv is None or missing:
            absent["presidio"] = missing or "the program uv was not named"
        else:
            tell("presidio, installed into a folder of its own")
            try:
                presidio = stack.enter_context(peers.presidio(uv))
            except CalledProcessError:
                absent["presidio"] = "it could not be installed"
        for kind in kinds:
            tell(f"{count} frames: {kind}")
            drawn = list(frames(kind, count, seed))
            scores = {name: Score() for name in finders}
            for frame in drawn:
                for name, find in finders.items():
                    scores[name].add(frame, *peers.timed(find, frame.picture))
            if presidio is not None:
                scores["presidio"] = _all_at_once(presidio, drawn)
            result[kind] = {name: score.told() for name, score in scores.items()}
            result[kind]["speed_over_rapidocr"] = (
                scores["rapidocr"].seconds / scores["safelight"].seconds
            )
    return {**result, "absent": absent}


def _all_at_once(find_all: Any, drawn: Sequence[Frame]) -> Score:
    score = Score()
    masks, seconds = find_all([frame.picture for frame in drawn])
    for frame, masked in zip(drawn, masks, strict=True):
        score.add(frame, masked, seconds / len(drawn))
    return score


def _box(inked: Inked) -> tuple[slice, slice]:
    rows, columns = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
    return (
        slice(max(0, int(rows[0]) - _AROUND), int(rows[-1]) + 1 + _AROUND),
        slice(max(0, int(columns[0]) - _AROUND), int(columns[-1]) + 1 + _AROUND),
    )
