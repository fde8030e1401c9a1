"""Faces through films: every frame is decided, and few waypoints tell where they are."""

from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.findings import Region, Tier
from workers import samples
from workers.imaging.arrays import Picture
from workers.imaging.face.flow import carried
from workers.imaging.face.paths import findings
from workers.imaging.face.sighting import Box
from workers.imaging.face.track import Spot, Track
from workers.imaging.face.tracker import FaceTracker

WIDTH, HEIGHT = 480, 320
FACE = samples.portrait()[40:190, 150:300]


def _ground() -> Picture:
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH]
    stripes = 90 + 30 * np.sin(columns / 9) + 20 * np.sin(rows / 13)
    return np.repeat(stripes[:, :, np.newaxis], 3, axis=2).astype(np.uint8)


def _with_face(left: int, top: int) -> Picture:
    """Return a picture with a face at a place, as far as it lies inside."""
    picture = _ground()
    height, width = FACE.shape[:2]
    first_x, first_y = max(0, left), max(0, top)
    last_x, last_y = min(WIDTH, left + width), min(HEIGHT, top + height)
    if first_x < last_x and first_y < last_y:
        picture[first_y:last_y, first_x:last_x] = FACE[
            first_y - top : last_y - top, first_x - left : last_x - left
        ]
    return picture


def _box(left: int, top: int) -> Box:
    """Return where the face itself is: brow to chin."""
    return left + 32.0, top + 18.0, left + 120.0, top + 138.0


class _Eye:
    """Sees a face where the test says that there is one, in the frames that it says."""

    def __init__(self, places: Sequence[tuple[int, int]], seen: set[int]) -> None:
        self.places, self.seen, self.at = places, seen, 0

    def look(self, _: Picture) -> list[Spot]:
        if self.at not in self.seen:
            return []
        return [Spot(_box(*self.places[self.at]), Tier.SURE, 0.9, "test")]


def _tracks(places: Sequence[tuple[int, int]], seen: set[int], rate: int = 30) -> list[Track]:
    eye = _Eye(places, seen)
    tracker = FaceTracker(eye.look, lambda _: [], [at / rate for at in range(len(places))])
    for number, place in enumerate(places):
        eye.at = number
        tracker.add(number, _with_face(*place))
    return tracker.finish()


def _is_covered(tracks: list[Track], frame: int, place: tuple[int, int]) -> bool:
    left, top, *_ = _box(*place)
    middle = Region(x=int(left + 10), y=int(top + 10), w=60, h=90)
    regions = [
        finding.region_at(frame)
        for track in tracks
        for finding in findings(track, WIDTH, HEIGHT, "1")
    ]
    inside = middle.clipped(WIDTH, HEIGHT)
    return inside is None or any(region and region.holds(inside) for region in regions)


@pytest.mark.parametrize("speed", [0, 2, 4])
def test_a_face_that_is_seen_now_and_then_is_covered_in_every_frame(speed: int) -> None:
    """Between two searches it is followed."""
    places = [(20 + speed * at, 60 + at % 3) for at in range(60)]
    tracks = _tracks(places, set(range(0, 60, 20)) | {10, 30, 50, 59})
    assert len(tracks) == 1
    assert all(_is_covered(tracks, at, place) for at, place in enumerate(places))


def test_a_face_is_followed_back_to_where_it_came_in() -> None:
    """It was seen only when all of it was there."""
    places = [(-120 + 6 * at, 80) for at in range(45)]
    tracks = _tracks(places, set(range(24, 45)))
    first = min(track.first for track in tracks)
    assert first <= 12
    assert all(_is_covered(tracks, at, places[at]) for at in range(14, 45))


def test_a_face_that_is_not_seen_any_more_is_covered_for_a_while() -> None:
    """A second, as far as it can be followed."""
    places = [(100, 80)] * 90
    tracks = _tracks(places, set(range(31)))
    assert all(_is_covered(tracks, at, places[at]) for at in range(60))
    assert max(track.last for track in tracks) < 75


def test_a_gap_is_closed_from_both_sides() -> None:
    """What was lost in between is known when it is seen again."""
    places = [(60, 80)] * 20 + [(-500, 80)] * 3 + [(60, 80)] * 20
    tracks = _tracks(places, set(range(20)) | set(range(23, 43)))
    assert all(_is_covered(tracks, at, (60, 80)) for at in range(43))


