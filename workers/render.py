"""The one renderer: burns a plan into pixels, and looks again at what it made."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from schemas.findings import Finding, RedactionPlan, Tier
from workers.imaging.arrays import Frames
from workers.imaging.detector import Detector
from workers.imaging.faces import FaceDetector
from workers.imaging.medium import Medium
from workers.imaging.sweep import mark, sweep
from workers.imaging.text import TextDetector

_BURNED_SHARE = 0.7


@dataclass(frozen=True, slots=True)
class Burned:
    """Burned frames, the plan that was burned, and what verification still found after it."""

    frames: Frames
    plan: RedactionPlan
    residual: tuple[Finding, ...]


def detectors_for(medium: Medium) -> tuple[Detector, ...]:
    """Return the detectors that a medium is looked at with: text always, faces where they can be."""
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
    """Return what is found in burned frames, outside what a person lifted or the plan painted.

    The edge of a painted bar can look like a letter; a box that lies on paint for most of its
    area is one of those.
    """

    def does_not_count(number: int, found: Finding) -> bool:
        return plan.is_lifted(found) or _painted_share(plan, number, found, burned) >= _BURNED_SHARE

    return sweep(medium, burned, detectors, does_not_count)


def _painted_share(plan: RedactionPlan, number: int, found: Finding, frames: Frames) -> float:
    """Return which share of a finding's area the plan paints in a frame."""
    region = found.region
    if region is None:
        return 0.0
    painted = np.zeros(frames.shape[1:3], dtype=bool)
    mark(painted, (finding for finding in plan.to_burn() if finding.holds_for(number)))
    place = painted[region.y : region.y + region.h, region.x : region.x + region.w]
    return float(place.mean()) if place.size else 0.0
