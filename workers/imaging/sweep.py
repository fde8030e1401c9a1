"""Detectors over all frames of a medium, without looking twice at what stands still."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from schemas.findings import Finding, Region
from workers.imaging.arrays import Frame, Mask
from workers.imaging.changes import Watch
from workers.imaging.detector import Detector
from workers.imaging.medium import Medium

Hidden = Callable[[int], Mask]
"""Tells which pixels of a frame, H × W, are painted over already."""

Ignore = Callable[[int, Finding], bool]
"""Tells whether what was found in a frame does not count."""

_KNOWN_SHARE = 0.8


def sweep(
    medium: Medium,
    frames: Iterable[Frame],
    detectors: Sequence[Detector],
    *,
    hidden: Hidden | None = None,
    ignore: Ignore | None = None,
) -> tuple[Finding, ...]:
    """Return what the detectors find in any frame, each finding for all frames.

    A frame is skipped when it differs from the one before in nothing, or only inside regions that
    are already found: burned-in text stands still while a picture moves, and what is found in one
    frame is blocked in all. Of the others, each detector sees those that are worth it to it. What
    is known or hidden already is softened away first, so that neither it nor the edges of paint
    are read again.
    """
    found: list[Finding] = []
    known = np.zeros((medium.height, medium.width), dtype=bool)
    watch = Watch(detectors)
    before: Frame | None = None
    for number, frame in enumerate(frames):
        still = before is not None and not _differs(frame, before, known)
        before = frame
        if still:
            continue
        out_of_sight = known | hidden(number) if hidden else known
        for finding in watch.find(medium.show(number, frame), out_of_sight):
            if is_new(finding, found) and not (ignore and ignore(number, finding)):
                found.append(finding)
                mark(known, (finding,))
    return tuple(found)


def mark(mask: Mask, findings: Iterable[Finding]) -> None:
    """Set a mask inside the findings' regions."""
    cover(mask, (finding.region for finding in findings))


def cover(mask: Mask, regions: Iterable[Region | None]) -> None:
    """Set a mask inside regions; ``None`` is nowhere."""
    for region in regions:
        if region is not None:
            mask[region.y : region.y + region.h, region.x : region.x + region.w] = True


def _differs(frame: Frame, before: Frame, known: Mask) -> bool:
    changed = frame != before
    if changed.ndim == 3:
        changed = changed.any(axis=2)
    return bool((changed & ~known).any())


def is_new(finding: Finding, found: list[Finding]) -> bool:
    """Tell whether no finding of the same kind covers this one's place."""
    region = finding.region
    return region is not None and not any(
        other.kind is finding.kind
        and other.region is not None
        and region.overlap(other.region) >= _KNOWN_SHARE
        for other in found
    )
