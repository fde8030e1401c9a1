"""What is found along a video: how often it is looked at, and for how long a finding holds."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

import numpy as np
import pytest

from schemas.findings import Finding, FindingKind, Region
from workers.imaging.arrays import Frame, Picture
from workers.imaging.clip import Clip
from workers.imaging.sampled_sweep import VERIFY, sampled_sweep
from workers.imaging.video_medium import VideoMedium

WIDTH, HEIGHT, RATE = 160, 120, 20


@dataclass
class Bright:
    """Finds the bounding box of white pixels, and notes how often it was asked."""

    kind: FindingKind
    looks: int = field(default=0)

    def find(self, picture: Picture) -> tuple[Finding, ...]:
        """Return one box, or nothing."""
        self.looks += 1
        rows, columns = np.nonzero((picture > 250).all(axis=2))
        if not len(rows):
            return ()
        x, y = int(columns.min()), int(rows.min())
        region = Region(x=x, y=y, w=int(columns.max()) - x + 1, h=int(rows.max()) - y + 1)
        return (Finding(kind=self.kind, detector="b", version="1", region=region),)


def _medium(count: int) -> VideoMedium:
    return VideoMedium(b"", Clip(WIDTH, HEIGHT, tuple(range(count)), Fraction(1, RATE)))


def _frames(count: int, spots: dict[int, Region]) -> Iterator[Frame]:
    """Yield grey frames with a white spot in those that have one."""
    for number in range(count):
        frame = np.full((HEIGHT, WIDTH, 3), 90, dtype=np.uint8)
        if number in spots:
            at = spots[number]
            frame[at.y : at.y + at.h, at.x : at.x + at.w] = 255
        yield frame


def _moving(frames: Sequence[int], speed: int) -> dict[int, Region]:
    start = 10 if speed >= 0 else 10 - speed * len(frames)
    return {n: Region(x=start + speed * (n - frames[0]), y=40, w=20, h=24) for n in frames}


def _covers(findings: Sequence[Finding], number: int, spot: Region) -> bool:
    return any(
        finding.region is not None
        and finding.holds_for(number)
        and spot.overlap(finding.region) >= 1
        for finding in findings
    )


def test_what_stands_still_is_looked_at_twice_a_second() -> None:
    """The first frame, the last, and one every half second."""
    detector = Bright(FindingKind.TEXT)
    assert sampled_sweep(_medium(100), _frames(100, {}), (detector,)) == ()
    assert detector.looks == 11


def test_text_that_stands_still_holds_for_all_frames() -> None:
    """Where text stood in two looks it is covered from the first frame to the last."""
    spot = Region(x=20, y=20, w=60, h=16)
    (found,) = sampled_sweep(
        _medium(60), _frames(60, dict.fromkeys(range(15, 45), spot)), (Bright(FindingKind.TEXT),)
    )
    assert found.frames is None
    assert found.region is not None
    assert spot.overlap(found.region) == 1
    assert found.region.h < 2 * spot.h


@pytest.mark.parametrize("speed", [1, 3, -2])
def test_moving_text_is_covered_on_its_way_and_no_longer(speed: int) -> None:
    spots = _moving(range(10, 40), speed)
    found = sampled_sweep(_medium(120), _frames(120, spots), (Bright(FindingKind.TEXT),))
    assert all(_covers(found, number, spot) for number, spot in spots.items())
    assert not any(finding.holds_for(119) for finding in found)


def test_text_that_is_missed_in_some_looks_is_covered_through_them() -> None:
    """A detector that overlooks a line for a second does not uncover it."""
    spot = Region(x=20, y=20, w=60, h=16)
    shown = dict.fromkeys((*range(20), *range(45, 60)), spot)
    (found,) = sampled_sweep(_medium(60), _frames(60, shown), (Bright(FindingKind.TEXT),))
    assert all(found.holds_for(number) for number in range(60))


@pytest.mark.parametrize("first", range(1, 20))
def test_what_appears_suddenly_is_seen_whenever_it_does(first: int) -> None:
    """A quarter of a second is enough, between two looks as well."""
    spot = Region(x=32, y=32, w=64, h=32)
    shown = dict.fromkeys(range(first, first + RATE // 4), spot)
    found = sampled_sweep(_medium(60), _frames(60, shown), (Bright(FindingKind.TEXT),))
    assert all(_covers(found, number, spot) for number, spot in shown.items())


@pytest.mark.parametrize("speed", [0, 1, 2, -2])
def test_a_moving_face_is_covered_in_every_frame(speed: int) -> None:
    """Also in those that nobody looked at: neighbouring looks reach into the time between."""
    spots = _moving(range(10, 50), speed)
    found = sampled_sweep(_medium(80), _frames(80, spots), (Bright(FindingKind.FACE),))
    assert all(_covers(found, number, spot) for number, spot in spots.items())
    assert not any(finding.holds_for(79) or finding.frames is None for finding in found)


def test_a_face_that_stays_is_one_finding() -> None:
    """Look after look in the same place is one line for a moderator."""
    spots = _moving(range(60), 0)
    (found,) = sampled_sweep(_medium(60), _frames(60, spots), (Bright(FindingKind.FACE),))
    assert found.frames == (0, 59)


def test_a_face_that_leaves_is_forgotten() -> None:
    """Its place is not painted for the rest of the video."""
    spots = _moving(range(10), 0)
    (found,) = sampled_sweep(_medium(100), _frames(100, spots), (Bright(FindingKind.FACE),))
    assert found.frames is not None
    assert found.frames[0] == 0
    assert 9 <= found.frames[1] <= 20


def test_what_does_not_count_is_left_out() -> None:
    """What a person lifted is asked about with the number of its frame."""
    asked: list[int] = []

    def ignore(number: int, _: Finding) -> bool:
        asked.append(number)
        return True

    spots = _moving(range(40), 0)
    detector = Bright(FindingKind.FACE)
    assert sampled_sweep(_medium(40), _frames(40, spots), (detector,), ignore=ignore) == ()
    assert asked == [0, 10, 20, 30, 39]


def _moments(
    count: int, spots: dict[int, Region], wanted: Callable[[int], bool] | None = None
) -> list[int]:
    """Return the frames in which verification saw something."""
    asked: list[int] = []

    def ignore(number: int, _: Finding) -> bool:
        asked.append(number)
        return True

    sampled_sweep(
        _medium(count),
        _frames(count, spots),
        (Bright(FindingKind.FACE),),
        ignore=ignore,
        rhythm=replace(VERIFY, wanted=wanted),
    )
    return asked


def test_verification_looks_between_the_moments_of_the_search() -> None:
    """At a quarter past each second, where the search looks at the half and the whole."""
    assert _moments(60, _moving(range(60), 0)) == [5, 25, 45]


@pytest.mark.parametrize("count", [1, 2, 4])
def test_the_shortest_video_is_verified_as_well(count: int) -> None:
    """Its last frame is looked at if there was no look before."""
    assert _moments(count, _moving(range(count), 0)) == [count - 1]


def test_what_is_not_wanted_is_not_looked_at() -> None:
    """The second round of verification leaves out where the first saw nothing."""
    assert _moments(60, _moving(range(60), 0), wanted=lambda number: number > 40) == [45]


def test_what_only_moves_is_not_sudden() -> None:
    """A hard edge that a hand-held camera sweeps over the frame does not make looks follow fast."""
    detector = Bright(FindingKind.TEXT)
    edge = np.full((HEIGHT, 2 * WIDTH, 3), 60, dtype=np.uint8)
    edge[:, WIDTH:] = 230
    frames = (edge[:, 3 * n + 20 : 3 * n + 20 + WIDTH] for n in range(40))
    sampled_sweep(_medium(40), frames, (detector,))
    assert detector.looks == 5


def test_what_moves_and_is_missed_in_one_look_is_covered_in_its_frame() -> None:
    """It was seen in the looks before and after."""
    places = _moving(range(60), 1)
    missed = {number: spot for number, spot in places.items() if number != 30}
    found = sampled_sweep(_medium(60), _frames(60, missed), (Bright(FindingKind.TEXT),))
    assert all(_covers(found, number, spot) for number, spot in places.items())


def test_frames_that_take_no_time_are_looked_at_all_the_same() -> None:
    """A file may say so of any number, and people can step through them."""
    medium = VideoMedium(b"", Clip(WIDTH, HEIGHT, tuple(range(200)), Fraction(1, 90_000)))
    detector = Bright(FindingKind.TEXT)
    sampled_sweep(medium, _frames(200, {}), (detector,))
    assert detector.looks >= 7
    verifying = Bright(FindingKind.TEXT)
    sampled_sweep(medium, _frames(200, {}), (verifying,), rhythm=VERIFY)
    assert verifying.looks >= 3
