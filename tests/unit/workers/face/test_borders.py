"""Faces over the borders of a film's parts: followed as if there were none."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest

from schemas.findings import Tier
from tests.unit.workers.face.test_tracking import _box, _is_covered, _with_face
from workers.imaging.arrays import Picture
from workers.imaging.face.borders import joined
from workers.imaging.face.track import Spot, Track
from workers.imaging.face.tracker import (
    LINGER_SECONDS,
    PATIENCE_SECONDS,
    FaceTracker,
)

RATE, COUNT = 30, 120
BORDERS = (0, 45, 80, COUNT)
Place = tuple[int, int]


def _tracks(
    places: Sequence[Place | None], is_seen: Callable[[int], bool], borders: Sequence[int] = BORDERS
) -> list[Track]:
    """Return the tracks of a film whose parts are looked at by themselves, in any order."""
    seconds = [number / RATE for number in range(len(places))]
    parts = []
    for first, end in pairwise(borders):
        at = 0

        def look(_: Picture) -> list[Spot]:
            place = places[at]  # noqa: B023 - called at once
            seen = place is not None and is_seen(at)  # noqa: B023
            return [Spot(_box(*place), Tier.SURE, 0.9, "test")] if place and seen else []

        tracker = FaceTracker(look, lambda _: [], seconds, range(first, end))
        last = end + round((PATIENCE_SECONDS + LINGER_SECONDS) * RATE)
        for at in range(max(0, first - RATE), min(len(places), last)):
            if at >= end and not tracker.follows:
                break
            place = places[at]
            tracker.add(at, _with_face(*(place or (-500, -500))))
        parts.append(tracker.finish())
    return joined(parts)


@pytest.mark.parametrize("speed", [0, 2, 3])
def test_a_face_that_moves_across_borders_is_one_track(speed: int) -> None:
    """Covered in every frame, and one finding for a person to lift."""
    places: list[Place | None] = [(20 + speed * number // 2, 60) for number in range(COUNT)]
    tracks = _tracks(places, lambda _: True)
    assert len(tracks) == 1
    assert (tracks[0].first, tracks[0].last) == (0, COUNT - 1)
    assert not tracks[0].guessed
    assert all(_is_covered(tracks, at, place) for at, place in enumerate(places) if place)


def test_a_face_not_seen_at_the_border_is_followed_over_it() -> None:
    """Whoever turns away just there is covered by the part before until somebody sees them."""
    places: list[Place | None] = [(20 + number, 60) for number in range(COUNT)]
    tracks = _tracks(places, lambda at: not 40 <= at < 52)
    assert len(tracks) == 1
    assert all(_is_covered(tracks, at, place) for at, place in enumerate(places) if place)


def test_a_face_that_is_never_seen_again_stays_covered_for_a_while() -> None:
    """The part before follows it for as long as one tracker would: a second."""
    places: list[Place | None] = [(20 + number, 60) for number in range(COUNT)]
    tracks = _tracks(places, lambda at: at < 44)
    alone = _tracks(places, lambda at: at < 44, (0, COUNT))
    assert [(track.first, track.last) for track in tracks] == [
        (track.first, track.last) for track in alone
    ]
    assert all(_is_covered(tracks, at, (20 + at, 60)) for at in range(44 + RATE - 10))


@pytest.mark.parametrize("since", [43, 44, 45, 46, 60])
def test_a_face_that_comes_at_a_border_is_followed_back_to_where_it_came(since: int) -> None:
    """Also where it came into sight in the part before, which saw nothing of it."""
    places: list[Place | None] = [(150, 60) if at >= since else None for at in range(COUNT)]
    tracks = _tracks(places, lambda at: at >= max(since, 45))
    assert all(_is_covered(tracks, at, (150, 60)) for at in range(since, COUNT))


def test_a_face_seen_late_is_followed_back_over_the_border() -> None:
    """It was there, in the part before, and nobody had recognised it."""
    places: list[Place | None] = [(20 + number, 60) for number in range(COUNT)]
    tracks = _tracks(places, lambda at: at >= 50)
    assert all(_is_covered(tracks, at, (20 + at, 60)) for at in range(30, COUNT))
    assert min(track.first for track in tracks) <= 30


def test_a_part_without_a_face_has_no_track() -> None:
    """Nothing comes of nothing, and nobody is followed."""
    assert _tracks([None] * COUNT, lambda _: True) == []


def test_a_face_through_many_short_parts_is_one_track() -> None:
    """The tail of one part may reach over the next one as well."""
    places: list[Place | None] = [(20 + number, 60) for number in range(COUNT)]
    tracks = _tracks(places, lambda at: not 28 <= at < 44, (0, 30, 36, 70, COUNT))
    assert all(_is_covered(tracks, at, place) for at, place in enumerate(places) if place)
    assert len(tracks) == 1
