"""Cutting texts: what is left is what was kept, in order, with one mark for each hole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.text_redaction import REMOVED, redacted, redacted_texts, require_room
from schemas.free_text import Stretch, TextField
from schemas.refusals import RefusalCode, RefusedError

TEXT = "Seen by Dr Jones on 3 May."


@pytest.mark.parametrize(
    ("stretches", "left"),
    [
        ([], TEXT),
        ([(8, 16)], "Seen by […] on 3 May."),
        ([(20, 25), (8, 16)], "Seen by […] on […]."),
        ([(8, 12), (10, 16)], "Seen by […] on 3 May."),
        ([(8, 16), (11, 13)], "Seen by […] on 3 May."),
        ([(8, 11), (11, 16)], "Seen by […] on 3 May."),
        ([(8, 10), (11, 16)], "Seen by […] […] on 3 May."),
        ([(8, 16), (8, 16)], "Seen by […] on 3 May."),
        ([(0, len(TEXT))], "[…]"),
    ],
    ids=["nothing", "one", "order", "overlap", "inside", "touch", "apart", "twice", "all"],
)
def test_what_is_left(stretches: list[tuple[int, int]], left: str) -> None:
    assert redacted(TEXT, stretches) == left


@pytest.mark.parametrize("stretch", [(-1, 2), (3, 3), (5, 4), (0, len(TEXT) + 1), (400, 500)])
def test_what_lies_outside_is_refused(stretch: tuple[int, int]) -> None:
    with pytest.raises(RefusedError) as refused:
        redacted(TEXT, [stretch])
    assert refused.value.code is RefusalCode.STRETCH_OUTSIDE


def test_offsets_count_code_points() -> None:
    text = "🩺 É. José Díaz: rash"
    start = text.index("José")
    assert redacted(text, [(start, start + len("José Díaz"))]) == "🩺 É. […]: rash"


@given(st.data())
def test_no_character_outlives_its_stretch_and_none_else_is_lost(data: st.DataObject) -> None:
    """Every character of the text is another one, so that each can be told."""
    text = "".join(chr(0x4E00 + number) for number in range(data.draw(st.integers(1, 40))))
    place = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text)))
    stretches = data.draw(st.lists(place.filter(lambda p: p[0] < p[1]), max_size=6))
    gone = {number for start, end in stretches for number in range(start, end)}
    left = redacted(text, stretches)
    assert left.replace(REMOVED, "") == "".join(
        letter for number, letter in enumerate(text) if number not in gone
    )
    holes = sum(1 for number in gone if number - 1 not in gone)
    assert left.count(REMOVED) == holes


def test_each_text_loses_its_own_stretches_alone() -> None:
    texts = {TextField.TITLE: "Mr Jones", TextField.CAPTION: "Mr Jones"}
    removed = [Stretch(field=TextField.CAPTION, start=3, end=8)]
    assert redacted_texts(texts, removed) == {
        TextField.TITLE: "Mr Jones",
        TextField.CAPTION: "Mr […]",
    }


def test_a_mark_that_makes_a_text_too_long_is_refused() -> None:
    title = "x" * 119 + "y"
    cut = redacted_texts({TextField.TITLE: title}, [Stretch(field="title", start=119, end=120)])
    with pytest.raises(RefusedError) as refused:
        require_room(cut)
    assert refused.value.code is RefusalCode.TEXT_TOO_LONG
    require_room({TextField.TITLE: title})
