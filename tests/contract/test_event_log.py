"""The log on both databases: chains, checkpoints, outbox; whatever is changed in it shows.

A green run does not prove durability: nobody cuts the power here.
"""

from datetime import UTC, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import delete, func, select, text, update
from sqlalchemy.exc import OperationalError

from schemas.events import AccountRegistered, RolesChanged
from schemas.states import Role
from storage import audit, events
from storage.audit import AuditReport
from storage.events import GENESIS, UnknownEventError
from storage.keyring import Keyring
from storage.models import CheckpointRow, EventRow, StreamHeadRow
from storage.unit_of_work import Database
from streams.sweeper import Sweeper
from tests.contract.at_once import at_once, beside
from tests.contract.databases import wait_for_waiting
from tests.factories.state import TurnedClock

KEYRING = Keyring(bytes(32))
HAPPENED = AccountRegistered(roles=(Role.CLINICIAN,))
WRITERS = 8


def _append(database: Database, stream_id: UUID) -> int:
    with database.writing() as uow:
        return uow.append(stream_id, HAPPENED).seq


def _log(database: Database, streams: int = 3, length: int = 4) -> list[UUID]:
    ids = [uuid4() for _ in range(streams)]
    for _ in range(length):
        with database.writing() as uow:
            for stream_id in ids:
                uow.append(stream_id, HAPPENED)
    _checkpoint(database)
    return ids


def _checkpoint(database: Database, keyring: Keyring = KEYRING) -> CheckpointRow | None:
    with database.writing() as uow:
        return audit.write_checkpoint(uow, keyring, audit.settled_seq(uow))


def _verified(database: Database) -> AuditReport:
    with database.reading() as session:
        return audit.verify(session, KEYRING)


def _broken(database: Database) -> list[str]:
    """Return what is broken, without the numbers that the database gave."""
    return [line.rstrip("0123456789") for line in _verified(database).broken]


def _unsent(database: Database) -> list[int]:
    with database.reading() as session:
        return [row.seq for row in events.unsent(session, 1000)]


# Chains


def test_events_of_a_stream_are_numbered_and_chained_from_the_beginning(
    database: Database,
) -> None:
    (stream_id,) = _log(database, streams=1)
    with database.reading() as session:
        rows = session.scalars(select(EventRow).order_by(EventRow.seq)).all()
        head = session.get_one(StreamHeadRow, stream_id)
        assert [row.number for row in rows] == [1, 2, 3, 4]
        assert [row.previous_hash for row in rows] == [GENESIS, *(row.hash for row in rows[:-1])]
        assert (head.number, head.hash) == (4, rows[-1].hash)


def test_several_events_of_one_transaction_are_chained_in_their_order(database: Database) -> None:
    stream_id = uuid4()
    with database.writing() as uow:
        rows = [uow.append(stream_id, HAPPENED) for _ in range(3)]
    assert [row.number for row in rows] == [1, 2, 3]
    assert [row.seq for row in rows] == sorted(row.seq for row in rows)
    assert _verified(database).is_clean


@pytest.mark.parametrize("known", [False, True])
def test_writers_of_one_stream_fork_nothing_and_lose_nothing(
    database: Database, known: bool
) -> None:
    """Both where the stream is new to all of them and where it goes on."""
    stream_id = uuid4()
    if known:
        _append(database, stream_id)

    def write() -> None:
        for _ in range(5):
            _append(database, stream_id)

    at_once(*[write] * WRITERS)
    report = _verified(database)
    assert (report.events, report.streams, report.broken) == (5 * WRITERS + known, 1, [])


def test_writers_of_many_streams_and_checkpoints_at_once_leave_a_clean_log(
    database: Database,
) -> None:
    streams = [uuid4() for _ in range(3)]

    def write() -> None:
        for _ in range(5):
            for stream_id in streams:
                _append(database, stream_id)

    def sign() -> None:
        for _ in range(5):
            _checkpoint(database)

    at_once(*[write] * 4, sign, sign)
    _checkpoint(database)
    report = _verified(database)
    assert (report.events, report.streams, report.broken) == (60, 3, [])
    assert report.checkpoints


@pytest.mark.distributed
def test_writers_of_different_streams_do_not_wait_for_each_other(postgres: Database) -> None:
    """Both hold their locks at the same time; a wait would end in an error after a while."""
    with postgres.writing() as slow:
        first = slow.append(uuid4(), HAPPENED).seq
        second = _append(postgres, uuid4())
    assert first < second
    assert _verified(postgres).is_clean


@pytest.mark.distributed
def test_a_writer_waits_for_the_one_before_it_in_the_stream(postgres: Database) -> None:
    stream_id = uuid4()
    with postgres.writing() as slow:
        slow.append(stream_id, HAPPENED)
        with beside(lambda: _append(postgres, stream_id)) as second:
            wait_for_waiting(postgres, 1)
            assert not second.done()
            slow.session.commit()
    assert _verified(postgres).is_clean


