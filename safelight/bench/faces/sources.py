"""Where labelled pictures come from: a folder, or what packages ship."""

import json
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from safelight.bench.faces.labelled import Box, Labelled


def from_folder(folder: Path) -> Iterator[Labelled]:
    """Yield the pictures that a folder's ``labels.json`` names: ``file``, ``faces``, ``ignore``."""
    for entry in json.loads((folder / "labels.json").read_text(encoding="utf-8")):
        pixels = cv2.imread(str(folder / entry["file"]), cv2.IMREAD_COLOR_RGB)
        yield Labelled(
            entry["file"], "upright", np.asarray(pixels),
            _boxes(entry["faces"]), _boxes(entry.get("ignore", [])),
        )  # fmt: skip


def _boxes(given: list[list[float]]) -> tuple[Box, ...]:
    return tuple((left, top, right, bottom) for left, top, right, bottom in given)
