"""Why something was covered as a face: what the looks at it had to say.

A green run shows that reasons are true of how a face was found, not that they help a moderator.
"""

import cv2
import numpy as np
import pytest

from schemas.findings import FindingReason, Tier
from tests.factories.drawn_face import drawn_face
from workers import samples
from workers.imaging.arrays import Picture
from workers.imaging.face import evidence, policy
from workers.imaging.face.candidate import Candidate
from workers.imaging.face.evidence import Evidence
from workers.imaging.face.find import FaceDetector
from workers.imaging.face.paths import findings
from workers.imaging.face.sighting import Box, Sighting
from workers.imaging.face.track import Spot, Track

GREY: Picture = np.full((240, 320, 3), 127, dtype=np.uint8)
FACE: Box = (100, 80, 160, 150)

UNSAID, SAID = Evidence(evidence.CHECK - 1, 2.0), Evidence(evidence.CHECK + 0.1, 2.0)
"""Too little at first sight, and enough."""


def _said(picture: Picture) -> list[tuple[Tier, FindingReason | None]]:
    return [(one.tier, one.reason) for one in FaceDetector().find(np.ascontiguousarray(picture))]


def test_a_face_seen_at_once_is_a_clear_one() -> None:
    assert _said(samples.portrait()) == [(Tier.SURE, FindingReason.CLEAR_FACE)]


def test_a_drawn_face_is_a_vague_one_and_turned_says_so() -> None:
    """A poster on the wall: YuNet alone proposes it, and no other look is sure."""
    assert _said(drawn_face()) == [(Tier.CHECK, FindingReason.VAGUE_FACE)]
    assert _said(np.rot90(drawn_face())) == [(Tier.CHECK, FindingReason.TURNED_FACE)]


def test_smooth_shades_as_large_as_the_picture_are_a_face_at_its_edge() -> None:
    """Such as skin out of focus: no more is left of her than shades of brown."""
    blurred = np.asarray(cv2.GaussianBlur(samples.portrait(), (0, 0), 16), dtype=np.uint8)
    assert _said(blurred) == [(Tier.CHECK, FindingReason.FACE_AT_EDGE)]


@pytest.mark.parametrize(
    ("box", "turns", "weighed", "reason"),
    [
        (FACE, (0, 90), UNSAID, FindingReason.SECOND_LOOK),
        (FACE, (0, 90), SAID, FindingReason.VAGUE_FACE),
        (FACE, (90, 45), SAID, FindingReason.TURNED_FACE),
        ((-4, 80, 160, 150), (90,), UNSAID, FindingReason.FACE_AT_EDGE),
        ((100, 80, 160, 240), (0,), SAID, FindingReason.FACE_AT_EDGE),
        ((40, 5, 280, 235), (0,), SAID, FindingReason.FACE_AT_EDGE),
    ],
)
def test_the_plainest_of_several_reasons_is_told(
    box: Box, turns: tuple[int, ...], weighed: Evidence, reason: FindingReason
) -> None:
    """The edge before the turn, and the turn before what the second look said."""
    one = Candidate(tuple(Sighting(box, 0.5, "yunet", turn) for turn in turns))
    assert policy._reason(one, weighed, GREY) is reason


def _spot(tier: Tier, reason: FindingReason) -> Spot:
    return Spot(FACE, tier, 0.7, "test", reason)


DOUBTED = _spot(Tier.CHECK, FindingReason.TURNED_FACE)
CONFIRMED = _spot(Tier.SURE, FindingReason.SECOND_LOOK)
CLEAR = _spot(Tier.SURE, FindingReason.CLEAR_FACE)


def _track(*spots: Spot) -> Track:
    """Return the track of a face that was seen in the first frames, one spot each."""
    track = Track(0, spots[0])
    for frame, spot in enumerate(spots[1:], start=1):
        track.put(frame, spot.box)
        track.sight(spot)
    return track


@pytest.mark.parametrize(
    ("spots", "tier", "reason"),
    [
        ((DOUBTED, DOUBTED), Tier.CHECK, FindingReason.TURNED_FACE),
        ((DOUBTED, CONFIRMED), Tier.SURE, FindingReason.SECOND_LOOK),
        ((CONFIRMED, DOUBTED), Tier.SURE, FindingReason.SECOND_LOOK),
        ((CONFIRMED, CLEAR, CONFIRMED), Tier.SURE, FindingReason.CLEAR_FACE),
    ],
)
def test_a_track_says_what_its_best_look_said(
    spots: tuple[Spot, ...], tier: Tier, reason: FindingReason
) -> None:
    """Whoever was seen clearly once is covered for that."""
    (finding,) = findings(_track(*spots), 320, 240, "1")
    assert (finding.tier, finding.reason) == (tier, reason)


def test_where_a_face_is_only_guessed_the_reason_is_that_it_was_lost() -> None:
    """Its own stretch, whatever the face was before it."""
    track = _track(CLEAR, CLEAR)
    for frame in (2, 3):
        track.guess(frame, FACE)
    seen, guessed = findings(track, 320, 240, "1")
    assert (seen.frames, seen.reason) == ((0, 1), FindingReason.CLEAR_FACE)
    assert (guessed.frames, guessed.reason) == ((2, 3), FindingReason.LOST_FACE)


def test_a_track_joined_over_a_border_takes_the_better_reason() -> None:
    """The part behind the border saw the face clearly."""
    before, later = _track(DOUBTED, DOUBTED), Track(1, CLEAR)
    before.joined(later)
    assert (before.tier, before.reason) == (Tier.SURE, FindingReason.CLEAR_FACE)
