"""dlib's finder of frontal faces, which comes inside dlib and is under its licence (Boost).

Histograms of oriented gradients under five linear classifiers, for faces from the front, turned and
leaning to both sides: King, "Max-Margin Object Detection", 2015, https://arxiv.org/abs/1502.00046.
"""

from functools import cache
from typing import Any

import dlib
import numpy as np

from workers.imaging.arrays import Picture
from workers.imaging.face.sighting import Sighting

_ENLARGED = 1
"""How often a picture is doubled first: then faces from 40 pixels up are seen, not from 80."""


class DlibHog:
    """Finds a third of the faces that CenterFace finds, and next to nothing besides faces."""

    name = "dlib"

    def look(self, picture: Picture, least: float) -> list[Sighting]:
        """Return the faces with a score of at least ``least``.

        dlib tells a margin from 0 up; the score is its share of itself and 1.
        """
        boxes, margins, _ = _finder().run(np.ascontiguousarray(picture), _ENLARGED, 0.0)
        return [
            Sighting((box.left(), box.top(), box.right() + 1, box.bottom() + 1), score, self.name)
            for box, score in zip(boxes, map(_score, margins), strict=True)
            if score >= least
        ]


def version_of_dlib() -> str:
    """Return dlib's version: its finder has none of its own."""
    return f"dlib {dlib.__version__}"


def _score(margin: float) -> float:
    return margin / (1 + margin)


@cache
def _finder() -> Any:
    return dlib.get_frontal_face_detector()
