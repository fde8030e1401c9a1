"""A small network of our own that tells letters from texture: speckle, gravel, grass, noise.

PP-OCR was taught documents and streets, and takes small words on coarse grains for grains. This
one was taught nothing but texture with and without words (``safelight/training``, ADR 20).
"""

from collections.abc import Iterator
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from workers.imaging.arrays import Mask, Picture
from workers.imaging.inference import answers, carried
from workers.imaging.text_lines import Line
from workers.imaging.text_network import Likelihood

LETTERS, VERSION = "letters", "5"
"""The network's name, and which training it is of."""

_STEP = 16
"""Both sides of what the network sees are multiples of this."""

_AROUND = 16
"""Pixels of mirror image around what is looked at: a network is weak at an edge."""

_THRESHOLD, _LEAST_PEAK = 0.5, 0.9
"""From how likely on a block is part of a line, and how likely a tenth of a line's blocks is."""

_CERTAIN = 0.9
"""How likely a line's blocks are on average; grains that look like letters are less so."""

_MOST_OF_IT = 0.6
_LEAST_AREA = 8
_HIGHEST = 48
"""Pixels that it sees, above which a line is several dense ones: PP-OCR tells them apart."""

_GROWN = 2.5
"""Pixels by which a line is drawn out on all sides: an answer stands for a block of 2 × 2."""


def lines_on_texture(picture: Picture, scale: float) -> tuple[list[Line], Likelihood]:
    """Return lines of text in H × W × 3 RGB, and how likely each pixel lies on one, H × W.

    It is looked at enlarged by about ``scale``. Lines that the network is not certain of are
    doubtful ones.
    """
    height, width = picture.shape[:2]
    large = _enlarged(picture, scale)
    seen = _look(large)
    size = np.array([width / large.shape[1], height / large.shape[0]], dtype=np.float32)
    lines = [replace(line, corners=line.corners * size) for line in _lines(seen)]
    return lines, np.asarray(cv2.resize(seen, (width, height), interpolation=cv2.INTER_LINEAR))


def are_letters(picture: Picture, line: Line) -> bool:
    """Tell whether the network sees a line of letters in most of a line's place, H × W × 3 RGB."""
    left, top, right, bottom = (max(0, round(side)) for side in line.bounds)
    x, y = max(0, left - _AROUND), max(0, top - _AROUND)
    part = picture[y : bottom + _AROUND, x : right + _AROUND]
    if not part.size:
        return False
    seen, _ = lines_on_texture(np.ascontiguousarray(part), 1.0)
    return any(
        one.moved(x, y).share_inside(line) > _MOST_OF_IT
        and max(one.sides) > _MOST_OF_IT * max(line.sides)
        for one in seen
    )


def is_uncertain(line: Line) -> bool:
    """Tell whether the network saw a line, but is not certain of it all along."""
    return line.network == LETTERS and line.score < _CERTAIN


def _enlarged(picture: Picture, scale: float) -> Picture:
    if scale == 1.0:
        return picture
    height, width = (round(side * scale) for side in picture.shape[:2])
    large = cv2.resize(picture, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.asarray(large, dtype=np.uint8)


def _look(picture: Picture) -> Likelihood:
    """Return likelihoods of lines for blocks of 2 × 2 pixels."""
    height, width = picture.shape[:2]
    below, beside = (_AROUND + -side % _STEP for side in (height, width))
    wide = cv2.copyMakeBorder(picture, _AROUND, below, _AROUND, beside, cv2.BORDER_REFLECT_101)
    given = np.ascontiguousarray(wide.transpose(2, 0, 1)[np.newaxis].astype(np.float32))
    answer, *_ = answers(carried("letters.onnx"), given)
    rim = _AROUND // 2
    return answer[0, 0, rim : rim - -height // 2, rim : rim - -width // 2]


def _lines(seen: Likelihood) -> Iterator[Line]:
    """Yield what hangs together, as the smallest box in any turn around it."""
    likely = (seen > _THRESHOLD).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(likely)
    for number, (x, y, w, h, area) in enumerate(stats[1:].tolist(), start=1):
        inside = labels[y : y + h, x : x + w] == number
        values = seen[y : y + h, x : x + w][inside]
        if area < _LEAST_AREA or np.percentile(values, 90) < _LEAST_PEAK:
            continue
        score = float(values.mean())
        line = Line(_around(inside, x, y), score, doubtful=score < _CERTAIN, network=LETTERS)
        if line.height <= _HIGHEST:
            yield line


def _around(inside: Mask, x: int, y: int) -> NDArray[np.float32]:
    rows, columns = np.nonzero(inside)
    points = np.stack([columns + x, rows + y], axis=1).astype(np.float32)
    (across, down), (width, height), angle = cv2.minAreaRect(points)
    # A point is the upper left corner of a block, which reaches one farther.
    centre = 2 * across + 1, 2 * down + 1
    sides = 2 * width + 2 + 2 * _GROWN, 2 * height + 2 + 2 * _GROWN
    return np.asarray(cv2.boxPoints((centre, sides, angle)), dtype=np.float32)
