"""Pictures made even, so that faint text stands out as much as bright text does.

What is made here is looked at by detectors and thrown away.
"""

from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from workers.imaging.arrays import Mask, Picture

Grey: TypeAlias = NDArray[np.uint8]
"""A grey picture, H × W."""

_NEAR = 31
_WANTED_RANGE, _LEAST_RANGE, _MOST_GAIN = 90.0, 3.0, 8.0
_DARKEST, _BRIGHTEST = 60.0, 195.0
_STROKE = 9
"""A stroke of a letter is thinner than this, in pixels of letters up to some 40 high."""

LEAST_STROKE = 22
"""A weaker line is noise."""

INK = 2.2
"""Ink stands out of the texture around it by this factor at least, if it can be told at all."""

_TEXTURE_SIDE = 65
_ROUGH = 25
_LEAST_AREA = 8
_OF_STRONGEST, _OVER_TEXTURE, _DROWNED = 0.3, 1.2, 0.75


def evened(picture: Picture) -> Picture:
    """Amplify each place whose range of grey is small, by at most eight.

    Eight grey levels of difference become what a text network needs to see. Places that have a
    good range of their own are left as they are, but for their mean: black and white are moved
    inwards, to leave room on both sides.
    """
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    near = np.ones((_NEAR, _NEAR), dtype=np.uint8)
    reach = cv2.subtract(cv2.dilate(grey, near), cv2.erode(grey, near)).astype(np.float32)
    around = np.maximum(cv2.blur(reach, (_NEAR, _NEAR)), _LEAST_RANGE)
    gain = np.clip(_WANTED_RANGE / around, 1, _MOST_GAIN).astype(np.float32)
    mean = cv2.blur(picture, (2 * _NEAR + 1, 2 * _NEAR + 1)).astype(np.float32)
    values = picture.astype(np.float32)
    values -= mean
    values *= gain[:, :, np.newaxis]
    values += np.clip(mean, _DARKEST, _BRIGHTEST)
    return np.clip(values, 0, 255).astype(np.uint8)


def textured(picture: Picture) -> Mask:
    """Return where a picture's own strokes are strong all over: letters hardly stand out there."""
    rough = cv2.blur(strokes(picture), (_TEXTURE_SIDE, _TEXTURE_SIDE)) > _ROUGH
    # A word on a smooth ground makes a patch that is not much wider than what is averaged over.
    near = np.ones((_TEXTURE_SIDE, _TEXTURE_SIDE), dtype=np.uint8)
    return np.asarray(cv2.morphologyEx(rough.astype(np.uint8), cv2.MORPH_OPEN, near) > 0)


def strokes(even: Picture) -> Grey:
    """Return how much each pixel of an evened picture stands out as a thin line, bright or dark.

    A top-hat (Serra 1982): edges of organs are no lines, and vanish.
    """
    grey = cv2.cvtColor(even, cv2.COLOR_RGB2GRAY)
    shape = np.ones((_STROKE, _STROKE), dtype=np.uint8)
    bright = cv2.morphologyEx(grey, cv2.MORPH_TOPHAT, shape)
    dark = cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, shape)
    return np.asarray(cv2.max(bright, dark), dtype=np.uint8)


def standing_out(lines: Grey, by: float) -> Mask:
    """Return which strokes are ``by`` times as strong as what is around them, and not faint."""
    texture = cv2.blur(lines, (_TEXTURE_SIDE, _TEXTURE_SIDE)).astype(np.float32)
    return np.asarray(lines > np.maximum(LEAST_STROKE, by * texture))


def without_specks(strong: Mask) -> Mask:
    """Return a mask without what hangs together in fewer pixels than a letter has."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(strong.astype(np.uint8))
    kept = stats[:, cv2.CC_STAT_AREA] >= _LEAST_AREA
    kept[0] = False
    return np.asarray(kept[labels])


def ink_level(inside: Grey, around: Grey) -> float | None:
    """Return from which strength on strokes inside a line of text are its ink.

    ``None`` where the strokes around it are about as strong: ink drowns in such texture.
    """
    strongest = float(np.percentile(inside, 95)) if inside.size else 0.0
    texture = float(np.percentile(around, 90)) if around.size else 0.0
    least = max(_OF_STRONGEST * strongest, _OVER_TEXTURE * texture)
    return least if least <= _DROWNED * strongest else None
