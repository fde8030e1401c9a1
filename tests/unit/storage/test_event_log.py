"""The log: chains, checkpoints, outbox; whatever is changed in it shows."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import delete, select, text, update

from schemas.events import AccountRegistered, UploadReceived
from schemas.media_type import MediaType
from schemas.states import Role
from storage import audit, events
from storage.events import UnknownEventError
from storage.keyring import Keyring
from storage.models import EventRow
from storage.unit_of_work import Database

KEYRING = Keyring(bytes(32))
HAPPENED = AccountRegistered(roles=(Role.CLINICIAN,))


def _log(database: Database, streams: int = 3, length: int = 4) -> list[UUID]:
    ids = [uuid4() for _ in range(streams)]
    for _ in range(length):
        with database.writing() as uow:
            for stream_id in ids:
                uow.append(stream_id, HAPPENED)
    with database.writing() as uow:
        audit.write_checkpoint(uow, KEYRING, audit.settled_seq(uow))
    return ids


def _broken(database: Database) -> list[str]:
    with database.reading() as session:
        return audit.verify(session, KEYRING).broken


def test_an_untouched_log_is_clean(database: Database) -> None:
    _log(database)
    with database.reading() as session:
        report = audit.verify(session, KEYRING)
    assert (report.events, report.streams, report.checkpoints) == (12, 3, 1)
    assert report.is_clean


@pytest.mark.parametrize(
    "change",
    [
        {"payload": {"roles": ["moderator"]}},
        {"name": "RolesChanged"},
        {"number": 9},
        {"hash": "0" * 64},
    ],
)
def test_a_changed_event_shows(database: Database, change: dict[str, object]) -> None:
    stream_id = _log(database)[1]
    with database.writing() as uow:
        uow.session.execute(
            update(EventRow)
            .where(EventRow.stream_id == stream_id, EventRow.number == 2)
            .values(**change)
        )
    assert any(str(stream_id) in broken for broken in _broken(database))


def test_an_event_cut_off_at_the_end_of_its_chain_shows(database: Database) -> None:
    stream_id = _log(database)[0]
    with database.writing() as uow:
        uow.session.execute(
            delete(EventRow).where(EventRow.stream_id == stream_id, EventRow.number == 4)
        )
    assert _broken(database) == ["heads of checkpoint 1"]


def test_a_whole_chain_taken_away_shows(database: Database) -> None:
    stream_id = _log(database)[0]
    with database.writing() as uow:
        uow.session.execute(delete(EventRow).where(EventRow.stream_id == stream_id))
    assert _broken(database) == ["heads of checkpoint 1"]


def test_a_checkpoint_that_another_key_signed_shows(database: Database) -> None:
    _log(database)
    with database.writing() as uow:
        uow.append(uuid4(), HAPPENED)
        audit.write_checkpoint(uow, Keyring(bytes(31) + b"\x01"), audit.settled_seq(uow))
    assert _broken(database) == ["signature of checkpoint 2"]


def test_no_checkpoint_is_signed_when_nothing_happened(database: Database) -> None:
    _log(database)
    with database.writing() as uow:
        assert audit.write_checkpoint(uow, KEYRING, audit.settled_seq(uow)) is None


def test_a_unit_of_work_that_raises_leaves_neither_state_nor_event(database: Database) -> None:
    def break_off() -> None:
        with database.writing() as uow:
            uow.append(uuid4(), HAPPENED)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_off()
    with database.reading() as session:
        assert session.scalars(select(EventRow)).all() == []


def test_the_outbox_gives_events_in_order_until_they_are_marked(database: Database) -> None:
    _log(database, streams=2, length=2)
    with database.writing() as uow:
        first, *rest = events.unsent(uow.session, 10)
        events.mark_sent(uow.session, [first], uow.now)
        assert [row.seq for row in events.unsent(uow.session, 10)] == [row.seq for row in rest]
        events.announce_again(uow.session, [first.event_id])
        assert events.unsent(uow.session, 10)[0].seq == first.seq


@pytest.mark.parametrize(
    "change", ["name = 'Unheard'", "version = 99", 'payload = \'{"roles": ["king"]}\'']
)
def test_an_event_that_this_release_does_not_know_is_said_to_be_unknown(
    database: Database, change: str
) -> None:
    _log(database, streams=1, length=1)
    with database.writing() as uow:
        uow.session.execute(text(f"UPDATE events SET {change}"))
    with database.reading() as session, pytest.raises(UnknownEventError):
        events.envelope(events.unsent(session, 1)[0])


def test_events_of_one_medium_keep_their_order_and_those_of_others_do_not_wait(
    database: Database,
) -> None:
    stream_id, one, other = uuid4(), uuid4(), uuid4()
    with database.writing() as uow:
        for medium_id in (one, other, one):
            uow.append(
                stream_id, UploadReceived(medium_id=medium_id, media_type=MediaType.PNG, size=1)
            )
    with database.reading() as session:
        keys = [events.envelope(row).order_key for row in events.unsent(session, 10)]
    assert keys == [one, other, one]