@pytest.mark.distributed
def test_a_writer_goes_on_from_before_the_one_that_gave_up(postgres: Database) -> None:
    stream_id = uuid4()
    with postgres.writing() as failing:
        failing.append(stream_id, HAPPENED)
        with beside(lambda: _append(postgres, stream_id)):
            wait_for_waiting(postgres, 1)
            failing.session.rollback()
    report = _verified(postgres)
    assert (report.events, report.broken) == (1, [])


def test_a_unit_of_work_that_raises_leaves_neither_state_nor_event(database: Database) -> None:
    def break_off() -> None:
        with database.writing() as uow:
            uow.append(uuid4(), HAPPENED)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_off()
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(EventRow)) == 0
        assert session.scalar(select(func.count()).select_from(StreamHeadRow)) == 0


def test_a_reader_sees_one_state_of_the_log(database: Database) -> None:
    stream_id = uuid4()
    count = select(func.count()).select_from(EventRow)
    _append(database, stream_id)
    with database.reading() as session:
        assert session.scalar(count) == 1
        _append(database, stream_id)
        assert session.scalar(count) == 1
    with database.reading() as session:
        assert session.scalar(count) == 2


@pytest.mark.distributed
def test_a_reader_cannot_write(postgres: Database) -> None:
    with postgres.reading() as session, pytest.raises(Exception, match="read-only"):
        session.execute(delete(EventRow))


def test_times_come_back_aware_and_in_utc(database: Database, clock: TurnedClock) -> None:
    clock.now = clock.now.replace(microsecond=123_457)
    stream_id = uuid4()
    _append(database, stream_id)
    with database.writing() as uow:
        events.mark_sent(uow.session, events.unsent(uow.session, 1), uow.now)
    with database.reading() as session:
        row = session.scalars(select(EventRow)).one()
        first = session.scalar(select(func.min(EventRow.at)))
    for time in (row.at, row.sent_at, first):
        assert time == clock.now
        assert time.tzinfo is UTC


# The audit


def test_an_untouched_log_is_clean(database: Database) -> None:
    _log(database)
    report = _verified(database)
    assert (report.events, report.streams, report.checkpoints) == (12, 3, 1)
    assert report.is_clean


