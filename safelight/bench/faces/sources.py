"""Where labelled pictures come from: a folder, or what packages ship.

Nobody's picture is carried by the project itself: what packages ship is used where it lies.
"""

import json
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import cv2
import numpy as np

from safelight.bench.faces.labelled import Box, Labelled, Picture

INSIGHTFACE = "insightface==2.1"
"""A package whose wheel carries a group and a portrait; it is installed for the benchmark alone."""

_OF_SCIKIT_IMAGE: dict[str, tuple[Box, ...]] = {
    "astronaut.png": ((182, 58, 270, 178),),
    "camera.png": ((202, 119, 258, 197),),
    "chelsea.png": (), "coffee.png": (), "rocket.jpg": (), "ihc.png": (), "retina.jpg": (),
    "motorcycle_left.png": (), "hubble_deep_field.jpg": (), "coins.png": (), "grass.png": (),
}  # fmt: skip
_OF_INSIGHTFACE: dict[str, tuple[Box, ...]] = {
    "t1.jpg": (
        (61, 267, 168, 390), (746, 349, 847, 481), (1135, 273, 1225, 399),
        (273, 153, 372, 268), (463, 271, 571, 415), (902, 61, 1010, 202),
    ),
    "Tom_Hanks_54745.png": ((7, 5, 88, 111),),
}  # fmt: skip

_TILE, _ACROSS, _DOWN = 36, 5, 4
"""Small faces of Labeled Faces in the Wild, 25 pixels a side, are shown at this size."""


def from_folder(folder: Path) -> Iterator[Labelled]:
    """Yield the pictures that a folder's ``labels.json`` names: ``file``, ``faces``, ``ignore``."""
    for entry in json.loads((folder / "labels.json").read_text(encoding="utf-8")):
        faces, ignored = _boxes(entry["faces"]), _boxes(entry.get("ignore", []))
        yield Labelled(entry["file"], "upright", _read(folder / entry["file"]), faces, ignored)


def from_scikit_image() -> Iterator[Labelled]:
    """Yield what scikit-image ships: two people, small faces of a hundred, and pictures of none."""
    spec = find_spec("skimage")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("skimage")
    folder = Path(spec.origin).parent / "data"
    for file, faces in _OF_SCIKIT_IMAGE.items():
        yield Labelled(file, "upright", _read(folder / file), faces)
    yield from _small_faces(np.load(folder / "lfw_subset.npy"))


def from_insightface(python: Path) -> Iterator[Labelled]:
    """Yield what the wheel of insightface ships, from the environment of an interpreter."""
    folder = next(python.parent.parent.glob("lib/python*/site-packages/insightface/data/images"))
    for file, faces in _OF_INSIGHTFACE.items():
        yield Labelled(file, "upright", _read(folder / file), faces)


def _small_faces(patches: Picture) -> Iterator[Labelled]:
    """Lay out faces on grey, twenty to a picture; the other half of the patches shows none."""
    each = _ACROSS * _DOWN
    for first in range(0, len(patches), each):
        ground = np.full((_DOWN * 2 * _TILE, _ACROSS * 2 * _TILE), 120, dtype=np.uint8)
        boxes: list[Box] = []
        for number, patch in enumerate(patches[first : first + each]):
            top, left = (2 * at * _TILE + _TILE // 2 for at in divmod(number, _ACROSS))
            tile = cv2.resize(np.asarray(patch * 255, dtype=np.uint8), (_TILE, _TILE))
            ground[top : top + _TILE, left : left + _TILE] = tile
            if first + number < len(patches) // 2:
                boxes.append((left, top, left + _TILE, top + _TILE))
        pixels = np.asarray(cv2.cvtColor(ground, cv2.COLOR_GRAY2RGB), dtype=np.uint8)
        yield Labelled(f"lfw_subset {first}", "upright", pixels, tuple(boxes))


def _read(path: Path) -> Picture:
    pixels = cv2.imread(str(path), cv2.IMREAD_COLOR_RGB)
    if pixels is None:
        raise FileNotFoundError(path)
    return np.asarray(pixels, dtype=np.uint8)


def _boxes(given: list[list[float]]) -> tuple[Box, ...]:
    return tuple((left, top, right, bottom) for left, top, right, bottom in given)
