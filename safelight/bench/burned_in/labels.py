"""Labels, wrist bands and corners of films as a phone takes them: in perspective, lit, blurred."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from safelight.bench.burned_in.grounds import Picture
from safelight.bench.burned_in.lettering import Ink

_Floats = NDArray[np.float32]


def photographed(
    picture: Picture, inks: Sequence[Ink], rng: np.random.Generator
) -> tuple[Picture, tuple[NDArray[np.bool_], ...]]:
    """Lay a label with lines of text into a photo; returns what JPEG makes of it, and the ink."""
    height, width = picture.shape[:2]
    paper, marks = _label(inks, rng)
    warp = _warp(paper.shape, (height, width), rng)

    def laid(part: _Floats) -> _Floats:
        return np.asarray(cv2.warpPerspective(part, warp, (width, height)), dtype=np.float32)

    over = laid(np.ones(paper.shape[:2], dtype=np.float32))[:, :, np.newaxis]
    light = np.linspace(rng.uniform(0.75, 1), 1, width, dtype=np.float32)[np.newaxis, :, np.newaxis]
    shown = (picture * (1 - over) + laid(paper) * over) * light
    soft = np.asarray(cv2.GaussianBlur(shown, (0, 0), rng.uniform(0.4, 0.8)), dtype=np.float64)
    return _as_jpeg(soft + rng.normal(0, 2, soft.shape)), tuple(laid(mark) > 96 for mark in marks)


def _label(inks: Sequence[Ink], rng: np.random.Generator) -> tuple[_Floats, list[_Floats]]:
    """Write lines on paper, or on dark film; returns it, and each line's ink on it."""
    gap = int(rng.integers(8, 20))
    rows = sum(ink.shape[0] + gap for ink in inks) + gap
    columns = max(ink.shape[1] for ink in inks) + 2 * gap
    dark = rng.random() < 0.35
    ground = rng.uniform(20, 50) if dark else rng.uniform(190, 245)
    paper = np.full((rows, columns, 3), ground, dtype=np.float32)
    paper[:, :, 2] *= rng.uniform(0.85, 1.0)
    marks = []
    top = gap
    for ink in inks:
        place = np.s_[top : top + ink.shape[0], gap : gap + ink.shape[1]]
        share = (ink.astype(np.float32) / 255)[:, :, np.newaxis]
        paper[place] = paper[place] * (1 - share) + (235 if dark else 30) * share
        mark = np.zeros((rows, columns), dtype=np.float32)
        mark[place] = ink
        marks.append(mark)
        top += ink.shape[0] + gap
    return paper, marks


def _warp(
    shape: tuple[int, ...], within: tuple[int, int], rng: np.random.Generator
) -> NDArray[np.float64]:
    """Return a perspective that lays a label into a picture, turned by up to 25 degrees."""
    rows, columns = shape[:2]
    angle, enlarge = np.deg2rad(rng.uniform(-25, 25)), min(1.2, 0.8 * within[1] / columns)
    corners = np.array([[0, 0], [columns, 0], [columns, rows], [0, rows]], dtype=np.float32)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    placed = (corners - corners.mean(axis=0)) @ turn.T * enlarge
    placed *= 1 + rng.normal(0, 0.02, placed.shape)
    low, high = placed.min(axis=0), placed.max(axis=0)
    room = np.maximum(1, np.array(within[::-1]) - (high - low))
    placed = placed - low + rng.uniform(0, 1, 2) * room
    return np.asarray(cv2.getPerspectiveTransform(corners, placed.astype(np.float32)))


def _as_jpeg(values: NDArray[np.float64]) -> Picture:
    picture = np.clip(values, 0, 255).astype(np.uint8)
    _, packed = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 82])
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), dtype=np.uint8)
