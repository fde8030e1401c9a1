"""Dates and times move together, and every interval stays."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from workers.deidentification.temporal import (
    offset_for,
    shifted_date,
    shifted_moment,
    shifted_time,
)

KEY = bytes(range(32))
MOMENTS = st.datetimes(datetime(1915, 1, 1), datetime(2026, 1, 1)).map(  # noqa: DTZ001
    lambda moment: moment.replace(microsecond=0)
)


def _moved(moment: datetime, offset: timedelta) -> datetime:
    date, time = f"{moment:%Y%m%d}", f"{moment:%H%M%S}"
    moved = shifted_date(date, time, offset) + shifted_time(date, time, offset)
    return datetime.strptime(moved, "%Y%m%d%H%M%S").replace(tzinfo=UTC)


@given(one=MOMENTS, other=MOMENTS, patient=st.text())
def test_intervals_stay_to_the_second(one: datetime, other: datetime, patient: str) -> None:
    offset = offset_for(patient, KEY)
    assert _moved(one, offset) - _moved(other, offset) == one - other


@given(moment=MOMENTS, patient=st.text())
def test_nothing_stays_where_it_was(moment: datetime, patient: str) -> None:
    """Back by a day at least, and by ten years at most."""
    offset = offset_for(patient, KEY)
    assert timedelta(days=1) <= moment.replace(tzinfo=UTC) - _moved(moment, offset)
    assert -offset <= timedelta(days=3652)


@given(moment=MOMENTS)
def test_a_moment_moves_like_its_date(moment: datetime) -> None:
    offset = offset_for("P", KEY)
    assert shifted_moment(f"{moment:%Y%m%d%H%M%S}.25+0100", offset) == (
        f"{_moved(moment, offset):%Y%m%d%H%M%S}.25"
    )


def test_patients_and_keys_have_offsets_of_their_own() -> None:
    offsets = {offset_for(f"P{n}", KEY) for n in range(50)} | {offset_for("P1", bytes(32))}
    assert len(offsets) == 51


@given(text=st.text(max_size=20))
def test_what_is_no_date_becomes_nothing(text: str) -> None:
    """A date attribute can hold any letters; none of them may come back."""
    offset = offset_for("P", KEY)
    for result in (
        shifted_date(text, "", offset),
        shifted_time("", text, offset),
        shifted_moment(text, offset),
    ):
        assert all(letter in "0123456789." for letter in result)


def test_forms_of_old() -> None:
    """ACR-NEMA wrote 1994.03.12 and 13:45:07 (PS3.5 section 6.2)."""
    offset = offset_for("P", KEY)
    assert shifted_date("1994.03.12", "13:45:07", offset) == shifted_date(
        "19940312", "134507", offset
    )
    assert shifted_time("", "1345", offset) == shifted_time("", "134500", offset)
