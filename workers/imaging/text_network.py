"""The two PP-OCR networks that the rapidocr wheel carries, run without rapidocr around them.

One tells for every pixel how likely it lies on a line of text (DBNet: Liao et al., AAAI 2020), the
other reads a line that was cut out (CTC: Graves et al., ICML 2006).
"""

from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from workers.imaging.arrays import Picture
from workers.imaging.inference import answers, loaded

_DETECTION, _RECOGNITION = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"
_STEP = 32
"""Both sides of what the detection network sees are multiples of this."""

_LINE_HEIGHT = 48
_MAX_LINE_RATIO = 25
"""A line is read up to this many times its height: some forty letters tell what it is."""

_BEHIND, _SHORTEST = 16, 96
_NARROWED = 0.8

Likelihood: TypeAlias = NDArray[np.float32]
"""How likely each pixel lies on text, H × W, 0 to 1."""


def likelihood(picture: Picture, scale: float) -> Likelihood:
    """Return how likely each pixel of a picture, enlarged by about ``scale``, lies on text.

    The result has the enlarged picture's size, rounded to what the network takes.
    """
    height, width = (max(_STEP, round(side * scale / _STEP) * _STEP) for side in picture.shape[:2])
    (answer,) = answers(_detection(), _as_input(_resized(picture, width, height)))
    return np.asarray(answer[0, 0], dtype=np.float32)


def read_line(line: Picture) -> tuple[str, float]:
    """Read an upright line of text; returns the text, and how sure each letter is on average.

    What goes on unread ends in an ellipsis, so that nobody takes the start for all of it.
    """
    height, width = line.shape[:2]
    if min(height, width) < 2:
        return "", 0.0
    start = line[:, : _MAX_LINE_RATIO * height]
    columns = max(_STEP, round(_LINE_HEIGHT * start.shape[1] / height))
    # Long lines are read as well a little narrower, and sooner.
    columns = max(min(columns, _SHORTEST), round(_NARROWED * columns))
    given = _as_input(_resized(np.ascontiguousarray(start), columns, _LINE_HEIGHT))
    # Short words are read badly where nothing follows them; 0 is the middle grey.
    behind = max(_BEHIND, _SHORTEST - columns)
    given = np.pad(given, ((0, 0), (0, 0), (0, 0), (0, behind)))
    (steps,) = answers(_recognition(), given)
    text, score = _decoded(steps[0])
    unread = "…" if text and start.shape[1] < width else ""
    return text + unread, score


@cache
def networks_version() -> str:
    """Return the version of the wheel that the networks come in."""
    return version("rapidocr")


def _decoded(steps: NDArray[np.float32]) -> tuple[str, float]:
    """Take the likeliest letter of each step, T × letters; class 0 is "no letter here"."""
    best = steps.argmax(axis=1)
    kept = (best != 0) & (best != np.concatenate(([0], best[:-1])))
    if not kept.any():
        return "", 0.0
    sure = float(steps[np.flatnonzero(kept), best[kept]].mean())
    return "".join(_letters()[number] for number in best[kept]), min(1.0, max(0.0, sure))


def _resized(picture: Picture, width: int, height: int) -> Picture:
    if (height, width) == picture.shape[:2]:
        return picture
    method = cv2.INTER_AREA if height < picture.shape[0] else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(picture, (width, height), interpolation=method), dtype=np.uint8)


def _as_input(picture: Picture) -> NDArray[np.float32]:
    """Return 1 × 3 × H × W, -1 to 1."""
    values = picture.transpose(2, 0, 1)[np.newaxis].astype(np.float32)
    values /= 127.5
    values -= 1
    return np.ascontiguousarray(values)


@cache
def _detection() -> Any:
    return loaded(_folder() / _DETECTION)


@cache
def _recognition() -> Any:
    return loaded(_folder() / _RECOGNITION)


@cache
def _letters() -> tuple[str, ...]:
    """Return the letter of each class: the model carries its list, without "none" and blank."""
    listed = _recognition().get_modelmeta().custom_metadata_map["character"]
    return ("", *listed.splitlines(), " ")


def _folder() -> Path:
    """Find the models without importing rapidocr, which takes a second."""
    spec = find_spec("rapidocr")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(name="rapidocr")
    return Path(spec.origin).parent / "models"
