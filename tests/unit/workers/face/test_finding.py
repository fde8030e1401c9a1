"""Faces in pictures: in every turn, in parts, and nothing where there is none."""

import cv2
import numpy as np
import pytest
from skimage import data

from schemas.findings import Finding, FindingKind, Tier
from workers import samples
from workers.imaging.arrays import Picture
from workers.imaging.face.candidate import candidates
from workers.imaging.face.find import FaceDetector
from workers.imaging.face.sighting import Sighting
from workers.imaging.face.turning import cut_out, turned

FACE = (182, 58, 270, 178)
"""The face of NASA's portrait: left, top, right and bottom in pixels."""

DETECTOR = FaceDetector()


def _share(findings: tuple[Finding, ...], box: tuple[float, float, float, float]) -> float:
    """Return the share of a box that findings cover."""
    left, top, right, bottom = (round(side) for side in box)
    covered = np.zeros((2000, 2000), dtype=bool)
    for region in (finding.region for finding in findings if finding.region):
        covered[region.y : region.y + region.h, region.x : region.x + region.w] = True
    return float(covered[top:bottom, left:right].mean())


@pytest.mark.parametrize("degrees", range(0, 360, 30))
def test_a_face_is_found_in_every_turn(degrees: int) -> None:
    """Patients lie, and phones are held as they come."""
    portrait = samples.portrait()
    shown = turned(portrait, degrees, 1280)
    middle = shown.to_turned @ np.array([226, 118, 1])
    x, y = float(middle[0]), float(middle[1])
    findings = DETECTOR.find(shown.picture)
    assert {finding.kind for finding in findings} == {FindingKind.FACE}
    assert _share(findings, (x - 40, y - 40, x + 40, y + 40)) > 0.95


@pytest.mark.parametrize(
    ("name", "window"),
    [
        ("left half", (100, 20, 226, 260)),
        ("right half", (226, 20, 360, 260)),
        ("eyes", (170, 84, 282, 124)),
        ("lower face", (150, 118, 310, 230)),
        ("close-up", (192, 72, 262, 166)),
    ],
)
def test_a_part_of_a_face_is_a_face(name: str, window: tuple[int, int, int, int]) -> None:
    """Close-ups are what dermatologists photograph every day."""
    left, top, right, bottom = window
    part = samples.portrait()[top:bottom, left:right]
    scale = 300 / max(part.shape[:2])
    shown = np.asarray(
        cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC), dtype=np.uint8
    )
    box = (
        (max(left, FACE[0]) - left) * scale, (max(top, FACE[1]) - top) * scale,
        (min(right, FACE[2]) - left) * scale, (min(bottom, FACE[3]) - top) * scale,
    )  # fmt: skip
    assert _share(DETECTOR.find(shown), box) > 0.6, name


def test_a_face_behind_a_bar_or_a_mask_is_a_face() -> None:
    """A black bar over the eyes hides nobody."""
    barred, masked = samples.portrait().copy(), samples.portrait().copy()
    barred[92:122, 178:274] = 0
    masked[126:184, 180:272] = (90, 140, 190)
    assert _share(DETECTOR.find(barred), FACE) > 0.6
    assert _share(DETECTOR.find(masked), FACE) > 0.6


@pytest.mark.parametrize("name", ["coffee", "rocket", "cat", "coins", "grass", "retina"])
def test_pictures_of_things_have_no_sure_face(name: str) -> None:
    """A cat's face may be doubted, and a person lifts it."""
    picture = getattr(data, name)()
    if picture.ndim == 2:
        picture = np.stack((picture,) * 3, axis=2)
    assert not any(finding.tier is Tier.SURE for finding in DETECTOR.find(picture))


def test_the_same_picture_gives_the_same_findings() -> None:
    """A stage that is run again must say the same."""
    assert DETECTOR.find(samples.portrait()) == DETECTOR.find(samples.portrait())


@pytest.mark.parametrize("degrees", [0, 45, 90, 135, 180, 225, 270, 315])
@pytest.mark.parametrize("size", [(300, 200), (200, 301), (97, 96)])
def test_what_is_seen_in_a_turned_picture_is_found_back(
    degrees: int, size: tuple[int, int]
) -> None:
    """A white square, seen in the turned picture, lies where it was in the other."""
    height, width = size
    picture: Picture = np.zeros((height, width, 3), dtype=np.uint8)
    picture[40:60, 30:50] = 255
    shown = turned(picture, degrees, 1280)
    rows, columns = np.nonzero(shown.picture[:, :, 0] > 200)
    box = (columns.min(), rows.min(), columns.max() + 1.0, rows.max() + 1.0)
    left, top, right, bottom = shown.restored(Sighting(box, 0.9, "any")).box
    assert (left + right) / 2 == pytest.approx(40, abs=2.5)
    assert (top + bottom) / 2 == pytest.approx(50, abs=2.5)
    if degrees % 90 == 0:
        assert (left, top, right, bottom) == pytest.approx((30, 40, 50, 60), abs=1)


def test_a_close_up_has_the_box_in_its_middle() -> None:
    """Whatever the box's size, and also where it reaches over the edge."""
    picture: Picture = np.zeros((400, 400, 3), dtype=np.uint8)
    picture[0:200, 0:200] = 255
    shown = cut_out(picture, (0, 0, 200, 200), 64, 0)
    assert shown.shape == (192, 192, 3)
    assert shown[66:126, 66:126].min() == 255
    assert tuple(shown[4, 4]) == (127, 127, 127)


def test_sightings_of_one_place_are_one_candidate() -> None:
    """The surest first; a box beside it is another."""
    seen = [
        Sighting((10, 10, 50, 60), 0.5, "centerface"),
        Sighting((12, 8, 52, 58), 0.8, "yunet", 90),
        Sighting((200, 10, 240, 60), 0.3, "yunet"),
    ]
    first, second = candidates(seen)
    assert first.best("centerface") == 0.5
    assert first.best("yunet") == 0.8
    assert first.turn == 90
    assert first.hull == (10, 8, 52, 60)
    assert second.best("centerface") == 0
