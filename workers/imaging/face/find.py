"""Faces as findings: what the policy found, with the hair and the edge around it."""

import numpy as np

from schemas.findings import Finding, FindingKind
from workers.imaging.arrays import Picture
from workers.imaging.detector import Margin, grown
from workers.imaging.encode import scaled
from workers.imaging.face import center_face, yunet
from workers.imaging.face.dlib_hog import version_of_dlib
from workers.imaging.face.passes import DLIB, VOTE
from workers.imaging.face.policy import Face, faces
from workers.imaging.face.sighting import enlarged

LONGEST = 1280
"""Pixels along the longer side of what is searched."""

_BESIDE, _ABOVE = 0.15, 0.25
"""How far a region reaches beyond the face, as a share of its size: hair identifies as well."""


class FaceDetector:
    """Finds faces in any turn, parts of faces, and faces that are partly covered.

    With ``dlib_vote`` dlib's finder has a vote as well: what it alone sees is to be checked.
    """

    def __init__(self, *, dlib_vote: bool = False) -> None:
        self._votes = VOTE if dlib_vote else ()

    def find(self, picture: Picture) -> tuple[Finding, ...]:
        """Return FACE findings; what only may be a face is of the tier CHECK."""
        work, scale = searched(picture)
        findings = (_finding(picture, face, scale) for face in faces(work, self._votes))
        return tuple(finding for finding in findings if finding is not None)


def searched(picture: Picture) -> tuple[Picture, float]:
    """Return the picture that is searched, and how many times as large the given one is."""
    work = np.ascontiguousarray(scaled(picture, LONGEST))
    return work, max(picture.shape[:2]) / max(work.shape[:2])


def warm_up() -> None:
    """Load the networks, so that the first upload need not wait for them."""
    FaceDetector().find(np.zeros((64, 64, 3), dtype=np.uint8))


def version_of_networks() -> str:
    """Return which makings of the networks' files they are."""
    return f"centerface {center_face.VERSION}, yunet {yunet.VERSION}"


def _finding(picture: Picture, face: Face, scale: float) -> Finding | None:
    left, top, right, bottom = enlarged(face.candidate.hull, scale)
    beside, above = _BESIDE * (right - left), _ABOVE * (bottom - top)
    # Which way is up is not known of a turned face, so it gets as much on every side.
    region = grown((left, top, right, bottom), Margin(beside, above, beside, above), picture)
    if region is None:
        return None
    best = face.told_by
    return Finding(
        kind=FindingKind.FACE,
        detector=best.network,
        version=version_of_dlib() if best.network == DLIB.name else version_of_networks(),
        score=min(1.0, best.score),
        tier=face.tier,
        reason=face.reason,
        region=region,
    )