def test_where_a_face_is_only_guessed_the_stretch_is_to_be_checked() -> None:
    """It went behind something: its place stays covered, and a person looks."""
    places = [(60, 80)] * 31 + [(-500, 80)] * 40
    tracks = _tracks(places, set(range(31)))
    made = [one for track in tracks for one in findings(track, WIDTH, HEIGHT, "1")]
    last = max(made, key=lambda one: one.frames or (0, 0))
    assert last.tier is Tier.CHECK
    assert any(one.tier is Tier.SURE for one in made)


def test_a_cut_ends_all_tracks() -> None:
    """Behind it is another place."""
    eye = _Eye([(60, 80)] * 40, set(range(20)))
    tracker = FaceTracker(eye.look, lambda _: [], [at / 30 for at in range(40)])
    for number in range(40):
        eye.at = number
        dark = np.full((HEIGHT, WIDTH, 3), 10, dtype=np.uint8)
        tracker.add(number, _with_face(60, 80) if number < 20 else dark)
    assert max(track.last for track in tracker.finish()) == 19


def test_memory_does_not_grow_with_the_film() -> None:
    """A second of small frames is kept."""
    tracker = FaceTracker(lambda _: [], lambda _: [], [at / 30 for at in range(300)])
    for number in range(300):
        tracker.add(number, _with_face(60, 80))
    assert len(tracker._past) <= 33


def test_what_moves_is_carried_along() -> None:
    """By five pixels to the right and three down."""
    before, after = (_with_face(*place)[:, :, 0] for place in ((100, 80), (105, 83)))
    (box,) = carried(np.ascontiguousarray(before), np.ascontiguousarray(after), [_box(100, 80)])
    assert box == pytest.approx(_box(105, 83), abs=2)


def test_what_is_gone_is_lost() -> None:
    """Nothing of the face comes back."""
    before = _with_face(100, 80)[:, :, 0]
    chance = np.random.default_rng(1)
    after = chance.integers(0, 255, before.shape, dtype=np.uint8)
    assert carried(np.ascontiguousarray(before), after, [_box(100, 80)]) == [None]


@st.composite
def _walks(draw: st.DrawFn) -> list[Box]:
    """Draw boxes that wander, over the edge as well."""
    steps = draw(st.lists(st.tuples(st.integers(-25, 25), st.integers(-25, 25)), max_size=80))
    x, y = draw(st.integers(-50, WIDTH)), draw(st.integers(-50, HEIGHT))
    size = draw(st.integers(8, 200))
    return [(a, b, a + size, b + size * 1.2) for a, b in _summed(x, y, steps)]


def _summed(x: int, y: int, steps: list[tuple[int, int]]) -> Iterator[tuple[float, float]]:
    yield x, y
    for across, down in steps:
        x, y = x + across, y + down
        yield x, y


@settings(deadline=None, max_examples=200)
@given(boxes=_walks())
def test_waypoints_hold_every_box_that_lies_in_the_picture(boxes: list[Box]) -> None:
    """In every frame the region covers the box, as far as it lies inside."""
    track = Track(0, Spot(boxes[0], Tier.SURE, 0.9, "test"))
    for number, box in enumerate(boxes[1:], start=1):
        track.put(number, box)
    made = list(findings(track, WIDTH, HEIGHT, "1"))
    for number, box in enumerate(boxes):
        left, top = max(0, int(box[0])), max(0, int(box[1]))
        right, bottom = min(WIDTH, int(box[2])), min(HEIGHT, int(box[3]))
        if right <= left or bottom <= top:
            continue
        place = Region(x=left, y=top, w=right - left, h=bottom - top)
        regions = [one.region_at(number) for one in made]
        assert any(region and region.holds(place) for region in regions)


def test_a_face_that_stands_still_needs_few_waypoints() -> None:
    """A plan of nine hundred regions would be slow to send."""
    track = Track(0, Spot((100, 100, 180, 200), Tier.SURE, 0.9, "test"))
    for number in range(1, 900):
        shake = number % 2
        track.put(number, (100 + shake, 100, 180 + shake, 200))
    (finding,) = findings(track, WIDTH, HEIGHT, "1")
    assert len(finding.path) <= 20


