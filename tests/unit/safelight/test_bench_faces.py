"""The benchmark of faces: labels move with the pixels, and counts are what they claim."""

import json
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

import cv2
import numpy as np
import pytest

from safelight.bench.faces import pictures, sources
from safelight.bench.faces.chart import svg
from safelight.bench.faces.films import _bridged
from safelight.bench.faces.finders import Finder
from safelight.bench.faces.labelled import Box, Labelled, Picture
from safelight.bench.faces.score import score
from safelight.bench.faces.variants import VARIANTS, scaled, slanted, turned, variants

FACE = (120.0, 80.0, 200.0, 180.0)


def _disc() -> Labelled:
    """Return a red ellipse where the label says that a face is."""
    pixels = np.full((300, 400, 3), 90, dtype=np.uint8)
    cv2.ellipse(pixels, (160, 130), (40, 50), 0, 0, 360, (250, 40, 40), -1)
    return Labelled("disc", "upright", pixels, (FACE,))


def _red(shown: Labelled) -> tuple[float, float, float, float]:
    red = (shown.pixels[:, :, 0] > 180) & (shown.pixels[:, :, 1] < 100)
    rows, columns = np.nonzero(red)
    return float(columns.min()), float(rows.min()), columns.max() + 1.0, rows.max() + 1.0


@pytest.mark.parametrize(
    "shown",
    [turned(_disc(), 1), turned(_disc(), 2), turned(_disc(), 3), slanted(_disc(), 33),
     slanted(_disc(), -60), scaled(_disc(), 0.5)],
)  # fmt: skip
def test_labels_move_with_the_pixels(shown: Labelled) -> None:
    """The box lies around what is red, to two pixels."""
    (box,) = shown.faces
    assert box == pytest.approx(_red(shown), abs=2.5)


def test_every_way_of_showing_keeps_a_label_and_is_the_same_each_time() -> None:
    """The same seed gives the same pictures."""
    first, second = list(variants(_disc(), 5)), list(variants(_disc(), 5))
    assert {shown.kind for shown in first} == set(VARIANTS)
    assert all(shown.faces for shown in first if shown.kind != "hard: slanted and draped")
    for one, other in zip(first, second, strict=True):
        assert np.array_equal(one.pixels, other.pixels)
    half = next(shown for shown in first if shown.kind == "half")
    left, top, right, bottom = half.faces[0]
    assert (right - left) / (bottom - top) == pytest.approx(40 / 100, rel=0.1)


def test_a_face_is_found_from_six_tenths_on_and_boxes_beside_are_wrong() -> None:
    """Two regions may cover it together; what touches an ignored face is not wrong."""
    labelled = Labelled(
        "x", "upright", np.zeros((300, 400, 3), np.uint8), (FACE,), ((0, 0, 30, 30),)
    )
    assert score(labelled, [(120, 80, 200, 139)]).found == 0
    assert score(labelled, [(120, 80, 200, 141)]).found == 1
    assert score(labelled, [(120, 80, 200, 110), (120, 110, 200, 142)]).found == 1
    counted = score(labelled, [(0, 0, 25, 25), (300, 200, 340, 240)])
    assert (counted.wrong, counted.found, counted.faces) == (1, 0, 1)


def test_gaps_in_a_films_labels_are_bridged() -> None:
    """Seen, lost for two frames, seen again a little farther."""
    seen = [[FACE], [], [], [(126.0, 80.0, 206.0, 180.0)]]
    bridged = _bridged(seen)
    assert bridged[1] == [pytest.approx((122, 80, 202, 180))]
    assert bridged[2] == [pytest.approx((124, 80, 204, 180))]


def test_pictures_that_packages_ship_are_there_with_their_labels() -> None:
    """Two people, a hundred small faces, and pictures of nobody."""
    shipped = list(sources.from_scikit_image())
    assert sum(len(one.faces) for one in shipped) == 102
    assert sum(not one.faces for one in shipped) >= 9


def test_a_folder_of_labelled_pictures_is_read(tmp_path: Path) -> None:
    """As ``--set`` names it."""
    cv2.imwrite(str(tmp_path / "a.png"), np.zeros((20, 30, 3), np.uint8))
    entry = {"file": "a.png", "faces": [[1, 2, 10, 12]], "ignore": []}
    (tmp_path / "labels.json").write_text(json.dumps([entry]))
    (one,) = sources.from_folder(tmp_path)
    assert (one.pixels.shape, one.faces) == ((20, 30, 3), ((1, 2, 10, 12),))


def test_measured_figures_and_their_chart() -> None:
    """Somebody who covers all finds all, and has no false box; nobody's finds nothing."""

    def everything(given: Sequence[Picture]) -> list[tuple[list[Box], float]]:
        return [([(0, 0, 5000, 5000)], 0.1) for _ in given]

    def nothing(given: Sequence[Picture]) -> list[tuple[list[Box], float]]:
        return [([], 0.1) for _ in given]

    finders: dict[str, Finder] = {"safelight": everything, "face_recognition": nothing}
    told = pictures.measure(lambda _: None, [_disc()], finders, seed=1, one_in=1)
    assert told["safelight"]["recall"] == 1
    assert told["face_recognition"]["recall"] == 0
    assert told["safelight"]["ms_a_picture"] == pytest.approx(100)
    drawn = ET.fromstring(svg(told))
    icons = [one for one in drawn.iter() if one.get("id", "").startswith("frame-")]
    assert len({one.get("id") for one in icons}) == len(icons) == len(VARIANTS)
