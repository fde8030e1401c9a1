"""Whatever lies in a topic is an event, or a stray with a code; reading it never raises."""

from datetime import UTC, datetime
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from moderation.dead_letters import Position
from schemas.failures import FailureCode
from schemas.wire import MOST_BYTES, EventMessage
from storage.events import Envelope
from streams.stray import Stray, read

HERE = Position("clinic.check", 3, 77)
MESSAGE = EventMessage(
    seq=5,
    event_id=uuid4(),
    stream_id=uuid4(),
    name="TextsEdited",
    version=1,
    at=datetime(2026, 11, 24, tzinfo=UTC),
    payload={"texts_sha256": "0" * 64},
)


def test_an_event_comes_out_as_it_went_in() -> None:
    found = read(MESSAGE.to_bytes(), HERE)
    assert isinstance(found, Envelope)
    assert (found.seq, found.event_id, found.stream_id) == (5, MESSAGE.event_id, MESSAGE.stream_id)
    assert found.at == MESSAGE.at


@given(st.binary(max_size=300) | st.none())
def test_any_bytes_are_a_stray_known_by_its_place(value: bytes | None) -> None:
    found = read(value, HERE)
    assert isinstance(found, Stray)
    assert found.code is FailureCode.UNDECODABLE_EVENT
    assert found.position == HERE
    assert found.event_id == read(value, HERE).event_id
    assert found.event_id != read(value, Position("clinic.check", 3, 78)).event_id


def test_an_event_of_another_release_is_known_by_its_own_ids() -> None:
    for changes in ({"version": 9}, {"name": "Unheard"}, {"payload": {"texts": "DOE^JANE"}}):
        found = read(MESSAGE.model_copy(update=changes).to_bytes(), HERE)
        assert found == Stray(
            FailureCode.UNKNOWN_EVENT, MESSAGE.event_id, MESSAGE.stream_id, position=None
        )


def test_what_is_too_large_is_not_even_read() -> None:
    found = read(b"{" * (MOST_BYTES + 1), HERE)
    assert isinstance(found, Stray)
    assert found.code is FailureCode.OVERSIZED_EVENT
