"""Grounds to write on: drawn textures of every coarseness, so that none is learned by heart.

None of them is one of those that the benchmark draws, and its photographs are not among them.
"""

from collections.abc import Callable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from safelight.bench.burned_in.grounds import Picture, part_of
from safelight.training.burned_in import distractors
from safelight.training.burned_in.randomness import Grey, blurred, slow, white


def ground(
    height: int, width: int, rng: np.random.Generator, photographs: Sequence[Picture] = ()
) -> Picture:
    """Return a ground, H × W × 3: one texture, two, or a part of a photograph; some tinted."""
    if rng.random() < _PHOTOGRAPHS and photographs:
        whole = photographs[int(rng.integers(len(photographs)))]
        return part_of(whole, height, width, 0.35, rng)
    values = _one(height, width, rng)
    if rng.random() < 0.25:
        mask = _oval(height, width, rng)
        other = _one(height, width, rng) if rng.random() < 0.4 else np.float32(0)
        values = values * mask + other * (1 - mask)
    if rng.random() < 0.3:
        values = np.float32(rng.uniform(0, 60)) + np.clip(values, 0, 255) * rng.uniform(0.3, 1.2)
    if rng.random() < 0.15:
        values = 255 - np.clip(values, 0, 255)
    return _tinted(values, rng) if rng.random() < 0.35 else as_picture(values)


def as_picture(values: NDArray[np.floating]) -> Picture:
    """Return values, H × W or H × W × 3, as a picture."""
    bytes_ = np.clip(np.rint(values), 0, 255).astype(np.uint8)
    return bytes_ if bytes_.ndim == 3 else np.repeat(bytes_[:, :, np.newaxis], 3, axis=2)


def _one(height: int, width: int, rng: np.random.Generator) -> Grey:
    return _TEXTURES[int(rng.integers(len(_TEXTURES)))](height, width, rng).astype(np.float32)


def _speckle(height: int, width: int, rng: np.random.Generator) -> Grey:
    """Return speckle (Rayleigh), log-compressed or not, of grains from half a pixel up."""
    across = float(np.exp(rng.uniform(np.log(0.5), np.log(3.5))))
    along = across * float(rng.uniform(0.4, 1.2))
    grains = np.hypot(*(blurred(white(height, width, rng), across, along) for _ in range(2)))
    grains /= grains.mean()
    if rng.random() < 0.4:
        grains = np.log1p(grains * np.float32(rng.uniform(1, 8)))
        grains /= grains.mean()
    light = 1 + np.float32(rng.uniform(0, 0.7)) * slow(height, width, rng)
    return np.asarray(np.float32(rng.uniform(20, 130)) * grains * np.clip(light, 0.05, 3))


def _spectrum(height: int, width: int, rng: np.random.Generator) -> Grey:
    """Return noise whose spectrum falls with some power of the frequency, stretched or not."""
    fy, fx = np.fft.fftfreq(height)[:, np.newaxis], np.fft.rfftfreq(width)[np.newaxis]
    angle, stretch = rng.uniform(0, np.pi), np.exp(rng.uniform(-1, 1))
    along = (fx * np.cos(angle) + fy * np.sin(angle)) * stretch
    across = (fy * np.cos(angle) - fx * np.sin(angle)) / stretch
    fall = (np.hypot(along, across) + 1e-3) ** rng.uniform(0.3, 2.4)
    values = np.fft.irfft2(np.fft.rfft2(white(height, width, rng)) / fall, s=(height, width))
    values /= values.std()
    if rng.random() < 0.3:
        values = np.abs(values) * 1.5 - 1
    return (rng.uniform(40, 200) + rng.uniform(5, 60) * values).astype(np.float32)


def _noise(height: int, width: int, rng: np.random.Generator) -> Grey:
    return rng.uniform(10, 220) + rng.uniform(1, 25) * white(height, width, rng)


def _shades(height: int, width: int, rng: np.random.Generator) -> Grey:
    values = rng.uniform(0, 220) + rng.uniform(0, 40) * slow(height, width, rng)
    return values + rng.uniform(0, 3) * white(height, width, rng)


def _leaves(height: int, width: int, rng: np.random.Generator) -> Grey:
    """Return discs, ovals or polygons on top of each other ("dead leaves", Lee et al. 2001)."""
    values = np.full((height, width), rng.uniform(30, 200), dtype=np.float32)
    least, most = rng.uniform(2, 5), rng.uniform(8, 80)
    mean, spread, shape = rng.uniform(50, 180), rng.uniform(20, 80), int(rng.integers(3))
    for _ in range(int(min(6000, 0.8 * height * width / (least * most)))):
        radius = rng.uniform(1 / most**2, 1 / least**2) ** -0.5
        at = int(rng.integers(0, width)), int(rng.integers(0, height))
        grey = float(rng.normal(mean, spread))
        if shape == 2:
            corners = np.array(at) + radius * rng.normal(0, 1, (int(rng.integers(3, 7)), 2))
            cv2.fillConvexPoly(values, cv2.convexHull(corners.astype(np.int32)), grey)
            continue
        axes = int(radius) + 1, int(radius * (1.0 if shape == 0 else rng.uniform(0.3, 1))) + 1
        cv2.ellipse(values, at, axes, float(rng.uniform(0, 180)), 0, 360, grey, -1)
    if rng.random() < 0.8:
        values = blurred(values, rng.uniform(0.4, 1.6), rng.uniform(0.4, 1.6))
    return values + rng.uniform(0, 8) * white(height, width, rng)


