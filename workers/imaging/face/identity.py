"""Whether a face that was painted over could still be told from others, as a face recogniser sees.

dlib's network, of which the package ``face_recognition`` brings the weights, gives every face 128
numbers; two pictures whose numbers are less than 0.6 apart are taken for one person's (King, "High
Quality Face Recognition with Deep Metric Learning", 2017, http://blog.dlib.net/2017/02/). The
five landmarks that turn a face upright are read off the original: whoever attacks might know them.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

import dlib
import numpy as np
from numpy.typing import NDArray

from schemas.findings import Finding, FindingKind, Region, Tier
from workers.imaging.arrays import Picture
from workers.imaging.detector import Margin, grown
from workers.imaging.face.packaged import packaged
from workers.imaging.sweep import mark

SAME_PERSON = 0.6
"""The distance below which dlib takes two faces for one person's."""

_SMALLEST = 32
"""Pixels along a region's shorter side below which there is no face to tell from another."""

_MOST_FACES = 16
"""So many faces of a picture are tested, the largest first: each costs a tenth of a second."""

_NEXT_TO_NOTHING = 0.05
"""The share of what the network sees of a face below which nothing is left of it."""

_MOST_ROUNDS, _GROW = 4, 0.2
"""A region that gives somebody away is grown so many times, by this share of its sides."""


def grown_until_gone(picture: Picture, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the findings of a picture, H × W × 3 RGB, each as large as its face needs.

    A sure face whose painted picture is still near the original's is covered farther out.
    """
    result = list(findings)
    sizes = {number: _size(one) for number, one in enumerate(findings) if one.tier is Tier.SURE}
    largest = sorted(sizes, key=sizes.__getitem__, reverse=True)[:_MOST_FACES]
    for number in largest:
        if sizes[number] < _SMALLEST:
            break
        face = findings[number].region
        if face is None:
            continue
        landmarks = landmarks_of(picture, _inner(face))
        for _ in range(_MOST_ROUNDS):
            if not _gives_away(picture, result, landmarks):
                break
            result[number] = _larger(result[number], picture)
    return tuple(result)


def growth_needed(picture: Picture, region: Region) -> float:
    """Return how much farther a region must reach on every side, as a share of its size.

    It is 0, as a rule: what is left of the face in a picture, H × W × 3 RGB, is nobody's.
    """
    before = Finding(kind=FindingKind.FACE, detector="dlib", version="", region=region)
    (after,) = grown_until_gone(picture, (before,))
    if after.region is None:
        return 0.0
    return (max(after.region.w / region.w, after.region.h / region.h) - 1) / 2


def distance(one: Picture, other: Picture, landmarks: Any) -> float:
    """Return how far a face in two pictures is apart, in dlib's numbers."""
    return float(np.linalg.norm(numbers(one, landmarks) - numbers(other, landmarks)))


def numbers(picture: Picture, landmarks: Any) -> NDArray[np.float64]:
    """Return dlib's 128 numbers of a face."""
    told = _network().compute_face_descriptor(_chip(picture, landmarks))
    return np.asarray(told, dtype=np.float64)


def landmarks_of(picture: Picture, face: tuple[int, int, int, int]) -> Any:
    """Return the corners of the eyes and the base of the nose, by left, top, right and bottom."""
    return _predictor()(np.ascontiguousarray(picture), dlib.rectangle(*face))


def _size(finding: Finding) -> int:
    return min(finding.region.w, finding.region.h) if finding.region else 0


def _gives_away(picture: Picture, findings: Sequence[Finding], landmarks: Any) -> bool:
    """Tell whether what is left of a face is near the original.

    Where next to nothing is left, the network's answer is about black, and says nothing.
    """
    painted = np.zeros(picture.shape[:2], dtype=bool)
    mark(painted, findings)
    bare = np.where(painted[:, :, np.newaxis], np.uint8(0), np.uint8(255)).repeat(3, axis=2)
    if float(_chip(bare, landmarks).mean()) / 255 < _NEXT_TO_NOTHING:
        return False
    burned = picture.copy()
    burned[painted] = 0
    return distance(picture, burned, landmarks) < SAME_PERSON


def _larger(finding: Finding, picture: Picture) -> Finding:
    region = finding.region
    if region is None:
        return finding
    box = (region.x, region.y, region.x + region.w - 1, region.y + region.h - 1)
    across, down = _GROW * region.w, _GROW * region.h
    larger = grown(box, Margin(across, down, across, down), picture)
    return finding.model_copy(update={"region": larger})


def _inner(face: Region) -> tuple[int, int, int, int]:
    """Return a region without what it was grown by: left, top, right and bottom."""
    across, down = face.w // 7, face.h // 7
    return face.x + across, face.y + down, face.x + face.w - across, face.y + face.h - down


def _chip(picture: Picture, landmarks: Any) -> Picture:
    """Return the upright square of 150 pixels that the network sees."""
    chip = dlib.get_face_chip(np.ascontiguousarray(picture), landmarks, 150, 0.25)
    return np.asarray(chip, dtype=np.uint8)


@cache
def _predictor() -> Any:
    return dlib.shape_predictor(_weights("shape_predictor_5_face_landmarks.dat"))


@cache
def _network() -> Any:
    return dlib.face_recognition_model_v1(_weights("dlib_face_recognition_resnet_model_v1.dat"))


def _weights(file: str) -> str:
    return packaged("face_recognition_models", f"models/{file}")
