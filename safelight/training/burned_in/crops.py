"""Crops with text in them, and what the network is to say of each of their pixels."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from safelight.bench.burned_in import lettering
from safelight.bench.burned_in.grounds import Picture
from safelight.bench.burned_in.lettering import Face, Ink
from safelight.training.burned_in import words
from safelight.training.burned_in.textures import as_picture, ground

SIDE = 192
"""Pixels along a crop."""

_LARGE = 640
_MOST_STRINGS = 6
_TRIES = 3
_SMALLEST, _LARGEST = 8.5, 40.0
_SMALLEST_DENSE, _LARGEST_DENSE, _MOST_LINES = 6.5, 16.0, 6
_APART = 3
"""Pixels between the lines of a dense block as the network is to tell them, whatever is seen."""

_LONGEST_COLUMN = 10
_ENLARGED, _MOST_ENLARGED = 0.35, 1.5
_AT_EDGE, _RIM = 0.12, 16
"""How often a side is a picture's edge, and by how many pixels that is mirrored, as where it is
used."""

_MORE_FONTS = ("DejaVu", "Liberation", "NotoSans-", "NotoSerif-", "NotoSansMono", "NotoMono")
_BRIGHT = ((255, 255, 255), (255, 255, 255), (250, 240, 80), (120, 255, 120), (205, 205, 205),
           (235, 235, 235))  # fmt: skip


@dataclass(slots=True)
class Crop:
    """A part of a ground, SIDE × SIDE × 3, with the lines and the ink that are written on it."""

    picture: Picture
    line: NDArray[np.uint8] = field(default_factory=lambda: np.zeros((SIDE, SIDE), np.uint8))
    ink: NDArray[np.uint8] = field(default_factory=lambda: np.zeros((SIDE, SIDE), np.uint8))


def crops(seed: int, grounds: int, photographs: Sequence[Picture] = ()) -> Iterator[Crop]:
    """Yield crops without an end, cut from so many large grounds."""
    rng = np.random.default_rng(seed)
    drawn = [ground(_LARGE, _LARGE, rng, photographs) for _ in range(grounds)]
    while True:
        yield _crop(drawn[int(rng.integers(grounds))], rng)


def _crop(large: Picture, rng: np.random.Generator) -> Crop:
    top, left = rng.integers(0, _LARGE - SIDE, 2)
    part = large[top : top + SIDE, left : left + SIDE]
    if rng.random() < 0.3:
        part = np.rot90(part, int(rng.integers(1, 4)))
    light = rng.uniform(0.6, 1.3) if rng.random() < 0.5 else 1.0
    crop = Crop(np.ascontiguousarray(as_picture(part * np.float32(light))))
    if rng.random() < 0.35:
        _draw_marks(crop.picture, rng)
    if rng.random() < 0.8:
        for _ in range(int(rng.integers(1, _MOST_STRINGS + 1))):
            _write(crop, *_string(rng), rng)
    crop.picture = _worn(crop.picture, rng)
    if rng.random() < _ENLARGED:
        crop = _enlarged(crop, rng)
    return _at_edges(crop, rng)


def _enlarged(crop: Crop, rng: np.random.Generator) -> Crop:
    """Return a part of a crop, enlarged to its size, as small pictures are looked at."""
    side = round(SIDE / rng.uniform(1, _MOST_ENLARGED))
    top, left = rng.integers(0, SIDE - side + 1, 2)
    part = np.s_[top : top + side, left : left + side]
    return Crop(
        _resized(crop.picture[part], cv2.INTER_CUBIC),
        _resized(crop.line[part], cv2.INTER_LINEAR),
        _resized(crop.ink[part], cv2.INTER_LINEAR),
    )


def _resized(values: NDArray[np.uint8], method: int) -> NDArray[np.uint8]:
    return np.asarray(cv2.resize(values, (SIDE, SIDE), interpolation=method), dtype=np.uint8)


def _at_edges(crop: Crop, rng: np.random.Generator) -> Crop:
    """Return a crop of which some sides are a picture's edges: lines are cut off there."""
    rims = [_RIM if rng.random() < _AT_EDGE else 0 for _ in range(4)]
    return Crop(*(_mirrored(values, rims) for values in (crop.picture, crop.line, crop.ink)))


