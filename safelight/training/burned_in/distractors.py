"""What photographs show and networks take for letters: faces, cloth and its patterns, lights."""

import cv2
import numpy as np
from numpy.typing import NDArray

from safelight.training.burned_in.randomness import Grey, blurred, slow, white

_SIDE = 160
"""Pixels along a face as it is drawn, before it is made larger or smaller."""


def faces(height: int, width: int, rng: np.random.Generator) -> Grey:
    """Return drawn faces of all sizes, some with spectacles, before smooth shades."""
    values = rng.uniform(20, 200) + rng.uniform(0, 40) * slow(height, width, rng)
    for _ in range(int(rng.integers(5, 40))):
        size = float(np.exp(rng.uniform(np.log(20), np.log(220))))
        turn = cv2.getRotationMatrix2D((_SIDE / 2, _SIDE / 2), rng.normal(0, 20), size / _SIDE)
        half = _SIDE / 2
        turn[:, 2] += rng.uniform((-half, -half), (width - half, height - half)).astype(float)
        face, seen = (cv2.warpAffine(part, turn, (width, height)) for part in _face(rng))
        values = values * (1 - seen) + face * seen
    values = blurred(values, rng.uniform(0.4, 1.2), rng.uniform(0.4, 1.2))
    return values + rng.uniform(0, 6) * white(height, width, rng)


