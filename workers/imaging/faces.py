"""Faces in pictures, by dlib's HOG detector.

It finds upright faces seen from the front, from about 40 pixels up; other detectors can stand
beside it behind the same interface.
"""

import warnings
from functools import cache
from importlib.metadata import version
from typing import Any

import numpy as np

from schemas.findings import Finding, FindingKind
from workers.imaging.arrays import Picture
from workers.imaging.detector import Margin, grown
from workers.imaging.encode import scaled

_WORK_SIDE = 1280
_UPSAMPLE = 1
_GROW = 0.35
_GROW_UPWARDS = 0.6
"""The detector's box ends at the eyebrows; hair identifies as well."""


class FaceDetector:
    """Finds faces and the hair around them."""

    def find(self, picture: Picture) -> tuple[Finding, ...]:
        """Return FACE findings, each region grown by about a third on every side."""
        work = np.ascontiguousarray(scaled(picture, _WORK_SIDE))
        scale = max(picture.shape[:2]) / max(work.shape[:2])
        places = _library().face_locations(work, number_of_times_to_upsample=_UPSAMPLE)
        findings = (_finding(picture, place, scale) for place in places)
        return tuple(finding for finding in findings if finding is not None)


def warm_up() -> None:
    """Load the detector, so that the first upload need not wait for it."""
    FaceDetector().find(np.zeros((64, 64, 3), dtype=np.uint8))


@cache
def _library() -> Any:
    """Import late: it takes a second, and its models package warns about pkg_resources."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import face_recognition

        return face_recognition


@cache
def _version() -> str:
    return version("face-recognition")


def _finding(picture: Picture, place: tuple[int, int, int, int], scale: float) -> Finding | None:
    """Make a finding of a CSS-ordered box (top, right, bottom, left) in working pixels."""
    top, right, bottom, left = (side * scale for side in place)
    width, height = right - left, bottom - top
    side = _GROW * width
    margin = Margin(left=side, top=_GROW_UPWARDS * height, right=side, bottom=_GROW * height)
    region = grown((left, top, right, bottom), margin, picture)
    if region is None:
        return None
    return Finding(
        kind=FindingKind.FACE, detector="face_recognition", version=_version(), region=region
    )