def test_a_face_is_tested_when_it_is_seen_first_and_when_it_is_much_larger() -> None:
    """What it then needs holds for all of its way."""
    asked: list[Box] = []
    sizes = [40.0, 42.0, 44.0, 70.0, 71.0]

    def need(_: Picture, box: Box) -> float:
        asked.append(box)
        return 0.0 if len(asked) == 1 else 0.5

    seen = iter(sizes)
    picture = _ground()

    def look(_: Picture) -> list[Spot]:
        side = next(seen)
        return [Spot((200.0, 100.0, 200 + side, 100 + side), Tier.SURE, 0.9, "test")]

    tracker = FaceTracker(look, lambda _: [], [float(at) for at in range(5)], need=need)
    for number in range(5):
        tracker.add(number, picture)
    (track,) = tracker.finish()
    assert [round(box[2] - box[0]) for box in asked] == [40, 70]
    (finding,) = findings(track, WIDTH, HEIGHT, "1")
    region = finding.region_at(0)
    assert region is not None
    assert region.x <= 200 - 0.7 * 40
    assert region.y <= 100 - 0.8 * 40


def test_what_may_be_no_face_is_not_tested() -> None:
    """A hand's numbers mean nothing."""

    def need(*_: object) -> float:
        raise AssertionError

    spot = Spot((200.0, 100.0, 260.0, 180.0), Tier.CHECK, 0.9, "test")
    tracker = FaceTracker(lambda _: [spot], lambda _: [], [0.0], need=need)
    tracker.add(0, _ground())
    assert len(tracker.finish()) == 1


def _followed(looks: Sequence[list[Spot]], pictures: Sequence[Picture]) -> list[Track]:
    seen = iter(looks)
    tracker = FaceTracker(lambda _: next(seen), lambda _: [], [at / 3 for at in range(len(looks))])
    for number, picture in enumerate(pictures):
        tracker.add(number, picture)
    return tracker.finish()


def _spot(left: float, top: float, width: float, height: float) -> Spot:
    return Spot((left, top, left + width, top + height), Tier.SURE, 0.9, "test")


def test_a_small_spot_inside_uncovers_nothing() -> None:
    """Another face before it, or a button: the large one is still there."""
    face, button = _spot(100, 40, 200, 240), _spot(150, 100, 60, 70)
    whole = Region(x=100, y=40, w=200, h=240)
    tracks = _followed([[face], [button], [face], [face]], [_ground()] * 4)
    for frame in range(4):
        regions = [
            one.region_at(frame) for track in tracks for one in findings(track, WIDTH, HEIGHT, "1")
        ]
        assert any(region and region.holds(whole) for region in regions), frame


def test_a_face_that_has_become_smaller_is_believed_the_second_time() -> None:
    """Else a region could only ever grow."""
    face, small = _spot(100, 40, 200, 240), _spot(150, 100, 60, 70)
    (track,) = _followed([[face], [small], [small], [small]], [_ground()] * 4)
    assert track.boxes[1] == face.box
    assert track.boxes[3] == small.box


def test_the_frame_of_a_flash_is_covered() -> None:
    """Nobody sees the face in it, and all is as before behind it."""
    face = _spot(100, 40, 100, 120)
    bright = np.clip(_ground().astype(np.int16) + 90, 0, 255).astype(np.uint8)
    pictures = [_ground(), _ground(), bright, _ground(), _ground()]
    tracks = _followed([[face], [face], [], [face], [face]], pictures)
    (track,) = tracks
    assert set(track.boxes) == set(range(5))
    assert not track.guessed


def test_behind_a_real_cut_nothing_is_covered_that_was_before_it() -> None:
    face = _spot(100, 40, 100, 120)
    dark = np.zeros_like(_ground())
    (track,) = _followed([[face], [face], [], [], []], [_ground()] * 2 + [dark] * 3)
    assert track.last == 1


def test_frames_that_take_no_time_are_looked_at_all_the_same() -> None:
    """A file may say so of any number, and people can step through them."""
    looked: list[int] = []
    tracker = FaceTracker(lambda _: looked.append(1) or [], lambda _: [], [0.0] * 200)  # type: ignore[func-returns-value]
    for number in range(200):
        tracker.add(number, _ground())
    assert len(looked) >= 200 // 30
    assert len(tracker._past) <= 129
