"""Detectors over a whole medium: frame by frame, or along a video."""

from collections.abc import Iterable, Sequence

from schemas.findings import Finding
from workers.imaging.arrays import Frame
from workers.imaging.detector import Detector
from workers.imaging.medium import Medium
from workers.imaging.sampled_sweep import SEARCH, Rhythm, sampled_sweep
from workers.imaging.sweep import Hidden, Ignore, sweep


def search(  # noqa: PLR0913 - as of :func:`sampled_sweep`
    medium: Medium,
    frames: Iterable[Frame],
    detectors: Sequence[Detector],
    *,
    hidden: Hidden | None = None,
    ignore: Ignore | None = None,
    rhythm: Rhythm = SEARCH,
) -> tuple[Finding, ...]:
    """Return what the detectors find in the frames, which are the medium's own or burned ones.

    ``hidden`` tells what of a frame is painted over already, ``ignore`` what does not count.
    A video is looked at in a ``rhythm``.
    """
    if medium.clip is None:
        return sweep(medium, frames, detectors, hidden=hidden, ignore=ignore)
    return sampled_sweep(medium, frames, detectors, hidden=hidden, ignore=ignore, rhythm=rhythm)
