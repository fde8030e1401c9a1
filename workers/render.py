"""The one renderer: burns a plan into pixels, and looks again at what it made."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from schemas.findings import Finding, FindingKind, RedactionPlan, Region, Tier
from workers.imaging.arrays import Frame, Mask
from workers.imaging.detector import Detector
from workers.imaging.face.find import FaceDetector
from workers.imaging.medium import Medium
from workers.imaging.sampled_sweep import VERIFY, Rhythm
from workers.imaging.search import search
from workers.imaging.sweep import cover
from workers.imaging.text import TextDetector

_GHOST_SHARE = 0.6
"""A doubtful face that holds this much of a face which is painted over already is its ghost."""

_PAINTED_SHARE = 0.7
"""A finding that lies on paint for this share of its area is one of the paint's edge."""


@dataclass(frozen=True, slots=True)
class Burned:
    """The plan to be burned into a medium, and what verification still found after it.

    It holds no pixels: a video's burned frames are made one by one, as often as they are needed.
    """

    medium: Medium
    plan: RedactionPlan
    residual: tuple[Finding, ...]

    def frames(self) -> Iterator[Frame]:
        """Yield the burned frames."""
        return burn(self.medium.read(), self.plan, self.medium.fill)


def detectors_for(medium: Medium) -> tuple[Detector, ...]:
    """Return the detectors for a medium: text always, faces where faces can be."""
    return (TextDetector(), FaceDetector()) if medium.shows_people else (TextDetector(),)


def burn(frames: Iterable[Frame], plan: RedactionPlan, fill: int) -> Iterator[Frame]:
    """Yield a copy of each frame (H × W, with or without × 3) with the plan painted solid.

    Regions are cut to the picture and frame ranges to the frames; what moves is painted where it is
    in each frame; lifted findings are left out.
    A solid fill is the only one that cannot be computed back, which a blur can.
    """
    to_burn = plan.to_burn()
    for number, frame in enumerate(frames):
        burned = frame.copy()
        for finding in to_burn:
            region = finding.region_at(number)
            if region is not None:
                # A region beyond the picture is an empty slice.
                burned[region.y : region.y + region.h, region.x : region.x + region.w] = fill
        yield burned


def burn_and_verify(medium: Medium, plan: RedactionPlan, detectors: Sequence[Detector]) -> Burned:
    """Burn, look again, burn what was missed, and look once more.

    What the second look is sure of is the residual: the item is then for a person, not for a
    third round. What it only suspects, mostly texture that reads as nothing, is painted like any
    other finding; paint that nobody looks at again cannot uncover anything.

    Only detectors of the kinds that were missed look again, and in a video only at the moments
    at which something was missed: nothing has come to light at the others.
    """
    missed = verify(medium, plan, detectors)
    if not missed:
        return Burned(medium, plan, residual=())
    plan = plan.with_findings(missed)
    again = replace(VERIFY, wanted=partial(_any_holds, missed))
    still = verify(medium, plan, _for_kinds({one.kind for one in missed}, detectors), again)
    plan = plan.with_findings(finding for finding in still if finding.tier is Tier.CHECK)
    residual = tuple(finding for finding in still if finding.tier is Tier.SURE)
    return Burned(medium, plan, residual)


def _for_kinds(kinds: set[FindingKind], detectors: Sequence[Detector]) -> tuple[Detector, ...]:
    """Return the detectors that find such kinds: text, faces, or what is not known of one."""
    others = {TextDetector: FindingKind.TEXT, FaceDetector: FindingKind.FACE}
    return tuple(one for one in detectors if others.get(type(one)) in {*kinds, None})


def _any_holds(findings: Sequence[Finding], number: int) -> bool:
    return any(finding.holds_for(number) for finding in findings)


def _is_ghost(found: Finding, place: Region, known_faces: Iterable[Region]) -> bool:
    """Tell whether what may be a face is the soft patch in which a known one was hidden.

    It was no face while the known one was to be seen in it.
    """
    if found.kind is not FindingKind.FACE or found.tier is Tier.SURE:
        return False
    return any(known.overlap(place) >= _GHOST_SHARE for known in known_faces)


def verify(
    medium: Medium,
    plan: RedactionPlan,
    detectors: Sequence[Detector],
    rhythm: Rhythm = VERIFY,
) -> tuple[Finding, ...]:
    """Return what is found once a plan is burned, outside what a person lifted or it painted."""
    to_burn = plan.to_burn()

    def painted(number: int) -> Mask:
        mask = np.zeros((medium.height, medium.width), dtype=bool)
        cover(mask, (finding.region_at(number) for finding in to_burn))
        return mask

    def known_faces(number: int) -> Iterator[Region]:
        faces = (one.region_at(number) for one in to_burn if one.kind is FindingKind.FACE)
        return (region for region in faces if region)

    def does_not_count(number: int, found: Finding) -> bool:
        region = found.region_at(number)
        if region is None or plan.is_lifted(found, number):
            return True
        if _is_ghost(found, region, known_faces(number)):
            return True
        place = painted(number)[region.y : region.y + region.h, region.x : region.x + region.w]
        return float(place.mean()) >= _PAINTED_SHARE

    burned = burn(medium.read(), plan, medium.fill)
    return search(medium, burned, detectors, hidden=painted, ignore=does_not_count, rhythm=rhythm)
