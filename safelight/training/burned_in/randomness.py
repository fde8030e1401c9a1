"""Chance that drawn grounds are made of."""

from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

Grey: TypeAlias = NDArray[np.float32]
"""A grey ground, H × W, about 0 to 255."""


def white(height: int, width: int, rng: np.random.Generator) -> Grey:
    """Return white noise, H × W, of spread 1."""
    return rng.standard_normal((height, width), dtype=np.float32)


def blurred(values: Grey, across: float, along: float) -> Grey:
    """Return values, H × W, out of focus by so many pixels (sigma) across and along."""
    return np.asarray(cv2.GaussianBlur(values, (0, 0), across, sigmaY=along))


def slow(height: int, width: int, rng: np.random.Generator) -> Grey:
    """Return what changes slowly, H × W, of spread 1."""
    few = white(int(rng.integers(2, 9)), int(rng.integers(2, 9)), rng)
    return np.asarray(cv2.resize(few, (width, height), interpolation=cv2.INTER_CUBIC))
