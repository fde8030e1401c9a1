"""The log's pure parts: what an event's hash covers, what is known, what keeps its order.

What both databases must do with it is under ``tests/contract``.
"""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from schemas.events import AccountRegistered, Event, UploadReceived
from schemas.media_type import MediaType
from schemas.states import Role
from storage import events
from storage.events import GENESIS, UnknownEventError, chain_hash
from storage.models import EventRow

NOW = datetime(2026, 11, 3, 14, 22, 7, tzinfo=UTC)


def _row(event: Event, **other: Any) -> EventRow:
    facts: dict[str, Any] = {
        "seq": 1,
        "event_id": UUID(int=1),
        "stream_id": UUID(int=2),
        "number": 1,
        "name": event.name,
        "version": event.version,
        "payload": event.model_dump(mode="json"),
        "at": NOW,
        "previous_hash": GENESIS,
    }
    return EventRow(**{**facts, **other})


@pytest.mark.parametrize(
    "other",
    [
        {"event_id": UUID(int=3)},
        {"stream_id": UUID(int=3)},
        {"number": 2},
        {"name": "RolesChanged"},
        {"version": 2},
        {"payload": {"roles": []}},
        {"at": NOW + timedelta(microseconds=1)},
        {"previous_hash": "1" * 64},
    ],
    ids=lambda other: next(iter(other)),
)
def test_a_hash_covers_everything_that_happened(other: dict[str, Any]) -> None:
    event = AccountRegistered(roles=(Role.CLINICIAN,))
    assert chain_hash(_row(event)) == chain_hash(_row(event))
    assert chain_hash(_row(event)) != chain_hash(_row(event, **other))


def test_a_hash_does_not_cover_where_an_event_lies_or_whether_it_was_sent() -> None:
    event = AccountRegistered(roles=(Role.CLINICIAN,))
    assert chain_hash(_row(event)) == chain_hash(_row(event, seq=9, sent_at=NOW))


@pytest.mark.parametrize(
    ("name", "version", "payload"),
    [
        ("Unheard", 1, {}),
        ("AccountRegistered", 99, {"roles": []}),
        ("AccountRegistered", 1, {"roles": ["king"]}),
        ("AccountRegistered", 1, {"roles": [], "more": 1}),
    ],
)
def test_what_this_release_does_not_know_is_unknown(
    name: str, version: int, payload: dict[str, Any]
) -> None:
    with pytest.raises(UnknownEventError):
        events.parse(name, version, payload)


def test_events_of_one_medium_keep_their_order_and_those_of_others_do_not_wait() -> None:
    one, other = uuid4(), uuid4()
    rows = [
        _row(UploadReceived(medium_id=medium_id, media_type=MediaType.PNG, size=1))
        for medium_id in (one, other, one)
    ]
    keys = [events.envelope(row).order_key for row in rows]
    assert keys == [one, other, one]


def test_events_that_are_about_no_medium_keep_the_order_of_their_stream() -> None:
    row = _row(AccountRegistered(roles=()))
    assert events.envelope(row).order_key == row.stream_id
