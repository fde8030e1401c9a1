"""Findings that move: nothing of the exact place is left out, and the hull holds all of it."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from schemas.findings import Finding, FindingKind, RedactionPlan, Region, Waypoint, hull
from schemas.http.review import DrawnRegion

_regions = st.builds(
    Region,
    x=st.integers(0, 4000),
    y=st.integers(0, 4000),
    w=st.integers(1, 900),
    h=st.integers(1, 900),
)
_paths = st.dictionaries(st.integers(0, 60), _regions, min_size=1, max_size=6).map(
    lambda places: tuple(Waypoint(frame=at, region=places[at]) for at in sorted(places))
)


def _moving(path: tuple[Waypoint, ...], frames: tuple[int, int] | None = None) -> Finding:
    return Finding(
        kind=FindingKind.FACE,
        detector="d",
        version="1",
        region=hull(waypoint.region for waypoint in path),
        frames=frames,
        path=path,
    )


def _at(frame: int, x: int, y: int = 0, w: int = 10, h: int = 10) -> Waypoint:
    return Waypoint(frame=frame, region=Region(x=x, y=y, w=w, h=h))


def _sides(region: Region) -> tuple[int, int, int, int]:
    return region.x, region.y, region.x + region.w, region.y + region.h


def _place(finding: Finding, frame: int) -> Region:
    region = finding.region_at(frame)
    assert region is not None
    return region


@given(_paths)
def test_it_passes_through_every_waypoint(path: tuple[Waypoint, ...]) -> None:
    finding = _moving(path)
    assert [finding.region_at(point.frame) for point in path] == [point.region for point in path]


@given(_paths, st.integers(0, 70))
def test_the_hull_holds_it_in_every_frame(path: tuple[Waypoint, ...], frame: int) -> None:
    finding = _moving(path)
    assert finding.region is not None
    assert finding.region.holds(_place(finding, frame))


@given(_paths, st.integers(0, 70))
def test_it_stays_before_the_first_waypoint_and_after_the_last(
    path: tuple[Waypoint, ...], frame: int
) -> None:
    finding = _moving(path)
    if frame <= path[0].frame:
        assert finding.region_at(frame) == path[0].region
    if frame >= path[-1].frame:
        assert finding.region_at(frame) == path[-1].region


@given(_regions, _regions, st.integers(2, 60), st.data())
def test_between_two_waypoints_each_side_is_rounded_outwards_by_less_than_a_pixel(
    one: Region, other: Region, steps: int, data: st.DataObject
) -> None:
    step = data.draw(st.integers(1, steps - 1))
    finding = _moving((Waypoint(frame=0, region=one), Waypoint(frame=steps, region=other)))
    share = Fraction(step, steps)
    exact = [a + (b - a) * share for a, b in zip(_sides(one), _sides(other), strict=True)]
    left, top, right, bottom = _sides(_place(finding, step))
    outwards = (exact[0] - left, exact[1] - top, right - exact[2], bottom - exact[3])
    assert all(0 <= by < 1 for by in outwards)


@given(_regions, _regions, st.integers(1, 60))
def test_no_side_turns_back_between_two_waypoints(one: Region, other: Region, steps: int) -> None:
    finding = _moving((Waypoint(frame=0, region=one), Waypoint(frame=steps, region=other)))
    for side in zip(*(_sides(_place(finding, frame)) for frame in range(steps + 1)), strict=True):
        assert list(side) in (sorted(side), sorted(side, reverse=True))


def test_it_is_nowhere_outside_of_its_frames() -> None:
    finding = _moving((_at(3, 0), _at(5, 20)), (2, 6))
    places = [finding.region_at(frame) for frame in range(9)]
    assert [place is not None for place in places] == [2 <= frame <= 6 for frame in range(9)]
    assert _place(finding, 4) == Region(x=10, y=0, w=10, h=10)


def test_what_stands_still_is_where_its_region_is() -> None:
    still = Finding(
        kind=FindingKind.MARK, detector="d", version="1", region=_at(0, 7).region, frames=(1, 2)
    )
    assert [still.region_at(frame) for frame in range(4)] == [
        None,
        still.region,
        still.region,
        None,
    ]
    header = Finding(kind=FindingKind.HEADER, detector="d", version="1")
    assert header.region_at(0) is None


@pytest.mark.parametrize(
    ("given_path", "frames", "region"),
    [
        ((_at(4, 0), _at(2, 9)), None, Region(x=0, y=0, w=99, h=99)),
        ((_at(4, 0), _at(4, 9)), None, Region(x=0, y=0, w=99, h=99)),
        ((_at(4, 0), _at(9, 9)), (4, 8), Region(x=0, y=0, w=99, h=99)),
        ((_at(3, 0), _at(8, 9)), (4, 8), Region(x=0, y=0, w=99, h=99)),
        ((_at(4, 0), _at(8, 9)), None, Region(x=0, y=0, w=18, h=99)),
        ((_at(4, 0), _at(8, 9)), None, None),
    ],
    ids=["backwards", "twice", "after", "before", "beyond the hull", "without a region"],
)
def test_a_path_that_is_not_sound_is_refused(
    given_path: tuple[Waypoint, ...], frames: tuple[int, int] | None, region: Region | None
) -> None:
    with pytest.raises(ValidationError):
        Finding(
            kind=FindingKind.FACE,
            detector="d",
            version="1",
            region=region,
            frames=frames,
            path=given_path,
        )


def test_plans_from_before_there_were_paths_still_parse() -> None:
    """As `plans.plan` in a database holds them."""
    old: dict[str, Any] = {
        "findings": [
            {"kind": "face", "detector": "hog", "version": "1", "score": 0.9, "tier": "sure",
             "region": {"x": 1, "y": 2, "w": 3, "h": 4}, "frames": [2, 9], "subject": None},
            {"kind": "header", "detector": "ps3.15", "version": "1", "score": 1.0, "tier": "sure",
             "region": None, "frames": None, "subject": "PatientName"},
        ],
        "lifted": [0],
    }  # fmt: skip
    plan = RedactionPlan.model_validate(old)
    assert [finding.path for finding in plan.findings] == [(), ()]
    assert plan.findings[0].region_at(9) == Region(x=1, y=2, w=3, h=4)


@given(_paths)
def test_a_plan_comes_back_from_json_as_it_was(path: tuple[Waypoint, ...]) -> None:
    plan = RedactionPlan(findings=(_moving(path),), lifted=frozenset((0,)))
    assert RedactionPlan.model_validate(plan.model_dump(mode="json")) == plan


def test_a_lifted_track_lifts_where_it_is_and_nothing_behind_it() -> None:
    track = _moving((_at(0, 0), _at(10, 100)), (0, 10))
    plan = RedactionPlan(findings=(track,)).with_lifted((0,))

    def seen(x: int) -> Finding:
        return Finding(
            kind=FindingKind.FACE, detector="d", version="1", region=Region(x=x, y=0, w=10, h=10)
        )

    assert plan.is_lifted(seen(50), 5)
    assert not plan.is_lifted(seen(50), 0)
    assert not plan.is_lifted(seen(0), 10)
    assert not plan.is_lifted(seen(100), 11)


@pytest.mark.parametrize(
    "more",
    [
        {"frames": [5, 4]},
        {"frames": [-1, 4]},
        {"frames": [1]},
        {"path": [{"frame": 2, "region": {"x": 0, "y": 0, "w": 1, "h": 1}}] * 2},
        {"frames": [3, 4], "path": [{"frame": 2, "region": {"x": 0, "y": 0, "w": 1, "h": 1}}]},
        {"path": [{"frame": 2}]},
        {"until": 7},
    ],
    ids=["backwards", "negative", "one end", "twice", "outside", "nowhere", "unknown"],
)
def test_a_drawn_region_that_is_not_sound_is_refused(more: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        DrawnRegion.model_validate({"x": 0, "y": 0, "w": 9, "h": 9, **more})
