"""Detectors over a whole medium: frame by frame, or along a video."""

from collections.abc import Iterable, Sequence

from schemas.findings import Finding
from workers.imaging.arrays import Frame
from workers.imaging.detector import Detector
from workers.imaging.medium import Medium
from workers.imaging.sampled_sweep import sampled_sweep
from workers.imaging.sweep import Hidden, Ignore, sweep


def search(
    medium: Medium,
    frames: Iterable[Frame],
    detectors: Sequence[Detector],
    *,
    hidden: Hidden | None = None,
    ignore: Ignore | None = None,
) -> tuple[Finding, ...]:
    """Return what the detectors find in the frames, which are the medium's own or burned ones.

    ``hidden`` tells what of a frame is painted over already, ``ignore`` what does not count.
    """
    look = sweep if medium.clip is None else sampled_sweep
    return look(medium, frames, detectors, hidden=hidden, ignore=ignore)
