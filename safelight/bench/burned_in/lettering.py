"""Strings as ink: what a font makes of them, as a picture of how much of each pixel is covered."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Ink: TypeAlias = NDArray[np.uint8]
"""How much of each pixel a string covers: H × W, 0 to 255, cut to what is covered at all."""

Face: TypeAlias = Callable[[str, int], Ink]
"""A font: takes a string and the size of its letters in pixels."""

FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts")
_WANTED = (
    "DejaVuSans.ttf",
    "DejaVuSansMono-Bold.ttf",
    "DejaVuSerif.ttf",
    "LiberationMono-Regular.ttf",
    "LiberationSansNarrow-Regular.ttf",
    "LiberationSerif-Italic.ttf",
)
_SCRIPTS = {
    "Иванова Анна": "uni",
    "Παπαδόπουλος Γ": "uni",
    "王小明": "uni",
    "山田 太郎": "uni",
    "김민수": "uni",
    "محمد علي حسن": "NotoSansArabic-Regular.ttf",
    "דוד כהן": "NotoSansHebrew-Regular.ttf",
    "अनिता शर्मा": "NotoSansDevanagari-Regular.ttf",
    "สมชาย ใจดี": "NotoSansThai-Regular.ttf",
}
"""Names in other scripts, and the font that has their letters: OpenCV's own, or a file."""


@cache
def latin_faces() -> tuple[Face, ...]:
    """Return the fonts that packages carry, and those of a few well-known files that are there."""
    packaged = (_pillow(None), *(_opencv(name) for name in ("sans", "italic", "uni")))
    return (*packaged, *(_pillow(path) for path in map(_file, _WANTED) if path))


def foreign_face() -> Face:
    """Return the font with the most scripts that a package carries: OpenCV's ``uni``."""
    return _opencv("uni")


def from_file(path: Path) -> Face:
    """Return the font in a file."""
    return _pillow(path)


@cache
def foreign_names() -> tuple[tuple[str, Face], ...]:
    """Return names in scripts other than Latin, each with a font; without one it is left out."""
    return tuple(_with_faces())


def stacked(face: Face, text: str, size: int) -> Ink:
    """Return a string whose letters stand upright below each other, as a book's back may have."""
    letters = [face(letter, size) for letter in text if not letter.isspace()]
    width = max(letter.shape[1] for letter in letters)
    rows = []
    for letter in letters:
        left = (width - letter.shape[1]) // 2
        right = width - letter.shape[1] - left
        rows.append(np.pad(letter, ((0, max(2, size // 6)), (left, right))))
    return cut(np.vstack(rows))


def by_hand(face: Face, text: str, size: int, rng: np.random.Generator) -> Ink:
    """Return a string whose letters dance: each turned, raised and spaced a little differently."""
    letters = [_wobbled(face(letter, size), rng) for letter in text if not letter.isspace()]
    height = 2 * max(letter.shape[0] for letter in letters)
    line = np.zeros((height, 4), dtype=np.uint8)
    for letter in letters:
        rise = int(rng.integers(0, max(1, size // 5)))
        free = height - letter.shape[0]
        below = min(free // 2 + rise, free)
        column = np.pad(letter, ((free - below, below), (0, 0)))
        gap = np.zeros((height, int(rng.integers(0, 3))), dtype=np.uint8)
        line = np.hstack((line, gap, column))
    return cut(line)


def turned(ink: Ink, degrees: float) -> Ink:
    """Return ink turned by any angle, counter-clockwise."""
    image = Image.fromarray(ink).rotate(degrees, Image.Resampling.BICUBIC, expand=True)
    return cut(np.asarray(image, dtype=np.uint8))


def on_side(ink: Ink, quarters: int) -> Ink:
    """Return ink turned by quarters, counter-clockwise."""
    return np.ascontiguousarray(np.rot90(ink, quarters))


def cut(ink: Ink) -> Ink:
    """Return the part that is covered at all."""
    rows, columns = np.flatnonzero(ink.max(axis=1)), np.flatnonzero(ink.max(axis=0))
    if not len(rows):
        return ink[:1, :1]
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _wobbled(letter: Ink, rng: np.random.Generator) -> Ink:
    return turned(letter, float(rng.normal(-4, 6)))


def _with_faces() -> Iterator[tuple[str, Face]]:
    for name, font in _SCRIPTS.items():
        path = _file(font)
        if font == "uni":
            yield name, _opencv(font)
        elif path:
            yield name, _pillow(path)


def _pillow(path: Path | None) -> Face:
    def draw(text: str, size: int) -> Ink:
        font: Any = ImageFont.truetype(path, size) if path else ImageFont.load_default(size)
        image = Image.new("L", (int(font.getlength(text)) + 4 * size, 4 * size))
        ImageDraw.Draw(image).text((size, size), text, fill=255, font=font)
        return cut(np.asarray(image, dtype=np.uint8))

    return draw


def _opencv(name: str) -> Face:
    font: Any = cv2.FontFace(name)

    def draw(text: str, size: int) -> Ink:
        canvas = np.zeros((4 * size, (len(text) + 4) * 2 * size, 3), dtype=np.uint8)
        cv2.putText(canvas, text, (size, 2 * size), (255, 255, 255), font, size)
        return cut(canvas[:, :, 0])

    return draw


def _file(name: str) -> Path | None:
    return next((path for folder in FOLDERS for path in Path(folder).rglob(name)), None)