def _face(rng: np.random.Generator) -> tuple[Grey, Grey]:
    """Return a face and where it is seen, 0 to 1, both _SIDE × _SIDE."""
    skin, middle = float(rng.uniform(50, 220)), _SIDE // 2
    face = skin + rng.uniform(5, 25) * slow(_SIDE, _SIDE, rng)
    dark = skin * rng.uniform(0.1, 0.6)
    away, level = int(rng.integers(24, 36)), int(rng.integers(60, 72))
    has_spectacles = rng.random() < 0.3
    for x in (middle - away, middle + away):
        _draw_eye(face, (x, level), skin, dark, rng)
        if has_spectacles:
            axes = int(rng.integers(19, 24)), int(rng.integers(13, 19))
            cv2.ellipse(face, (x, level), axes, 0, 0, 360, dark, int(rng.integers(1, 5)))
        cv2.circle(face, (x - (x - middle) * 3 // 4, level + 38), 4, dark, -1)
    if has_spectacles:
        cv2.line(face, (middle - 9, level), (middle + 9, level), dark, 3)
    mouth, wide = (middle, level + 60), int(rng.integers(15, 32))
    cv2.ellipse(face, mouth, (wide, int(rng.integers(4, 12))), 0, 0, 360, skin * 0.75, -1)
    if rng.random() < 0.4:
        cv2.ellipse(face, mouth, (wide - 5, 4), 0, 0, 360, min(255.0, skin * 1.5), -1)
    cv2.line(face, (middle - wide, mouth[1]), (middle + wide, mouth[1]), dark, 1, cv2.LINE_AA)
    seen = np.zeros((_SIDE, _SIDE), dtype=np.float32)
    cv2.ellipse(seen, (middle, middle), (_SIDE * 3 // 8, _SIDE // 2 - 8), 0, 0, 360, 1.0, -1)
    return blurred(face, 1, 1), blurred(seen, 2, 2)


def _draw_eye(
    face: Grey, at: tuple[int, int], skin: float, dark: float, rng: np.random.Generator
) -> None:
    x, y = at
    axes, iris = (int(rng.integers(11, 17)), int(rng.integers(3, 9))), int(rng.integers(4, 8))
    cv2.ellipse(face, at, axes, 0, 0, 360, min(255.0, skin * rng.uniform(0.9, 1.6)), -1)
    looks_at = x + int(rng.integers(-4, 5)), y
    cv2.circle(face, looks_at, iris, dark, -1)
    cv2.circle(face, looks_at, iris // 2, dark / 3, -1)
    if rng.random() < 0.6:
        cv2.circle(face, (looks_at[0] + 2, y - 2), 1, 250.0, -1)
    cv2.ellipse(face, at, axes, 0, 180, 360, dark, int(rng.integers(1, 4)), cv2.LINE_AA)
    brow, thick = (axes[0] + 3, int(rng.integers(3, 8))), int(rng.integers(1, 7))
    cv2.ellipse(face, (x, y - 13), brow, 0, 190, 350, dark, thick, cv2.LINE_AA)


def cloth(height: int, width: int, rng: np.random.Generator) -> Grey:
    """Return cloth in folds, lit from one side, plain or with a pattern, and woven."""
    relief = _folds(height, width, rng)
    light = rng.uniform(-1, 1, 2)
    slope = light[0] * np.gradient(relief, axis=0) + light[1] * np.gradient(relief, axis=1)
    plain = rng.uniform(30, 200)
    values = np.clip(plain * (1 + rng.uniform(0.2, 0.8) * slope), 2, 250)
    if rng.random() < 0.5:
        printed = _bent(height, width, rng)
        values = values + rng.uniform(-1, 1) * (255 - plain) * printed
    values = blurred(values.astype(np.float32), rng.uniform(0.4, 1.5), rng.uniform(0.4, 1.5))
    return values + rng.uniform(0, 8) * white(height, width, rng)


def _folds(height: int, width: int, rng: np.random.Generator) -> Grey:
    """Return how high cloth lies: ridges one over the other, each bent and only in places."""
    along, across = np.mgrid[0:height, 0:width].astype(np.float32)
    relief = np.zeros((height, width), dtype=np.float32)
    for _ in range(int(rng.integers(2, 6))):
        angle, period = rng.uniform(0, np.pi), rng.uniform(20, 160)
        way = across * np.cos(angle) + along * np.sin(angle)
        bent = way + period * rng.uniform(0.3, 1.5) * slow(height, width, rng)
        here = np.clip(slow(height, width, rng), 0, 1)
        relief += period * np.abs(np.sin(bent * np.pi / period)) ** rng.uniform(0.5, 3) * here
    return relief


def _bent(height: int, width: int, rng: np.random.Generator) -> Grey:
    """Return a pattern, 0 to 1, drawn out of shape a little."""
    along, across = np.mgrid[0:height, 0:width].astype(np.float32)
    (right, down), bend = rng.uniform(0, 25, 2), slow(height, width, rng)
    x, y = (across + right * bend).astype(np.float32), (along + down * bend).astype(np.float32)
    bent = cv2.remap(_pattern(height, width, rng), x, y, cv2.INTER_LINEAR)
    return np.asarray(bent, dtype=np.float32)


def _pattern(height: int, width: int, rng: np.random.Generator) -> Grey:
    """Return a motif in rows, 0 to 1: flowers, dots, rings or checks."""
    side = int(rng.integers(6, 40))
    motif = np.zeros((side, side), dtype=np.float32)
    centre, kind = (side // 2, side // 2), int(rng.integers(4))
    if kind == 0:
        for turn in np.arange(0, 360, 360 / int(rng.integers(4, 9))):
            cv2.ellipse(motif, centre, (side // 3, max(1, side // 12)), turn, 0, 360, 1.0, -1)
        cv2.circle(motif, centre, side // 8, float(rng.uniform(0, 1)), -1)
    elif kind == 3:
        motif[: side // 2] += 0.5
        motif[:, : side // 2] += 0.5
    else:
        thick = -1 if kind == 1 else max(1, side // 10)
        cv2.circle(motif, centre, max(1, side // int(rng.integers(3, 6))), 1.0, thick)
    rows = [np.roll(np.tile(motif, width // side + 2), row % 2 * side // 2, axis=1)
            for row in range(height // side + 2)]  # fmt: skip
    return np.vstack(rows)[:height, :width]


def sparks(height: int, width: int, rng: np.random.Generator) -> Grey:
    """Return lights with rays, locks of hair and curls on smooth shades."""
    values = rng.uniform(10, 140) + rng.uniform(0, 30) * slow(height, width, rng)
    values = np.ascontiguousarray(values, dtype=np.float32)
    for _ in range(int(rng.integers(5, 30))):
        at = int(rng.integers(0, width)), int(rng.integers(0, height))
        size, grey = float(np.exp(rng.uniform(1, 4))), float(rng.uniform(150, 255))
        for turn in rng.uniform(0, 2 * np.pi, int(rng.integers(4, 14))):
            end = int(at[0] + size * np.cos(turn)), int(at[1] + size * np.sin(turn))
            cv2.line(values, at, end, grey, 1, cv2.LINE_AA)
        cv2.circle(values, at, int(size / 4), grey, -1)
    for _ in range(int(rng.integers(0, 200))):
        _draw_curl(values, rng)
    values = blurred(values, rng.uniform(0.5, 1.5), rng.uniform(0.5, 1.5))
    return values + rng.uniform(0, 8) * white(height, width, rng)


def _draw_curl(values: NDArray[np.float32], rng: np.random.Generator) -> None:
    height, width = values.shape
    at = int(rng.integers(0, width)), int(rng.integers(0, height))
    axes = int(rng.integers(3, 40)), int(rng.integers(3, 40))
    start = float(rng.uniform(0, 360))
    grey, thick = float(rng.uniform(0, 255)), int(rng.integers(1, 3))
    ends = start + float(rng.uniform(40, 200))
    cv2.ellipse(values, at, axes, float(rng.uniform(0, 180)), start, ends, grey, thick, cv2.LINE_AA)
