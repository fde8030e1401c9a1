"""What is asked of the networks, in which order, and what is made of their answers."""

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from schemas.findings import FindingReason, Tier
from workers import samples
from workers.imaging.arrays import Picture
from workers.imaging.face import evidence, passes, policy
from workers.imaging.face.candidate import Candidate, candidates
from workers.imaging.face.find import FaceDetector
from workers.imaging.face.sighting import Box, Sighting
from workers.imaging.face.turning import turned

GREY: Picture = np.full((240, 320, 3), 127, dtype=np.uint8)
LEFT: Box = (20, 20, 100, 120)
RIGHT: Box = (200, 40, 260, 110)


class Watched:
    """Stands in for CenterFace: sees the same wherever it looks, and counts its looks."""

    name = "centerface"

    def __init__(self, *seen: Sighting) -> None:
        """Take what is seen."""
        self.seen, self.sizes = seen, list[tuple[int, ...]]()

    def look(self, picture: Picture, least: float) -> list[Sighting]:
        """Return what was given, whatever the picture."""
        self.sizes.append(picture.shape)
        return [sighting for sighting in self.seen if sighting.score >= least]


def _candidate(score: float, box: Box = LEFT, network: str = "yunet", turn: int = 0) -> Candidate:
    return Candidate((Sighting(box, score, network, turn),))


@pytest.fixture
def center_face(monkeypatch: pytest.MonkeyPatch) -> Watched:
    """Put in CenterFace's place somebody who sees nothing."""
    watched = Watched()
    monkeypatch.setattr(evidence, "CENTER_FACE", watched)
    monkeypatch.setattr(passes, "CENTER_FACE", watched)
    return watched


def test_what_nobody_confirms_from_near_is_no_face(center_face: Watched) -> None:
    """The look from near is at a square of 192 pixels; no other one could change anything."""
    doubtful = _candidate(0.2, (10, 10, 30, 30))
    assert evidence.evidence(GREY, passes.TurnedLooks(GREY), doubtful).odds < evidence.CHECK
    assert center_face.sizes == [(192, 192, 3)]


def test_the_look_from_near_decides(center_face: Watched) -> None:
    """In its middle a face counts; beside it a neighbour's does not."""
    center_face.seen = (Sighting((64, 64, 128, 128), 0.7, "centerface"),)
    confirmed = evidence.evidence(GREY, passes.TurnedLooks(GREY), _candidate(0.5))
    center_face.seen = (Sighting((128, 128, 192, 192), 0.7, "centerface"),)
    beside = evidence.evidence(GREY, passes.TurnedLooks(GREY), _candidate(0.5))
    assert confirmed.odds > evidence.SURE
    assert beside.odds < evidence.CHECK


def test_a_larger_face_is_likelier(center_face: Watched) -> None:
    """What fills the picture was photographed on purpose."""
    looks = passes.TurnedLooks(GREY)
    small, large = (_candidate(0.6, (40, 40, 40 + side, 40 + side)) for side in (20, 160))
    assert evidence.evidence(GREY, looks, large).odds > evidence.evidence(GREY, looks, small).odds


def test_turned_looks_are_taken_when_they_are_asked_for_and_once(center_face: Watched) -> None:
    """A slanted candidate is looked for in both quarters beside it, and found back in place."""
    center_face.seen = (Sighting((0, 0, 30, 40), 0.9, "centerface"),)
    looks = passes.TurnedLooks(GREY)
    assert not center_face.sizes
    (upright,) = looks.near(0)
    assert upright.box == (0, 0, 30, 40)
    assert center_face.sizes == [(240, 320, 3)]
    assert {sighting.turn for sighting in looks.near(45)} == {0, 90}
    assert {sighting.turn for sighting in looks.near(315)} == {0, 270}
    assert [size[:2] for size in center_face.sizes] == [(240, 320), (320, 240), (320, 240)]


@pytest.mark.parametrize(
    ("seen", "settled"),
    [
        ([], False),
        ([_candidate(0.8)], False),
        ([_candidate(0.95)], True),
        ([_candidate(0.95), _candidate(0.4, RIGHT)], False),
        ([_candidate(0.95), _candidate(0.3, RIGHT)], True),
        ([_candidate(0.95), _candidate(0.6, (30, 30, 90, 60))], True),
        ([_candidate(0.6, network="centerface"), _candidate(0.36, RIGHT)], False),
    ],
)
def test_slanted_looks_are_spared_only_where_nothing_is_in_doubt(
    seen: Sequence[Candidate], settled: bool
) -> None:
    """Nothing seen is no reason; a part of a sure face is no doubt."""
    assert policy._is_settled(seen) is settled


@pytest.mark.parametrize("degrees", [35, 45, 55, 90, 180, 225])
def test_a_face_aslant_beside_an_upright_one_is_found(degrees: int) -> None:
    """The one who stands must not hide the one who lies."""
    portrait = samples.portrait()
    upright = np.ascontiguousarray(portrait[20:300, 80:380])
    lying = turned(upright, degrees, 420).picture
    height = max(upright.shape[0], lying.shape[0])
    both = np.full((height, upright.shape[1] + lying.shape[1], 3), 127, dtype=np.uint8)
    both[: upright.shape[0], : upright.shape[1]] = upright
    both[: lying.shape[0], upright.shape[1] :] = lying
    regions = [finding.region for finding in FaceDetector().find(both) if finding.region]
    assert any(region.x + region.w < upright.shape[1] + 20 for region in regions)
    assert any(region.x > upright.shape[1] - 20 for region in regions)


def test_faces_are_hidden_from_the_looks_at_others_and_the_picture_is_left_alone() -> None:
    """A copy is painted on; without faces not even that is made."""
    (one,) = candidates([Sighting(LEFT, 0.95, "yunet")])
    picture = np.zeros((240, 320, 3), dtype=np.uint8)
    bare = policy._with_hidden(picture, [policy.Face(one, Tier.SURE, FindingReason.CLEAR_FACE)])
    assert (bare[20:120, 20:100] == 127).all()
    assert not picture.any()
    assert policy._with_hidden(picture, []) is picture


def test_smooth_shades_are_no_face_larger_than_the_picture() -> None:
    """Networks see one in them, faintly, of which the picture would be the middle."""
    picture = np.asarray(cv2.resize(samples.labelled_photo(), (384, 288)), dtype=np.uint8)
    seen = candidates(passes.sightings(picture, (*passes.STRAIGHT, *passes.SLANTED)))
    assert any(one.place[0] < 0 and one.place[2] > picture.shape[1] for one in seen)
    assert policy.faces(picture) == []