@pytest.mark.parametrize(
    "change",
    [
        {"payload": {"roles": ["moderator"]}},
        {"name": "RolesChanged"},
        {"version": 2},
        {"number": 9},
        {"hash": "0" * 64},
        {"previous_hash": "0" * 64},
        {"event_id": UUID(int=1)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_event_shows(database: Database, change: dict[str, object]) -> None:
    stream_id = _log(database)[1]
    with database.writing() as uow:
        uow.session.execute(
            update(EventRow)
            .where(EventRow.stream_id == stream_id, EventRow.number == 2)
            .values(**change)
        )
    assert any(str(stream_id) in broken for broken in _verified(database).broken)


def test_an_event_moved_in_time_shows(database: Database) -> None:
    """On PostgreSQL it even moves to another partition."""
    stream_id = _log(database)[1]
    at = TurnedClock().now + timedelta(days=40)
    with database.writing() as uow:
        uow.session.execute(
            update(EventRow)
            .where(EventRow.stream_id == stream_id, EventRow.number == 2)
            .values(at=at)
        )
    assert _verified(database).broken == [f"stream {stream_id} at event 2"]


def test_an_event_taken_out_of_the_middle_shows(database: Database) -> None:
    stream_id = _log(database)[0]
    with database.writing() as uow:
        uow.session.execute(
            delete(EventRow).where(EventRow.stream_id == stream_id, EventRow.number == 2)
        )
    assert _verified(database).broken == [f"stream {stream_id} at event 3"]


def test_an_event_cut_off_at_the_end_of_its_chain_shows(database: Database) -> None:
    stream_id = _log(database)[0]
    with database.writing() as uow:
        uow.session.execute(
            delete(EventRow).where(EventRow.stream_id == stream_id, EventRow.number == 4)
        )
    assert _broken(database) == ["heads of checkpoint "]


def test_a_whole_chain_taken_away_shows(database: Database) -> None:
    stream_id = _log(database)[0]
    with database.writing() as uow:
        uow.session.execute(delete(EventRow).where(EventRow.stream_id == stream_id))
    assert _broken(database) == ["heads of checkpoint "]


def test_a_checkpoint_that_another_key_signed_shows(database: Database) -> None:
    _log(database)
    _append(database, uuid4())
    _checkpoint(database, Keyring(bytes(31) + b"\x01"))
    assert _broken(database) == ["signature of checkpoint "]


@pytest.mark.parametrize(
    "change", [{"streams": 4}, {"last_seq": 1}, {"heads_sha256": "0" * 64}], ids=str
)
def test_a_changed_checkpoint_shows(database: Database, change: dict[str, object]) -> None:
    _log(database)
    with database.writing() as uow:
        uow.session.execute(update(CheckpointRow).values(**change))
    assert "signature of checkpoint " in _broken(database)


def test_no_checkpoint_is_signed_when_nothing_happened(database: Database) -> None:
    _log(database)
    assert _checkpoint(database) is None


@pytest.mark.distributed
def test_an_event_that_commits_late_never_makes_a_checkpoint_wrong(postgres: Database) -> None:
    """The late one has a lower number than events that a checkpoint could have covered already."""
    with postgres.writing() as slow:
        late = slow.append(uuid4(), HAPPENED).seq
        early = _append(postgres, uuid4())
        assert late < early
        with pytest.raises(OperationalError):
            _checkpoint(postgres)
    signed = _checkpoint(postgres)
    assert signed is not None
    assert (signed.last_seq, signed.streams) == (early, 2)
    assert _verified(postgres).is_clean


@pytest.mark.distributed
def test_a_number_that_was_never_committed_holds_no_checkpoint_up(postgres: Database) -> None:
    with postgres.writing() as failing:
        failing.append(uuid4(), HAPPENED)
        failing.session.rollback()
    last = _append(postgres, uuid4())
    signed = _checkpoint(postgres)
    assert signed is not None
    assert signed.last_seq == last


@pytest.mark.distributed
def test_a_sweeper_that_cannot_sign_yet_stops_all_the_same(postgres: Database) -> None:
    sweeper = Sweeper(postgres, KEYRING, (), every=timedelta(hours=1))
    sweeper.start()
    with postgres.writing() as slow:
        slow.append(uuid4(), HAPPENED)
        sweeper.stop()
    assert _verified(postgres).checkpoints == 0


# The outbox


def test_the_outbox_gives_events_in_order_until_they_are_marked(database: Database) -> None:
    _log(database, streams=2, length=2)
    first, *rest = _unsent(database)
    with database.writing() as uow:
        events.mark_sent(uow.session, events.unsent(uow.session, 1), uow.now)
    assert _unsent(database) == rest
    with database.reading() as session:
        assert [row.seq for row in events.unsent(session, 1, rest[0])] == rest[1:2]
        assert [row.seq for row in events.unsent(session, 2)] == rest[:2]
    assert first < rest[0] == min(rest)


def test_what_is_announced_again_is_in_the_outbox_at_its_old_place(database: Database) -> None:
    _log(database, streams=1)
    before = _unsent(database)
    with database.writing() as uow:
        rows = events.unsent(uow.session, 10)
        events.mark_sent(uow.session, rows, uow.now)
    assert _unsent(database) == []
    with database.writing() as uow:
        events.announce_again(uow.session, [rows[2].event_id, rows[0].event_id, uuid4()])
    assert _unsent(database) == [before[0], before[2]]
    assert _verified(database).is_clean


def test_envelopes_can_be_marked_as_well_as_rows(database: Database, clock: TurnedClock) -> None:
    """Of several months at once, and of no others than those named."""
    stream_id = uuid4()
    for _ in range(3):
        _append(database, stream_id)
        clock.turn(timedelta(days=40))
    with database.writing() as uow:
        first, second, third = events.unsent(uow.session, 10)
        events.mark_sent(uow.session, [events.envelope(third), events.envelope(first)], uow.now)
    assert _unsent(database) == [second.seq]


@pytest.mark.distributed
def test_an_event_that_commits_late_is_in_the_outbox_before_those_that_came_first(
    postgres: Database,
) -> None:
    with postgres.writing() as slow:
        late = slow.append(uuid4(), HAPPENED).seq
        early = _append(postgres, uuid4())
        assert _unsent(postgres) == [early]
    assert _unsent(postgres) == [late, early]


def test_readers_of_the_outbox_see_a_stream_without_gaps(database: Database) -> None:
    """However its writers overlap: an event is never there before the one it is chained to."""
    stream_id = uuid4()

    def write() -> None:
        for _ in range(5):
            _append(database, stream_id)

    def read() -> None:
        for _ in range(20):
            with database.reading() as session:
                numbers = [row.number for row in events.unsent(session, 1000)]
            assert numbers == list(range(1, len(numbers) + 1))

    at_once(*[write] * 4, read, read)


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


def test_an_event_comes_back_as_it_was_appended(database: Database, clock: TurnedClock) -> None:
    stream_id, happened = uuid4(), RolesChanged(roles=(Role.OPERATOR, Role.MODERATOR))
    with database.writing() as uow:
        appended = events.envelope(uow.append(stream_id, happened))
    with database.reading() as session:
        (row,) = events.unsent(session, 10)
        came_back = events.envelope(row)
    assert came_back == appended
    assert (came_back.event, came_back.stream_id, came_back.at) == (happened, stream_id, clock.now)