def _pebbles(height: int, width: int, rng: np.random.Generator) -> Grey:
    """Return cells around points, each darker towards its rim."""
    side = rng.uniform(4, 28)
    count = int(height * width / side**2)
    free = np.ones((height, width), dtype=np.uint8)
    free[rng.integers(0, height, count), rng.integers(0, width, count)] = 0
    away, cells = cv2.distanceTransformWithLabels(
        free, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    greys = rng.normal(rng.uniform(70, 150), rng.uniform(15, 50), int(cells.max()) + 1)
    shade = 1 - rng.uniform(0.2, 0.9) * np.clip(away / side / 0.7, 0, 1) ** 2
    values = blurred((greys[cells] * shade).astype(np.float32), 0.8, 0.8)
    values += np.float32(rng.uniform(0, 28)) * blurred(white(height, width, rng), 0.8, 0.8)
    return values + np.float32(rng.uniform(0, 1)) * (np.roll(values, 1, axis=0) - values)


def _blades(height: int, width: int, rng: np.random.Generator) -> Grey:
    """Return lines over each other, along one direction or all ways."""
    values = np.full((height, width), rng.uniform(30, 120), dtype=np.float32)
    direction, spread = rng.uniform(0, np.pi), rng.uniform(0.05, 1.5)
    length, thick = rng.uniform(8, 60), int(rng.integers(1, 4))
    mean, differ = rng.uniform(60, 160), rng.uniform(15, 50)
    for _ in range(int(1.2 * height * width / (length * thick))):
        angle, reach = rng.normal(direction, spread), length * rng.uniform(0.3, 1)
        x, y = int(rng.integers(0, width)), int(rng.integers(0, height))
        end = int(x + reach * np.cos(angle)), int(y + reach * np.sin(angle))
        cv2.line(values, (x, y), end, float(rng.normal(mean, differ)), thick, cv2.LINE_AA)
    values = blurred(values, rng.uniform(0.3, 1.1), rng.uniform(0.3, 1.1))
    return values + rng.uniform(0, 8) * white(height, width, rng)


def _bricks(height: int, width: int, rng: np.random.Generator) -> Grey:
    across, high, gap = (int(rng.integers(*ends)) for ends in ((12, 80), (8, 40), (1, 4)))
    y, x = np.mgrid[0:height, 0:width]
    row = y // high
    shifted = x + (row % 2) * (across // 2)
    greys = rng.normal(rng.uniform(60, 180), rng.uniform(5, 40), (height // high + 1, width + 2))
    in_gap = (y % high < gap) | (shifted % across < gap)
    values = np.where(in_gap, rng.uniform(20, 220), greys[row, shifted // across])
    soft = blurred(values.astype(np.float32), 0.7, 0.7)
    return soft + rng.uniform(0, 15) * white(height, width, rng)


def _organs(height: int, width: int, rng: np.random.Generator) -> Grey:
    """Return ovals, arcs and bars with soft edges on a dark ground."""
    values = np.full((height, width), rng.uniform(0, 60), dtype=np.float32)
    for _ in range(int(rng.integers(5, 40))):
        at = int(rng.integers(0, width)), int(rng.integers(0, height))
        grey = float(rng.uniform(0, 255))
        if rng.random() < 0.3:
            end = int(rng.integers(0, width)), int(rng.integers(0, height))
            cv2.line(values, at, end, grey, int(rng.integers(1, 30)))
            continue
        axes = int(rng.uniform(3, 0.35 * width)), int(rng.uniform(3, 0.35 * height))
        begins = float(rng.uniform(0, 360))
        thick = -1 if rng.random() < 0.7 else int(rng.integers(1, 12))
        turn, ends = float(rng.uniform(0, 180)), begins + float(rng.uniform(200, 360))
        cv2.ellipse(values, at, axes, turn, begins, ends, grey, thick)
    values = blurred(values, rng.uniform(0.5, 3), rng.uniform(0.5, 3))
    return values + rng.uniform(0, 9) * white(height, width, rng) * (values > 4)


def _oval(height: int, width: int, rng: np.random.Generator) -> Grey:
    """Return a mask of an oval or a fan somewhere, 0 or 1."""
    mask = np.zeros((height, width), dtype=np.float32)
    at = int(rng.integers(0, width)), int(rng.integers(0, height))
    axes = int(rng.integers(width // 3, width)), int(rng.integers(height // 3, height))
    cv2.ellipse(mask, at, axes, float(rng.uniform(0, 180)), 0, float(rng.uniform(60, 360)), 1.0, -1)
    return mask


def _tinted(values: Grey, rng: np.random.Generator) -> Picture:
    colours = values[:, :, np.newaxis] * rng.uniform(0.5, 1.2, 3)
    if rng.random() < 0.5:
        height, width = values.shape
        blotches = [blurred(white(height, width, rng), 2, 2) for _ in range(3)]
        colours = colours + rng.uniform(0, 60) * np.stack(blotches, axis=2)
    return as_picture(colours)


_PHOTOGRAPHS = 0.16
_TEXTURES: tuple[Callable[[int, int, np.random.Generator], Grey], ...] = (
    _speckle, _speckle, _speckle, _speckle, _speckle, _spectrum, _noise, _shades, _leaves, _leaves,
    _pebbles, _pebbles, _blades, _blades, _bricks, _organs,
    distractors.faces, distractors.cloth, distractors.sparks,
)  # fmt: skip
