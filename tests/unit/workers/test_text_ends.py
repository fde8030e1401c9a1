"""What is covered beyond a line of text: its faint ends, and the gaps in its row."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.bench.burned_in import lettering
from safelight.bench.burned_in.frames import frames
from safelight.bench.burned_in.kinds import Kind
from workers.imaging.sweep import mark
from workers.imaging.text import TextDetector
from workers.imaging.text_ends import beyond, gaps, joined
from workers.imaging.text_fit import boxes_beyond
from workers.imaging.text_lines import Line

_ANGLES = [0, 20, 90, 135, 180, 270]


def _line(angle: float) -> Line:
    """Return a line of 60 × 12 pixels about the middle of 300 × 300."""
    turn = np.deg2rad(angle)
    along, across = np.array([np.cos(turn), np.sin(turn)]), np.array([-np.sin(turn), np.cos(turn)])
    corners = [150 + x * along + y * across for x, y in ((-30, -6), (30, -6), (30, 6), (-30, 6))]
    return Line(np.array(corners, dtype=np.float32), 0.9)


def _likely(*, angle: float, start: int, stop: int, value: float = 0.3) -> np.ndarray:
    """Return likelihoods, 300 × 300, that are ``value`` between two places along a line's way."""
    turn = np.deg2rad(angle)
    rows, columns = np.mgrid[:300, :300]
    along = (columns - 150) * np.cos(turn) + (rows - 150) * np.sin(turn)
    across = (rows - 150) * np.cos(turn) - (columns - 150) * np.sin(turn)
    there = (along >= start) & (along <= stop) & (np.abs(across) < 6)
    return np.where(there, value, 0).astype(np.float32)


@pytest.mark.parametrize("angle", _ANGLES)
def test_a_line_goes_on_where_letters_are_faintly_likely(angle: float) -> None:
    """In any turn, at the end where they are, and about as far."""
    (more,) = beyond(_line(angle), _likely(angle=angle, start=36, stop=60))
    turn = np.deg2rad(angle)
    along = (more.corners - 150) @ np.array([np.cos(turn), np.sin(turn)])
    assert along.min() == pytest.approx(30, abs=3)
    assert along.max() == pytest.approx(65, abs=4)


@pytest.mark.parametrize("angle", _ANGLES)
def test_a_line_ends_where_nothing_is_likely(angle: float) -> None:
    likely = _likely(angle=angle, start=-30, stop=30)
    assert not list(beyond(_line(angle), likely * 0))
    assert not list(beyond(_line(angle), _likely(angle=angle, start=50, stop=90)))
    assert not list(beyond(_line(angle), _likely(angle=angle, start=32, stop=60, value=0.05)))


def test_a_gap_in_a_row_is_found_and_one_between_rows_is_not() -> None:
    row = [(0, 10, 60, 30), (80, 12, 150, 30)]
    assert list(gaps(row)) == [(0, (60, 10, 80, 30))]
    assert list(gaps([(x, y, z, w) for y, x, w, z in row])) == [(0, (10, 60, 30, 80))]
    assert not list(gaps([(0, 10, 60, 30), (80, 30, 150, 50)]))
    assert not list(gaps([(0, 10, 60, 30), (110, 10, 150, 30)]))
    assert not list(gaps([(0, 10, 60, 30), (80, 0, 190, 60)]))


_Boxes = st.lists(
    st.tuples(*[st.integers(0, 200)] * 2, *[st.integers(1, 120)] * 2).map(
        lambda box: (box[0], box[1], box[0] + box[2], box[1] + box[3])
    ),
    max_size=6,
)


@given(_Boxes)
def test_gaps_lie_within_what_the_boxes_span(boxes: list[tuple[int, int, int, int]]) -> None:
    for number, (left, top, right, bottom) in gaps(boxes):
        assert 0 <= number < len(boxes)
        assert left < right
        assert top < bottom
        assert min(x for x, _, _, _ in boxes) <= left
        assert max(y for _, _, _, y in boxes) >= bottom


def test_a_name_that_turns_black_on_black_is_covered_whole() -> None:
    """Its middle cannot be seen; both of its ends can."""
    picture = np.full((120, 520, 3), 150, dtype=np.uint8)
    picture[:, 225:265] = 0
    ink = lettering.latin_faces()[0]("MILLER THOMAS 1984", 22)
    inked = np.zeros(picture.shape[:2], dtype=bool)
    place = np.s_[50 : 50 + ink.shape[0], 100 : 100 + ink.shape[1]]
    inked[place] = ink > 48
    picture[inked] = 0
    mask = np.zeros(inked.shape, dtype=bool)
    mark(mask, TextDetector().find(picture))
    assert mask[inked].mean() >= 0.95


@pytest.mark.parametrize(("seed", "number"), [(1112, 20), (1133, 36), (1152, 36), (1145, 37)])
def test_a_last_letter_that_drowns_in_texture_is_covered(seed: int, number: int) -> None:
    """A green run does not prove it for all texture: the benchmark measures that."""
    frame = list(frames(Kind.PLAIN, number + 1, seed))[number]
    mask = np.zeros(frame.picture.shape[:2], dtype=bool)
    mark(mask, TextDetector().find(frame.picture))
    for inked in frame.strings:
        assert mask[inked].mean() >= 0.95


def test_a_letter_that_is_higher_than_wide_goes_on_to_its_sides() -> None:
    """It does not tell which way its word runs."""
    letter = Line(np.array([(142, 140), (158, 140), (158, 162), (142, 162)], dtype=np.float32), 0.9)
    (more,) = beyond(letter, _likely(angle=0, start=12, stop=60))
    assert more.bounds[0] == pytest.approx(158, abs=3)
    assert more.bounds[2] == pytest.approx(219, abs=6)
    assert more.bounds[3] - more.bounds[1] == pytest.approx(22, abs=2)


@given(_Boxes)
def test_joined_boxes_cover_what_they_were_made_of(boxes: list[tuple[int, int, int, int]]) -> None:
    """And hardly more; there are never more of them."""
    made = joined(boxes)
    assert len(made) <= len(boxes)
    for left, top, right, bottom in boxes:
        assert any(
            one[0] <= left and one[1] <= top and one[2] >= right and one[3] >= bottom
            for one in made
        )
    covered, before = (
        sum((right - left) * (bottom - top) for left, top, right, bottom in some)
        for some in (made, boxes)
    )
    assert covered <= 1.1 ** max(0, len(boxes) - 1) * before


def test_a_line_its_end_and_a_gap_are_one_box() -> None:
    assert joined([(60, 10, 80, 30), (0, 10, 60, 30), (80, 11, 90, 30)]) == [(0, 10, 90, 30)]
    assert joined([(0, 0, 10, 10), (40, 40, 50, 50)]) == [(0, 0, 10, 10), (40, 40, 50, 50)]


@pytest.mark.parametrize("upright", [False, True])
def test_an_end_narrower_than_high_is_covered_as_high_as_its_line(*, upright: bool) -> None:
    corners = np.array([(100, 50), (180, 50), (180, 70), (100, 70)], dtype=np.float32)
    after = np.array([(180, 50), (186, 50), (186, 70), (180, 70)], dtype=np.float32)
    line, end = (Line(one[:, ::-1] if upright else one, 0.9) for one in (corners, after))
    (box,) = boxes_beyond(end, line, np.zeros((300, 300), dtype=np.uint8))
    assert box == ((52, 180, 68, 186) if upright else (180, 52, 186, 68))