def _mirrored(values: NDArray[np.uint8], rims: Sequence[int]) -> NDArray[np.uint8]:
    above, below, before, after = rims
    inner = values[above : SIDE - below, before : SIDE - after]
    border = cv2.BORDER_REFLECT_101
    wide = cv2.copyMakeBorder(inner, above, below, before, after, border)
    return np.asarray(wide, dtype=np.uint8)


def _string(rng: np.random.Generator) -> tuple[Ink, Ink]:
    """Return a string's ink, and the line that it stands in, turned alike."""
    if rng.random() < 0.1:
        ink, line = _dense(_size(_SMALLEST_DENSE, _LARGEST_DENSE, rng), rng)
    else:
        ink = _set(_size(_SMALLEST, _LARGEST, rng), rng)
        line = np.full(ink.shape, 255, dtype=np.uint8)
    chance = rng.random()
    if chance < 0.15:
        quarters = int(rng.integers(1, 4))
        return np.rot90(ink, quarters), np.rot90(line, quarters)
    if chance < 0.32:
        angle = float(rng.uniform(-40, 40))
        return _turned(ink, angle), _turned(line, angle)
    return ink, line


def _size(least: float, most: float, rng: np.random.Generator) -> int:
    """Return a size in pixels, drawn evenly on a logarithmic scale."""
    return int(np.exp(rng.uniform(np.log(least), np.log(most))))


