"""The one renderer: burns a plan into pixels, and looks again at what it made."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from schemas.findings import Finding, RedactionPlan, Tier
from workers.imaging.arrays import Frames, Mask
from workers.imaging.detector import Detector
from workers.imaging.faces import FaceDetector
from workers.imaging.medium import Medium
from workers.imaging.sweep import mark, sweep
from workers.imaging.text import TextDetector

_PAINTED_SHARE = 0.7
"""A finding that lies on paint for this share of its area is one of the paint's edge."""


@dataclass(frozen=True, slots=True)
class Burned:
    """Burned frames, the plan that was burned, and what verification still found after it."""

    frames: Frames
    plan: RedactionPlan
    residual: tuple[Finding, ...]


def detectors_for(medium: Medium) -> tuple[Detector, ...]:
    """Return the detectors for a medium: text always, faces where faces can be."""
    return (TextDetector(), FaceDetector()) if medium.shows_people else (TextDetector(),)


def burn(frames: Frames, plan: RedactionPlan, fill: int) -> Frames:
    """Return a copy of the frames (N × H × W, with or without × 3) with the plan painted solid.

    Regions are cut to the picture and frame ranges to the frames; lifted findings are left out.
    A solid fill is the only one that cannot be computed back, which a blur can.
    """
    burned = frames.copy()
    count, height, width = frames.shape[:3]
    for finding in plan.to_burn():
        region = finding.region.clipped(width, height) if finding.region else None
        if region is None:
            continue
        first, last = finding.frames or (0, count - 1)
        rows = slice(region.y, region.y + region.h)
        columns = slice(region.x, region.x + region.w)
        burned[max(0, first) : last + 1, rows, columns] = fill
    return burned


def burn_and_verify(medium: Medium, plan: RedactionPlan, detectors: Sequence[Detector]) -> Burned:
    """Burn, look again, burn what was missed, and look once more.

    What the second look is sure of is the residual: the item is then for a person, not for a
    third round. What it only suspects, mostly texture that reads as nothing, is painted like any
    other finding; paint that nobody looks at again cannot uncover anything.
    """
    burned = burn(medium.frames, plan, medium.fill)
    missed = verify(medium, burned, plan, detectors)
    if not missed:
        return Burned(frames=burned, plan=plan, residual=())
    plan = plan.with_findings(missed)
    burned = burn(medium.frames, plan, medium.fill)
    still = verify(medium, burned, plan, detectors)
    suspected = tuple(finding for finding in still if finding.tier is Tier.CHECK)
    if suspected:
        plan = plan.with_findings(suspected)
        burned = burn(medium.frames, plan, medium.fill)
    residual = tuple(finding for finding in still if finding.tier is Tier.SURE)
    return Burned(frames=burned, plan=plan, residual=residual)


def verify(
    medium: Medium, burned: Frames, plan: RedactionPlan, detectors: Sequence[Detector]
) -> tuple[Finding, ...]:
    """Return what is found in burned frames, outside what a person lifted or the plan painted."""
    to_burn = plan.to_burn()

    def painted(number: int) -> Mask:
        mask = np.zeros(burned.shape[1:3], dtype=bool)
        mark(mask, (finding for finding in to_burn if finding.holds_for(number)))
        return mask

    def does_not_count(number: int, found: Finding) -> bool:
        region = found.region
        if region is None or plan.is_lifted(found):
            return True
        place = painted(number)[region.y : region.y + region.h, region.x : region.x + region.w]
        return float(place.mean()) >= _PAINTED_SHARE

    return sweep(medium, burned, detectors, hidden=painted, ignore=does_not_count)
