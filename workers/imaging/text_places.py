"""Which parts of a picture are worth a look, and which worth a closer one."""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from workers.imaging.arrays import Mask
from workers.imaging.text_contrast import Grey
from workers.imaging.text_lines import Line

Box = tuple[int, int, int, int]
"""Left, top, right, bottom; right and bottom not included."""

RIM = 16
"""Pixels around what is looked at that are looked at as well: a network is weak at an edge."""

_BLOCK = 32
_WORTH_CUTTING = 0.85
_TILE, _OVERLAP = 1280, 160
_LEAST_SIDE, _MOST_SIDE, _LEAST_LENGTH = 4, 40, 7
_LEAST_AREA, _LEAST_FILLED = 24, 0.25
_NEAR = 15
_CLOSER_SHARE, _CLOSER_LEAST = 0.03, 20_000
_SURE, _AROUND_DOUBT = 0.6, (11, 17)
_WORTH_HALVING = 64


def within(bounds: tuple[float, float, float, float], width: int, height: int) -> Box:
    """Return bounds in whole pixels, cut to a picture; empty where they lie outside of it."""
    left, right = (int(x) for x in np.clip((np.floor(bounds[0]), np.ceil(bounds[2])), 0, width))
    top, bottom = (int(y) for y in np.clip((np.floor(bounds[1]), np.ceil(bounds[3])), 0, height))
    return left, top, right, bottom


def area(box: Box) -> int:
    """Return a box's area in pixels."""
    left, top, right, bottom = box
    return (right - left) * (bottom - top)


def around_blocks(wanted: Mask) -> Iterator[Box]:
    """Yield boxes around what is wanted; a look takes :data:`RIM` more pixels on all sides.

    Where looking at the boxes would save little, they are the tiles of the whole picture.
    """
    height, width = wanted.shape
    boxes = [tuple(side * _BLOCK for side in stats) for stats in _components(_blocks(wanted))]
    cost = sum(looked_at((0, 0, w, h)) for _, _, w, h in boxes)
    if cost > _WORTH_CUTTING * looked_at((0, 0, width, height)):
        boxes = [(0, 0, width, height)]
    for left, top, w, h in boxes:
        yield from _tiles((left, top, min(left + w, width), min(top + h, height)))


def words_in(ink: Mask, lines: Grey) -> list[Box]:
    """Return boxes around ink that could be words, the strongest first."""
    joined = cv2.morphologyEx(
        ink.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((5, 5), dtype=np.uint8)
    )
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    kept = np.array([_may_be_a_word(one) for one in stats])
    kept[0] = False
    words = kept[labels].astype(np.uint8)
    grown = np.asarray(cv2.dilate(words, np.ones((_NEAR, _NEAR), dtype=np.uint8)), dtype=np.uint8)
    boxes = list(_components(grown))
    boxes.sort(key=lambda box: -_strength(box, words, lines))
    return [(x, y, x + w, y + h) for x, y, w, h in boxes]


def looked_at(box: Box) -> int:
    """Return how many pixels a look at a box costs, with what is around it."""
    left, top, right, bottom = box
    return (right - left + 2 * RIM) * (bottom - top + 2 * RIM)


def around_ink(ink: Mask, lines: Grey, found: list[Line]) -> Iterator[Box]:
    """Yield boxes around ink that could be words and lies in no line that was found.

    They cover no more than a small share of the picture: what is full of texture has no end of
    strokes.
    """
    left_over = ink.astype(np.uint8)
    for line in found:
        cv2.fillConvexPoly(left_over, np.rint(line.corners).astype(np.int32), 0)
    room = max(_CLOSER_SHARE * ink.size, _CLOSER_LEAST)
    for box in words_in(left_over > 0, lines):
        room -= looked_at(box)
        if room < 0:
            return
        yield box


def in_doubt(thinkable: Mask, found: list[Line]) -> list[Box]:
    """Return boxes around where text is thinkable and no line was found."""
    left_over = thinkable.astype(np.uint8)
    for line in found:
        if line.score > _SURE:
            corners = np.rint(line.corners).astype(np.int32)
            cv2.fillConvexPoly(left_over, corners, 0)
            cv2.polylines(left_over, [corners], isClosed=True, color=0, thickness=3)
    opened = cv2.morphologyEx(left_over, cv2.MORPH_OPEN, np.ones((2, 2), dtype=np.uint8))
    grown = np.asarray(cv2.dilate(opened, np.ones(_AROUND_DOUBT, dtype=np.uint8)), dtype=np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(grown)
    boxes: list[Box] = []
    for number, (x, y, w, h, _) in enumerate(stats[1:].tolist(), start=1):
        boxes.extend(_tight(labels[y : y + h, x : x + w] == number, (x, y)))
    return boxes


def _tight(wanted: Mask, corner: tuple[int, int]) -> list[Box]:
    """Return boxes around what is wanted, cut in two for as long as that saves a good part."""
    rows, columns = np.flatnonzero(wanted.any(axis=1)), np.flatnonzero(wanted.any(axis=0))
    if not len(rows):
        return []
    part = wanted[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    left, top = corner[0] + int(columns[0]), corner[1] + int(rows[0])
    height, width = part.shape
    box = left, top, left + width, top + height
    if max(height, width) < _WORTH_HALVING:
        return [box]
    if height > width:
        half = height // 2
        first, second, start = part[:half], part[half:], (left, top + half)
    else:
        half = width // 2
        first, second, start = part[:, :half], part[:, half:], (left + half, top)
    pieces = _tight(first, (left, top)) + _tight(second, start)
    cost = sum(looked_at(piece) for piece in pieces)
    return pieces if cost < _WORTH_CUTTING * looked_at(box) else [box]


def _may_be_a_word(stats: NDArray[np.int32]) -> bool:
    _, _, width, height, area = (int(value) for value in stats)
    short, long = sorted((width, height))
    return (
        _LEAST_SIDE <= short <= _MOST_SIDE
        and long >= _LEAST_LENGTH
        and area >= max(_LEAST_AREA, _LEAST_FILLED * width * height)
    )


def _strength(box: tuple[int, int, int, int], near: NDArray[np.uint8], lines: Grey) -> float:
    x, y, w, h = box
    return float(cv2.mean(lines[y : y + h, x : x + w], mask=near[y : y + h, x : x + w])[0])


def _blocks(wanted: Mask) -> NDArray[np.uint8]:
    """Tell for each block of 32 × 32 whether anything in it is wanted."""
    height, width = wanted.shape
    padded = np.pad(wanted, ((0, -height % _BLOCK), (0, -width % _BLOCK)))
    blocks = padded.reshape(padded.shape[0] // _BLOCK, _BLOCK, padded.shape[1] // _BLOCK, _BLOCK)
    return np.asarray(blocks.any(axis=(1, 3)), dtype=np.uint8)


def _components(mask: NDArray[np.uint8]) -> Iterator[tuple[int, int, int, int]]:
    """Yield left, top, width and height of what hangs together."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    for x, y, w, h, _ in stats[1:].tolist():
        yield x, y, w, h


def _tiles(box: Box) -> Iterator[Box]:
    """Cut a long box into tiles that overlap by more than a line of text is high."""
    left, top, right, bottom = box
    for y in range(top, max(top + 1, bottom - _OVERLAP), _TILE - _OVERLAP):
        for x in range(left, max(left + 1, right - _OVERLAP), _TILE - _OVERLAP):
            yield x, y, min(x + _TILE, right), min(y + _TILE, bottom)