def _dense(size: int, rng: np.random.Generator) -> tuple[Ink, Ink]:
    """Return lines below each other with hardly a gap, as in a screen's corner, and each of them.

    A line is cut where it would touch the next: what is taught is that they are several.
    """
    face = _any_face(rng)
    inks = [face(words.latin(rng), size) for _ in range(int(rng.integers(2, _MOST_LINES + 1)))]
    gap, width = int(rng.integers(0, _APART + 1)), max(ink.shape[1] for ink in inks)
    block, lines = [], []
    for ink in inks:
        wide = np.pad(ink, ((0, gap), (0, width - ink.shape[1])))
        line = np.zeros(wide.shape, dtype=np.uint8)
        # Of the lowest, such as a row of full stops, something is left.
        cut = min((_APART - gap + 1) // 2, (ink.shape[0] - 1) // 2)
        line[cut : ink.shape[0] - cut, : ink.shape[1]] = 255
        block.append(wide)
        lines.append(line)
    return np.vstack(block), np.vstack(lines)


def _set(size: int, rng: np.random.Generator) -> Ink:
    """Return a string in some font: mostly Latin in a line, else a column, by hand, or foreign."""
    chance = rng.random()
    if chance < 0.1:
        return lettering.foreign_face()(words.foreign(rng), max(size, 11))
    face = _any_face(rng)
    if chance < 0.16:
        return lettering.by_hand(face, words.latin(rng).replace(" ", "") or "A", max(size, 14), rng)
    if chance < 0.24:
        text = words.latin(rng)[:_LONGEST_COLUMN]
        return lettering.stacked(face, text if text.strip() else "A", max(size, 10))
    return face(words.latin(rng), size)


def _turned(ink: Ink, angle: float) -> Ink:
    picture = Image.fromarray(np.ascontiguousarray(ink))
    return np.asarray(picture.rotate(angle, Image.Resampling.BILINEAR, expand=True), dtype=np.uint8)


def _any_face(rng: np.random.Generator) -> Face:
    choice = _faces()
    return choice[int(rng.integers(len(choice)))]


@cache
def _faces() -> tuple[Face, ...]:
    """Return the benchmark's fonts, and all that the machine has of some families."""
    files = (path for folder in lettering.FOLDERS for path in sorted(Path(folder).rglob("*.ttf")))
    more = (path for path in files if path.name.startswith(_MORE_FONTS))
    return (*lettering.latin_faces(), *(lettering.from_file(path) for path in more))


def _write(crop: Crop, ink: Ink, line: Ink, rng: np.random.Generator) -> None:
    """Write a string somewhere free; it may run out of the crop on all sides."""
    height, width = ink.shape
    for _ in range(_TRIES):
        top = int(rng.integers(-height // 3, max(1, SIDE - 2 * height // 3)))
        left = int(rng.integers(-2 * width // 3, max(1, SIDE - width // 3)))
        rows = slice(max(0, top), min(SIDE, top + height))
        columns = slice(max(0, left), min(SIDE, left + width))
        around = np.s_[
            max(0, rows.start - 5) : rows.stop + 5, max(0, columns.start - 5) : columns.stop + 5
        ]
        if min(rows.stop - rows.start, columns.stop - columns.start) < 3 or crop.line[around].any():
            continue
        seen = np.s_[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left]
        _blend(crop.picture, (rows, columns), ink[seen], rng)
        crop.line[rows, columns] = line[seen]
        crop.ink[rows, columns] = ink[seen]
        return


def _blend(
    picture: Picture, place: tuple[slice, slice], ink: Ink, rng: np.random.Generator
) -> None:
    part = picture[place]
    colour = _colour(part, rng)
    if rng.random() < 0.06:
        rows, columns = place
        field = picture[
            max(0, rows.start - 4) : rows.stop + 4, max(0, columns.start - 4) : columns.stop + 4
        ]
        dark = rng.random() < 0.5
        field[:] = rng.integers(0, 40) if dark else rng.integers(200, 256)
        colour = np.full(3, rng.integers(190, 256) if dark else rng.integers(0, 60), np.float32)
    share = (ink.astype(np.float32) / 255)[:, :, np.newaxis]
    part[:] = as_picture(part * (1 - share) + colour * share)


def _colour(part: Picture, rng: np.random.Generator) -> NDArray[np.float32]:
    """Return a colour that can be read on a part of a picture, now and then only just."""
    ground, chance = float(np.median(part)), rng.random()
    bright = ground < 128
    if chance < 0.1:
        least, most = (10, 40) if part.std() < 12 else (50, 90)
        level = ground + rng.uniform(least, most) * (1 if bright else -1)
        return np.full(3, np.clip(level, 0, 255), dtype=np.float32)
    if chance < 0.16:
        colour = rng.integers(0, 256, 3)
        if abs(colour.mean() - ground) > 60:
            return colour.astype(np.float32)
    if not bright:
        return np.full(3, rng.integers(0, 45), dtype=np.float32)
    return np.array(_BRIGHT[int(rng.integers(len(_BRIGHT)))], dtype=np.float32)


def _draw_marks(picture: Picture, rng: np.random.Generator) -> None:
    """Draw what screens show besides text: lines, frames, rings, scales, arrows."""
    for _ in range(int(rng.integers(1, 4))):
        shade = [int(value) for value in rng.integers(0, 256, 3)]
        if rng.random() < 0.7:
            shade = [shade[0]] * 3
        start, end = ((int(x), int(y)) for x, y in rng.integers(0, SIDE, (2, 2)))
        thick, mark = int(rng.integers(1, 4)), int(rng.integers(5))
        if mark == 0:
            cv2.line(picture, start, end, shade, thick, cv2.LINE_AA)
        elif mark == 1:
            cv2.rectangle(picture, start, end, shade, thick)
        elif mark == 2:
            cv2.circle(picture, start, int(rng.integers(3, 60)), shade, thick, cv2.LINE_AA)
        elif mark == 3:
            for y in range(0, SIDE, int(rng.integers(4, 30))):
                cv2.line(picture, (start[0], y), (start[0] + 6, y), shade, thick)
        else:
            tip = start[0] + int(rng.integers(-40, 40)), start[1] + int(rng.integers(-40, 40))
            cv2.arrowedLine(picture, start, tip, shade, thick, cv2.LINE_AA)


def _worn(picture: Picture, rng: np.random.Generator) -> Picture:
    """Return a picture as it is, or as JPEG, out of focus, or with noise."""
    chance = rng.random()
    if chance < 0.12:
        quality = [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(40, 95))]
        _, packed = cv2.imencode(".jpg", picture, quality)
        return np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), dtype=np.uint8)
    if chance < 0.2:
        return np.asarray(cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.3, 0.8)), dtype=np.uint8)
    if chance < 0.26:
        return as_picture(picture + rng.normal(0, rng.uniform(1, 10), picture.shape))
    return picture
