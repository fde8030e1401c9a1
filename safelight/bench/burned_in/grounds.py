"""What strings are burned into: empty screens, drawn anatomy, noise, photos that packages carry."""

from collections.abc import Callable
from functools import cache
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

Picture: TypeAlias = NDArray[np.uint8]
Ground: TypeAlias = Callable[[int, int, np.random.Generator], Picture]
"""Draws a ground: takes height, width and chance, returns H × W × 3, RGB."""

_PHOTOS = ("chelsea", "coffee", "astronaut", "immunohistochemistry", "brick", "grass", "gravel",
           "camera", "coins", "moon")  # fmt: skip


def black(height: int, width: int, _: np.random.Generator) -> Picture:
    """Return an empty screen."""
    return np.zeros((height, width, 3), dtype=np.uint8)


def shaded(height: int, width: int, rng: np.random.Generator) -> Picture:
    """Return a grey that changes slowly, with a detector's noise on it."""
    rows, columns = np.mgrid[0:height, 0:width]
    slope = rng.normal(0, 30, 2)
    values = rng.uniform(40, 200) + slope[0] * rows / height + slope[1] * columns / width
    return _grey(values + rng.normal(0, rng.uniform(0, 1.5), values.shape))


def ct(height: int, width: int, rng: np.random.Generator) -> Picture:
    """Return a slice of a body: an oval of soft tissue, organs, a ring of ribs, a spine."""
    values = np.zeros((height, width), dtype=np.float32)
    centre, radius = (width // 2, height // 2), (int(width * 0.42), int(height * 0.36))
    cv2.ellipse(values, centre, radius, 0, 0, 360, 95.0, -1)
    for _ in range(9):
        at = (int(centre[0] + rng.uniform(-0.7, 0.7) * radius[0]),
              int(centre[1] + rng.uniform(-0.7, 0.7) * radius[1]))  # fmt: skip
        axes = (int(rng.uniform(0.05, 0.3) * width), int(rng.uniform(0.05, 0.2) * height))
        cv2.ellipse(values, at, axes, rng.uniform(0, 180), 0, 360, float(rng.uniform(20, 150)), -1)
    for angle in range(0, 360, 24):
        part = (radius[0] - width // 40, radius[1] - height // 40)
        cv2.ellipse(values, centre, part, 0, angle, angle + 11, 235.0, max(2, width // 70))
    cv2.circle(values, (centre[0], centre[1] + radius[1] * 2 // 3), width // 16, 240.0, -1)
    smooth = np.asarray(cv2.GaussianBlur(values, (0, 0), 1.2))
    return _grey(smooth + rng.normal(0, 6, values.shape) * (smooth > 4))


def xray(height: int, width: int, rng: np.random.Generator) -> Picture:
    """Return two long bones in soft tissue, bright on dark."""
    values = np.full((height, width), 25, dtype=np.float32)
    for share in (0.36, 0.6):
        left = int(width * (share + rng.normal(0, 0.02)))
        thick = max(6, width // 9)
        ends = (left, -10), (left + int(rng.normal(0, width / 12)), height + 10)
        cv2.line(values, *ends, 90.0, 2 * thick)
        cv2.line(values, *ends, 205.0, thick)
        cv2.line(values, *ends, 165.0, thick // 2)
    smooth = np.asarray(cv2.GaussianBlur(values, (0, 0), width / 160))
    return _grey(smooth + rng.normal(0, 4, values.shape))


def ultrasound(height: int, width: int, rng: np.random.Generator) -> Picture:
    """Return a fan of speckle with dark vessels on black."""
    fan = np.zeros((height, width), dtype=np.float32)
    top = (width // 2, height // 20)
    cv2.ellipse(fan, top, (int(height * 0.85),) * 2, 0, 48, 132, 1.0, -1)
    depth = np.full((height, width), 95, dtype=np.float32)
    for _ in range(6):
        at = (int(rng.uniform(0.25, 0.75) * width), int(rng.uniform(0.3, 0.8) * height))
        axes = (int(rng.uniform(0.03, 0.12) * width), int(rng.uniform(0.03, 0.1) * height))
        cv2.ellipse(depth, at, axes, rng.uniform(0, 180), 0, 360, float(rng.uniform(8, 170)), -1)
    return _grey(cv2.GaussianBlur(depth, (0, 0), 2) * fan * _speckle(height, width, rng))


def speckle(height: int, width: int, rng: np.random.Generator) -> Picture:
    """Return speckle all over."""
    return _grey(70 * _speckle(height, width, rng))


def noise(height: int, width: int, rng: np.random.Generator) -> Picture:
    """Return fine noise around a middle grey."""
    return _grey(rng.normal(rng.uniform(50, 160), rng.uniform(4, 16), (height, width)))


def photo(height: int, width: int, rng: np.random.Generator) -> Picture:
    """Return a part of a photo, enlarged or reduced to the size that is asked for."""
    whole = _photo(_PHOTOS[int(rng.integers(len(_PHOTOS)))])
    return part_of(whole, height, width, 0.6, rng)


def part_of(
    whole: Picture, height: int, width: int, least: float, rng: np.random.Generator
) -> Picture:
    """Return a part of a picture in a size, ``least`` of both its sides or more of them."""
    share = rng.uniform(least, 1)
    rows, columns = int(whole.shape[0] * share), int(whole.shape[1] * share)
    top = int(rng.integers(0, whole.shape[0] - rows + 1))
    left = int(rng.integers(0, whole.shape[1] - columns + 1))
    part = whole[top : top + rows, left : left + columns]
    resized = cv2.resize(part, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.asarray(resized, dtype=np.uint8)


@cache
def _photo(name: str) -> Picture:
    from skimage import data

    picture = np.asarray(getattr(data, name)(), dtype=np.uint8)
    return picture if picture.ndim == 3 else np.repeat(picture[:, :, np.newaxis], 3, axis=2)


def _speckle(height: int, width: int, rng: np.random.Generator) -> NDArray[np.float32]:
    """Return multiplicative noise of mean 1, whose grains are wider than high (Rayleigh)."""
    parts = [cv2.GaussianBlur(rng.normal(0, 1, (height, width)), (0, 0), 1.6, sigmaY=0.9)
             for _ in range(2)]  # fmt: skip
    amplitude = np.hypot(*parts)
    return np.asarray(amplitude / amplitude.mean(), dtype=np.float32)


def _grey(values: NDArray[np.floating]) -> Picture:
    grey = np.clip(np.rint(values), 0, 255).astype(np.uint8)
    return np.repeat(grey[:, :, np.newaxis], 3, axis=2)


SCREENS: tuple[Ground, ...] = (black, shaded, ct, xray, ultrasound, speckle, noise, photo)
ANATOMY: tuple[Ground, ...] = (ct, xray, ultrasound, speckle)
SMOOTH: tuple[Ground, ...] = (black, shaded)
