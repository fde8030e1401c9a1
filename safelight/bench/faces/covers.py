"""What lies over faces in clinical pictures: a mask, a black bar, a drape."""

from dataclasses import replace

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from safelight.bench.faces.labelled import Box, Labelled, Picture

_CLOTHS = ((92, 138, 128), (60, 110, 160), (225, 230, 235), (40, 90, 80), (120, 160, 190))
"""Colours of theatre cloths, RGB."""


_HIDDEN = 0.6
"""A face of which cloth hides more than this share, its neighbours' as well, is not looked for."""


def masked(given: Labelled, chance: Generator) -> Labelled:
    """Return a picture with a face mask over each nose and mouth."""
    pixels, cloth = _bare(given)
    for left, top, right, bottom in given.faces:
        wide, high = right - left, bottom - top
        line = top + chance.uniform(0.46, 0.56) * high
        outline = np.array(
            [
                (left + 0.04 * wide, line + 0.08 * high), (left + 0.5 * wide, line),
                (right - 0.04 * wide, line + 0.08 * high),
                (right - 0.1 * wide, bottom - 0.1 * high),
                (left + 0.5 * wide, bottom + 0.04 * high), (left + 0.1 * wide, bottom - 0.1 * high),
            ]
        )  # fmt: skip
        _lay(pixels, cloth, outline, chance)
    return _without_hidden(replace(given, pixels=pixels), cloth)


def barred(given: Labelled, chance: Generator) -> Labelled:
    """Return a picture with a black bar over each pair of eyes."""
    pixels = given.pixels.copy()
    for left, top, right, bottom in given.faces:
        wide, high = right - left, bottom - top
        upper, lower = (
            top + chance.uniform(0.2, 0.28) * high,
            top + chance.uniform(0.46, 0.54) * high,
        )
        over = chance.uniform(0, 0.1) * wide
        corners = (round(left - over), round(upper)), (round(right + over), round(lower))
        cv2.rectangle(pixels, *corners, (0, 0, 0), -1)
    return replace(given, pixels=pixels)


def draped(given: Labelled, chance: Generator) -> Labelled:
    """Return a picture with cloth over a part of each face, from one side."""
    pixels, cloth = _bare(given)
    for box in given.faces:
        _lay(pixels, cloth, _side_of(box, chance), chance)
    return _without_hidden(replace(given, pixels=pixels), cloth)


def _bare(given: Labelled) -> tuple[Picture, Picture]:
    """Return pixels to lay cloth on, and an empty picture of where it lies."""
    return given.pixels.copy(), np.zeros(given.pixels.shape[:2], dtype=np.uint8)


def _without_hidden(given: Labelled, cloth: Picture) -> Labelled:
    faces: list[Box] = []
    ignored = list(given.ignored)
    for box in given.faces:
        left, top, right, bottom = (max(0, round(side)) for side in box)
        hidden = float((cloth[top:bottom, left:right] > 0).mean())
        (ignored if hidden > _HIDDEN else faces).append(box)
    return replace(given, faces=tuple(faces), ignored=tuple(ignored))


def _side_of(box: Box, chance: Generator) -> NDArray[np.float64]:
    """Return the corners of cloth that covers 30 to 45 % of a face's height or width."""
    left, top, right, bottom = box
    middle = np.array([(left + right) / 2, (top + bottom) / 2])
    half = np.array([(right - left) / 2, (bottom - top) / 2])
    angle = chance.uniform(0, 2 * np.pi)
    outwards = np.array([np.cos(angle), np.sin(angle)])
    along = np.array([-outwards[1], outwards[0]])
    reach = float(np.sqrt(((half * outwards) ** 2).sum()))
    edge = middle + outwards * reach * (1 - 2 * chance.uniform(0.3, 0.45))
    wide = 1.3 * float(half.max())
    return np.array(
        [edge - along * wide, edge + along * wide,
         edge + along * wide + outwards * 2 * reach, edge - along * wide + outwards * 2 * reach]
    )  # fmt: skip


def _lay(pixels: Picture, laid: Picture, outline: NDArray[np.float64], chance: Generator) -> None:
    """Lay cloth with folds over a part of a picture, and note in ``laid`` where."""
    height, width = pixels.shape[:2]
    mask = np.zeros((height, width), dtype=np.uint8)
    cv2.fillPoly(mask, [np.rint(outline).astype(np.int32)], 255)
    if not mask.any():
        return
    colour = np.array(_CLOTHS[int(chance.integers(len(_CLOTHS)))], dtype=np.float64)
    folds = chance.normal(0, 1, (max(2, height // 12), max(2, width // 40)))
    shade = np.asarray(cv2.resize(folds, (width, height), interpolation=cv2.INTER_CUBIC)) * 12
    cloth = np.clip(colour + shade[:, :, np.newaxis], 0, 255).astype(np.uint8)
    pixels[mask > 0] = cloth[mask > 0]
    laid[mask > 0] = 1
