"""dlib's vote: not asked unless a setting says so, and then it only adds what is to be checked.

A green run does not prove that the vote finds anything that is worth it: ADR 17 tells what it did.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from safelight import deid
from safelight.settings import Settings
from schemas.findings import Finding, FindingKind, FindingReason, RedactionPlan, Tier
from schemas.media_type import MediaType
from tests.factories import marked_media as media
from workers import registry, samples
from workers.deidentification.options import DEFAULT
from workers.imaging.arrays import Picture
from workers.imaging.face import find, policy
from workers.imaging.face.dlib_hog import DlibHog
from workers.imaging.face.find import FaceDetector
from workers.imaging.face.passes import VOTE, Pass
from workers.imaging.face.sighting import Box, Sighting
from workers.stage import StageInput

GREY: Picture = np.full((240, 320, 3), 127, dtype=np.uint8)
PLACE: Box = (100, 60, 180, 150)


class _Voter:
    """Stands in for dlib: sees a face wherever it looks."""

    name = "dlib"

    def look(self, picture: Picture, least: float) -> list[Sighting]:
        return [Sighting(PLACE, 0.6, self.name)]


def _is_voted(finding: Finding) -> bool:
    return finding.reason is FindingReason.VOTED_FACE


def test_what_dlib_alone_sees_is_a_face_to_be_checked() -> None:
    (face,) = policy.faces(GREY, (Pass(_Voter(), 640, (0,), 0.0),))
    assert (face.tier, face.reason) == (Tier.CHECK, FindingReason.VOTED_FACE)
    assert (face.told_by.network, face.told_by.box) == ("dlib", PLACE)
    assert policy.faces(GREY) == []


def test_a_vote_takes_nothing_away_and_moves_no_face_that_others_see() -> None:
    """The portrait's face stays what it is; dlib sees another one in the suit, and is wrong."""
    portrait = samples.portrait()
    alone, voted = (FaceDetector(dlib_vote=vote).find(portrait) for vote in (False, True))
    (face,) = alone
    same, other = voted
    assert (same.tier, same.reason, same.detector) == (face.tier, face.reason, face.detector)
    assert same.region is not None
    assert face.region is not None
    assert same.region.holds(face.region)
    assert (other.tier, other.reason, other.detector) == (
        Tier.CHECK, FindingReason.VOTED_FACE, "dlib",
    )  # fmt: skip
    assert other.version.startswith("dlib ")


def test_dlib_is_not_asked_unless_it_shall_be(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[tuple[int, ...]] = []

    def look(_: DlibHog, picture: Picture, least: float) -> Sequence[Sighting]:
        looks.append(picture.shape[:2])
        return []

    monkeypatch.setattr(DlibHog, "look", look)
    FaceDetector().find(GREY)
    assert not looks
    FaceDetector(dlib_vote=True).find(GREY)
    assert looks == [(240, 320), (320, 240), (240, 320), (320, 240)]


def test_a_turned_face_needs_more_than_an_upright_one() -> None:
    """Three more looks are three more chances to be wrong."""
    (upright, turned) = VOTE
    assert upright.turns == (0,)
    assert turned.turns == (90, 180, 270)
    assert upright.least < turned.least


def test_dlib_sees_who_stands_upright_and_scores_below_one() -> None:
    (face, *_) = DlibHog().look(samples.portrait(), 0.2)
    left, top, right, bottom = face.box
    assert (left + right) / 2 == pytest.approx(226, abs=20)
    assert (top + bottom) / 2 == pytest.approx(120, abs=20)
    assert 0.2 <= face.score < 1
    assert DlibHog().look(np.ascontiguousarray(np.rot90(samples.portrait())), 0.2) == []


@pytest.mark.parametrize("size", [(1, 1), (3, 400), (400, 3)])
def test_odd_shapes_are_looked_at(size: tuple[int, int]) -> None:
    assert DlibHog().look(np.full((*size, 3), 80, dtype=np.uint8), 0.0) == []


@pytest.mark.parametrize("vote", [False, True])
def test_the_stage_does_as_it_is_told(monkeypatch: pytest.MonkeyPatch, *, vote: bool) -> None:
    monkeypatch.setattr(find, "VOTE", (Pass(_Voter(), 640, (0,), 0.0),))
    picture = samples.as_png(GREY)
    given = StageInput(MediaType.PNG, picture, RedactionPlan(), media.KEY, DEFAULT, dlib_vote=vote)
    found = registry.by_name("obscure_faces").run(given).plan.findings
    assert [one.kind for one in found if _is_voted(one)] == [FindingKind.FACE] * vote


def test_the_setting_is_off_unless_it_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not Settings().dlib_vote
    monkeypatch.setenv("SAFELIGHT_DLIB_VOTE", "true")
    assert Settings().dlib_vote


@pytest.mark.parametrize("vote", [False, True])
def test_deid_asks_for_the_vote_when_it_is_told_to(tmp_path: Path, *, vote: bool) -> None:
    """In child processes, which know nothing but what they are given."""
    path = tmp_path / "portrait.png"
    path.write_bytes(samples.as_png(samples.portrait()))
    (line,) = deid.deidentify([path], tmp_path / "out", dlib_vote=vote)
    reasons = [finding.get("reason") for finding in line["findings"]]
    assert ("voted_face" in reasons) is vote
