"""Whether faces are told again by dlib once they are covered: painted solid, and pixelated."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from safelight.bench.faces.labelled import Box, Labelled, Picture
from safelight.bench.throughput import Tell

_LARGE_ENOUGH = 80
"""Faces below this height in pixels are told badly even when they are bare."""

_CELL = 20
"""The side of the cells that pixelation usually has, in pixels."""


def measure(tell: Tell, sources: Iterable[Labelled], *, most: int = 60) -> dict[str, Any]:
    """Return how many faces are nearest to themselves among all, bare and covered.

    Chance is one.
    """
    from workers.imaging.face.find import FaceDetector
    from workers.imaging.face.identity import grown_until_gone

    bare: list[NDArray[np.float64]] = []
    covered: dict[str, list[NDArray[np.float64]]] = {"solid": [], "pixelated": []}
    detector = FaceDetector()
    for source in sources:
        large = [box for box in source.faces if box[3] - box[1] >= _LARGE_ENOUGH]
        if not large or len(bare) >= most:
            continue
        findings = grown_until_gone(source.pixels, detector.find(source.pixels))
        solid, cells = source.pixels.copy(), source.pixels.copy()
        for region in (one.region for one in findings if one.region):
            solid[region.y : region.y + region.h, region.x : region.x + region.w] = 0
            _pixelate(cells[region.y : region.y + region.h, region.x : region.x + region.w])
        for box in large[: most - len(bare)]:
            numbers = _numbers_of(source.pixels, box)
            bare.append(numbers(source.pixels))
            covered["solid"].append(numbers(solid))
            covered["pixelated"].append(numbers(cells))
        tell(f"{len(bare)} faces told again")
    told = {name: _told_again(bare, those) for name, those in covered.items()}
    return {"faces": len(bare), "chance": 1, **told}


def _told_again(bare: list[NDArray[np.float64]], covered: list[NDArray[np.float64]]) -> int:
    if not bare:
        return 0
    apart = np.linalg.norm(np.array(covered)[:, np.newaxis] - np.array(bare), axis=2)
    return int((apart.argmin(axis=1) == np.arange(len(bare))).sum())


def _numbers_of(original: Picture, box: Box) -> Callable[[Picture], NDArray[np.float64]]:
    """Return what gives dlib's numbers of a face, turned upright as it is in the original."""
    from workers.imaging.face.identity import landmarks_of, numbers

    left, top, right, bottom = (round(side) for side in box)
    landmarks = landmarks_of(original, (left, top, right, bottom))
    return lambda picture: numbers(picture, landmarks)


def _pixelate(part: Picture) -> None:
    for top in range(0, part.shape[0], _CELL):
        for left in range(0, part.shape[1], _CELL):
            cell = part[top : top + _CELL, left : left + _CELL]
            cell[:] = cell.mean(axis=(0, 1))
