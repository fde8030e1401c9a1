"""The one renderer: burns a plan into pixels, and looks again at what it made."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from schemas.findings import Finding, FindingKind, RedactionPlan, Region, Tier
from workers.imaging.arrays import Frame, Mask
from workers.imaging.detector import Detector
from workers.imaging.face.find import FaceDetector
from workers.imaging.medium import Film, Medium
from workers.imaging.sampled_sweep import VERIFY, Rhythm, Watcher, due
from workers.imaging.search import search
from workers.imaging.stretches import Look, over_time
from workers.imaging.sweep import Hidden, Ignore, cover
from workers.imaging.text import TextDetector

_GHOST_SHARE, _GHOST_PAINT = 0.6, 0.1
"""A doubtful face that holds this much of a face which is painted over already is its ghost, if so
much of itself is painted."""

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


def burn(
    frames: Iterable[Frame], plan: RedactionPlan, fill: int, first: int = 0
) -> Iterator[Frame]:
    """Yield a copy of each frame (H × W, with or without × 3) with the plan painted solid.

    The first frame's number is ``first``.

    Regions are cut to the picture and frame ranges to the frames; what moves is painted where it is
    in each frame; lifted findings are left out.
    A solid fill is the only one that cannot be computed back, which a blur can.
    """
    to_burn = plan.to_burn()
    for number, frame in enumerate(frames, first):
        yield _burned(number, frame, to_burn, fill)


def _burned(number: int, frame: Frame, to_burn: Iterable[Finding], fill: int) -> Frame:
    burned = frame.copy()
    for finding in to_burn:
        region = finding.region_at(number)
        if region is not None:
            # A region beyond the picture is an empty slice.
            burned[region.y : region.y + region.h, region.x : region.x + region.w] = fill
    return burned


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
    still = verify(medium, plan, for_kinds_of(missed, detectors), where(missed))
    return Burned(medium, *judged(plan, still))


def for_kinds_of(missed: Iterable[Finding], detectors: Sequence[Detector]) -> tuple[Detector, ...]:
    """Return the detectors that find such as was missed, and those that may find anything."""
    kinds = {one.kind for one in missed}
    others = {TextDetector: FindingKind.TEXT, FaceDetector: FindingKind.FACE}
    return tuple(one for one in detectors if others.get(type(one)) in {*kinds, None})


def where(missed: Sequence[Finding]) -> Rhythm:
    """Return the rhythm of verification, at those moments only at which something was missed."""
    return replace(VERIFY, wanted=partial(_any_holds, missed))


def _any_holds(findings: Sequence[Finding], number: int) -> bool:
    return any(finding.holds_for(number) for finding in findings)


def judged(
    plan: RedactionPlan, still: Sequence[Finding]
) -> tuple[RedactionPlan, tuple[Finding, ...]]:
    """Return the plan with what the second look only suspects, and the residual: the rest."""
    plan = plan.with_findings(finding for finding in still if finding.tier is Tier.CHECK)
    return plan, tuple(finding for finding in still if finding.tier is Tier.SURE)


def _is_ghost(found: Finding, place: Region, known_faces: Iterable[Region]) -> bool:
    """Tell whether what may be a face is the soft patch in which a known one was hidden.

    It was no face while the known one was to be seen in it.
    """
    if found.kind is not FindingKind.FACE or found.tier is Tier.SURE:
        return False
    return any(
        known.overlap(place) >= _GHOST_SHARE and place.overlap(known) >= _GHOST_PAINT
        for known in known_faces
    )


def verify(
    medium: Medium,
    plan: RedactionPlan,
    detectors: Sequence[Detector],
    rhythm: Rhythm = VERIFY,
) -> tuple[Finding, ...]:
    """Return what is found once a plan is burned, outside what a person lifted or it painted."""
    if isinstance(medium, Film):
        return tuple(over_time(looks_again(medium, plan, detectors, rhythm), medium.clip))
    hidden, ignore = _known(medium, plan)
    burned = burn(medium.read(), plan, medium.fill)
    return search(medium, burned, detectors, hidden=hidden, ignore=ignore)


def looks_again(
    film: Film, plan: RedactionPlan, detectors: Sequence[Detector], rhythm: Rhythm
) -> list[Look]:
    """Return what is seen in a film's frames once a plan is burned, at the moments of a rhythm.

    Nothing sudden quickens it, so that only the frames that are looked at need be made.
    """
    to_burn = plan.to_burn()
    watcher = Watcher(film, detectors, *_known(film, plan))
    moments = [number for number in due(film.clip, rhythm) if number in film.span]
    wanted = frozenset(number for number in moments if rhythm.wants(number))
    seen = {
        number: watcher.look(number, _burned(number, frame, to_burn, film.fill))
        for number, frame in (film.pick(wanted) if wanted else ())
    }
    return [seen.get(number, Look(number, ())) for number in moments]


def _known(medium: Medium, plan: RedactionPlan) -> tuple[Hidden, Ignore]:
    """Return what of a frame a plan has painted over, and what does not count when it is found."""
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

    return painted, does_not_count
