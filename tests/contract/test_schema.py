"""The schema on both databases: upgrades, downgrades, and the partitions of the log.

A green run does not prove that an upgrade is fast on a full database.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar
from uuid import UUID, uuid4

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, func, insert, inspect, select, text
from sqlalchemy.exc import OperationalError

from moderation import dead_letters
from moderation.dead_letters import Failure
from schemas.events import AccountRegistered, UploadReceived
from schemas.failures import FailureCode
from schemas.media_type import MediaType
from schemas.states import MediumState, SubmissionState
from storage import audit, events, partitions, schema
from storage.events import GENESIS, chain_hash
from storage.keyring import Keyring
from storage.models import Base, DeadLetterRow, EventRow, MediumRow, StreamHeadRow, SubmissionRow
from storage.unit_of_work import Database, UnitOfWork
from streams.sweeper import Sweeper
from tests.contract import way
from tests.contract.at_once import at_once
from tests.contract.databases import opened
from tests.factories.media_rows import keep
from tests.factories.state import TurnedClock

T = TypeVar("T")

KEYRING = Keyring(bytes(32))
HAPPENED = AccountRegistered(roles=())
STAGE = "strip_phi"


@pytest.fixture
def bare(bare_url: str, clock: TurnedClock) -> Iterator[Database]:
    """A database without any table."""
    with opened(bare_url, clock) as database:
        yield database


@pytest.fixture
def parted(bare_postgres_url: str, clock: TurnedClock) -> Iterator[Database]:
    """A database on PostgreSQL whose partitions were made just now, by the test's clock."""
    with opened(bare_postgres_url, clock) as database:
        schema.upgrade(database)
        yield database


def _migrate(database: Database, step: Callable[..., None], revision: str) -> None:
    """Bring a database to a revision: with ``command.upgrade`` up, ``command.downgrade`` down."""
    config = schema.config()
    with database.engine.execution_options(writes=True).begin() as connection:
        config.attributes["connection"] = connection
        step(config, revision)


def _read(database: Database, read: Callable[[Connection], T]) -> T:
    with database.engine.begin() as connection:
        return read(connection)


def _tables(database: Database) -> set[str]:
    names = _read(database, lambda connection: inspect(connection).get_table_names())
    return {name for name in names if not name.startswith(("case_index", "events_"))}


def _append(database: Database, stream_id: UUID | None = None) -> int:
    with database.writing() as uow:
        return uow.append(stream_id or uuid4(), HAPPENED).seq


def _checkpoint(database: Database) -> None:
    with database.writing() as uow:
        audit.write_checkpoint(uow, KEYRING, audit.settled_seq(uow))


def _broken(database: Database) -> list[str]:
    with database.reading() as session:
        return audit.verify(session, KEYRING).broken


# Upgrades


def test_every_table_has_the_columns_that_its_model_says(database: Database) -> None:
    def differences(connection: Connection) -> list[str]:
        inspector = inspect(connection)
        found = []
        for table in Base.metadata.sorted_tables:
            there = {
                column["name"]: bool(column["nullable"])
                for column in inspector.get_columns(table.name)
            }
            wanted = {column.name: bool(column.nullable) for column in table.columns}
            if there != wanted:
                found.append(f"{table.name}: {there} is not {wanted}")
        return found

    assert _read(database, differences) == []


def test_nothing_else_is_left_for_a_migration_to_do(database: Database) -> None:
    """Types, indexes and constraints, as Alembic compares them, where models know of them."""

    def differences(connection: Connection) -> list[str]:
        def of_a_model(
            _: object, name: str | None, kind: str, reflected: bool, model: object
        ) -> bool:
            if kind == "table":
                return not reflected or model is not None
            # On PostgreSQL these have to name the column that the log is partitioned by.
            return name not in {"uq_events_event_id", "uq_events_stream_id"}

        options = {"include_object": of_a_model, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        return [str(difference) for difference in compare_metadata(context, Base.metadata)]

    assert _read(database, differences) == []


def test_an_upgrade_of_what_is_current_changes_nothing(database: Database) -> None:
    stream_id = uuid4()
    _append(database, stream_id)
    tables = _tables(database)
    for _ in range(2):
        schema.upgrade(database)
    assert _tables(database) == tables
    _append(database, stream_id)
    assert _broken(database) == []


@pytest.mark.distributed
def test_processes_that_upgrade_at_once_wait_for_each_other(
    bare_postgres_url: str, clock: TurnedClock
) -> None:
    def upgrade() -> None:
        with opened(bare_postgres_url, clock) as database:
            schema.upgrade(database)
            _append(database)

    at_once(*[upgrade] * 4)
    with opened(bare_postgres_url, clock) as database, database.reading() as session:
        assert _tables(database) == {*Base.metadata.tables, "alembic_version"}
        assert session.scalar(select(func.count()).select_from(EventRow)) == 4


def test_an_upgrade_that_breaks_off_leaves_nothing(bare: Database) -> None:
    def break_off(connection: Connection) -> None:
        config = schema.config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        raise RuntimeError

    writing = bare.engine.execution_options(writes=True)
    with pytest.raises(RuntimeError), writing.begin() as connection:
        break_off(connection)
    assert _tables(bare) == set()
    schema.upgrade(bare)
    _append(bare)


def test_everything_can_be_taken_back_and_made_again(bare: Database) -> None:
    for _ in range(2):
        schema.upgrade(bare)
        _append(bare)
        _migrate(bare, command.downgrade, "base")
        assert _tables(bare) == {"alembic_version"}
    schema.upgrade(bare)
    _append(bare)
    assert _tables(bare) == {*Base.metadata.tables, "alembic_version"}
    assert _broken(bare) == []


# A database of the first release


def _append_without_heads(uow: UnitOfWork, stream_id: UUID, medium_id: UUID) -> EventRow:
    """Append an event as a release did that knew no heads of streams."""
    query = select(EventRow).where(EventRow.stream_id == stream_id)
    last = uow.session.scalars(query.order_by(EventRow.number.desc())).first()
    event = UploadReceived(medium_id=medium_id, media_type=MediaType.PNG, size=1)
    row = EventRow(
        event_id=uuid4(),
        stream_id=stream_id,
        number=last.number + 1 if last else 1,
        name=event.name,
        version=event.version,
        payload=event.model_dump(mode="json"),
        at=uow.now,
        previous_hash=last.hash if last else GENESIS,
    )
    row.hash = chain_hash(row)
    uow.session.add(row)
    uow.session.flush()
    return row


def _held_submission(uow: UnitOfWork) -> tuple[UUID, UUID]:
    submission = SubmissionRow(
        id=uuid4(),
        uploader_id=way.person(uow),
        state=SubmissionState.HELD,
        state_since=uow.now,
        created_at=uow.now,
        consent_version="1",
        **way.TEXTS.model_dump(mode="json"),
    )
    uow.session.add(submission)
    uow.session.flush()
    medium_id = uuid4()
    # Not as a row of the model, which has columns that came later.
    medium = {
        "id": medium_id,
        "submission_id": submission.id,
        "position": 0,
        "uploaded_type": MediaType.PNG,
        "size": 1,
        "state": MediumState.HELD,
        "state_since": uow.now,
    }
    uow.session.execute(insert(MediumRow.__table__).values(medium))  # type: ignore[arg-type]
    return submission.id, medium_id


def _dead_letter(uow: UnitOfWork, submission_id: UUID, medium_id: UUID, event_id: UUID) -> None:
    letter = {
        "submission_id": submission_id,
        "medium_id": medium_id,
        "event_id": event_id,
        "stage": STAGE,
        "code": FailureCode.WORKER_DIED,
        "tries": 3,
        "back_to": MediumState.RECEIVED,
        "failed_at": uow.now,
    }
    uow.session.execute(insert(DeadLetterRow.__table__).values(letter))  # type: ignore[arg-type]


def test_a_database_of_the_first_release_goes_on_where_it_was(bare: Database) -> None:
    _migrate(bare, command.upgrade, "0001")
    with bare.writing() as uow:
        streams = [_held_submission(uow) for _ in range(3)]
        last = {
            stream_id: [_append_without_heads(uow, stream_id, medium_id) for _ in range(length)][-1]
            for length, (stream_id, medium_id) in enumerate(streams, 1)
        }
        for stream_id, medium_id in streams:
            _dead_letter(uow, stream_id, medium_id, last[stream_id].event_id)
        audit.write_checkpoint(uow, KEYRING, last[streams[-1][0]].seq)

    schema.upgrade(bare)

    with bare.reading() as session:
        heads = {head.stream_id: head for head in session.scalars(select(StreamHeadRow))}
        letters = session.scalars(select(DeadLetterRow).order_by(DeadLetterRow.id)).all()
        assert {key: (head.number, head.hash) for key, head in heads.items()} == {
            key: (row.number, row.hash) for key, row in last.items()
        }
    assert [(each.submission_id, each.medium_id) for each in letters] == streams
    assert {(each.stage, each.tries, each.topic, each.offset) for each in letters} == {
        (STAGE, 3, None, None)
    }
    assert _broken(bare) == []
    for letter in letters:
        with bare.writing() as uow:
            dead_letters.replay(uow, letter.id, None)
    _checkpoint(bare)
    assert _broken(bare) == []
    assert way.state_of(bare, streams[0][0]).state is SubmissionState.PROCESSING


def test_a_step_back_to_the_first_release_keeps_what_that_knows(bare: Database) -> None:
    """It knows no dead letters without a medium."""
    schema.upgrade(bare)
    with bare.writing() as uow:
        submission_id, medium_id = _held_submission(uow)
        event_id = uow.append(submission_id, HAPPENED).event_id
        _dead_letter(uow, submission_id, medium_id, event_id)
        failure = Failure("check", FailureCode.STAGE_ERROR, 3)
        dead_letters.abandon(uow, submission_id, event_id, failure)
        dead_letters.abandon(uow, uuid4(), uuid4(), failure)
    _checkpoint(bare)
    _migrate(bare, command.downgrade, "0001")
    assert "stream_heads" not in _tables(bare)
    stages = _read(
        bare, lambda connection: connection.execute(text("SELECT stage FROM dead_letters")).all()
    )
    assert [stage for (stage,) in stages] == [STAGE]
    schema.upgrade(bare)
    _append(bare, submission_id)
    assert _broken(bare) == []


# Partitions of the log, which PostgreSQL alone has


def _partitions(database: Database) -> list[str]:
    query = "SELECT inhrelid::regclass::text FROM pg_inherits JOIN pg_class ON oid = inhparent"
    query += " WHERE relname = 'events' ORDER BY 1"
    rows = _read(database, lambda connection: connection.execute(text(query)).all())
    return [name.removeprefix("events_") for (name,) in rows]


def _prepare(database: Database, now: datetime) -> None:
    with database.writing() as uow:
        partitions.prepare(uow.session.connection(), now)


def _partition_of(database: Database, seq: int) -> str:
    query = text("SELECT tableoid::regclass::text FROM events WHERE seq = :seq")
    name = _read(database, lambda connection: connection.scalar(query, {"seq": seq}))
    return str(name).removeprefix("events_")


@pytest.mark.distributed
def test_there_are_partitions_for_this_month_and_three_more(parted: Database) -> None:
    assert _partitions(parted) == ["2026_11", "2026_12", "2027_01", "2027_02", "default"]


@pytest.mark.distributed
def test_partitions_that_are_there_are_not_made_again(parted: Database, clock: TurnedClock) -> None:
    before = _partitions(parted)
    for _ in range(2):
        _prepare(parted, clock.now)
    assert _partitions(parted) == before


@pytest.mark.distributed
def test_partitions_that_are_there_are_looked_at_without_locking_the_log(
    parted: Database, clock: TurnedClock
) -> None:
    with parted.writing() as uow:
        uow.append(uuid4(), HAPPENED)
        _prepare(parted, clock.now)


@pytest.mark.distributed
@pytest.mark.parametrize(
    ("now", "month"),
    [
        (datetime(2026, 12, 1, tzinfo=UTC), "2027_03"),
        (datetime(2026, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC), "2027_03"),
        (datetime(2027, 1, 1, tzinfo=UTC), "2027_04"),
        (datetime(2027, 11, 30, tzinfo=UTC), "2028_02"),
    ],
)
def test_a_year_ends_and_another_begins(parted: Database, now: datetime, month: str) -> None:
    _prepare(parted, now)
    assert _partitions(parted)[-2] == month


@pytest.mark.distributed
def test_an_event_lies_in_the_partition_of_its_month(parted: Database, clock: TurnedClock) -> None:
    places = {}
    for at in (
        datetime(2026, 11, 30, 23, 59, 59, 999_999, tzinfo=UTC),
        datetime(2026, 12, 1, tzinfo=UTC),
        datetime(2026, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
        datetime(2027, 1, 1, tzinfo=UTC),
        datetime(2027, 3, 1, tzinfo=UTC),
    ):
        clock.now = at
        places[at.month] = _partition_of(parted, _append(parted))
    assert places == {11: "2026_11", 12: "2026_12", 1: "2027_01", 3: "default"}


@pytest.mark.distributed
def test_a_month_is_counted_in_utc_whatever_the_server_thinks(
    new_postgres_url: Callable[[], str], clock: TurnedClock
) -> None:
    with opened(new_postgres_url(), clock) as database:
        with database.engine.begin() as connection:
            name = connection.scalar(text("SELECT current_database()"))
            connection.execute(text(f"ALTER DATABASE \"{name}\" SET timezone = 'Asia/Tokyo'"))
        database.engine.dispose()
        schema.upgrade(database)
        clock.now = datetime(2026, 11, 30, 23, 59, tzinfo=UTC)
        assert _partition_of(database, _append(database)) == "2026_11"


@pytest.mark.distributed
def test_an_event_outside_every_month_is_kept_like_any_other(
    parted: Database, clock: TurnedClock
) -> None:
    """A clock that is wrong refuses nothing, and nothing overlooks what it dated."""
    stream_id = uuid4()
    seqs = []
    for year in (2019, 2026, 2044):
        clock.now = clock.now.replace(year=year)
        seqs.append(_append(parted, stream_id))
    assert [_partition_of(parted, seq) for seq in seqs] == ["default", "2026_11", "default"]
    _checkpoint(parted)
    with parted.reading() as session:
        report = audit.verify(session, KEYRING)
        rows = events.unsent(session, 10)
    assert (report.events, report.streams, report.broken) == (3, 1, [])
    assert [row.seq for row in rows] == seqs
    with parted.writing() as uow:
        events.mark_sent(uow.session, rows, uow.now)
    with parted.writing() as uow:
        assert not events.unsent(uow.session, 10)
        events.announce_again(uow.session, [rows[2].event_id])
        assert [row.seq for row in events.unsent(uow.session, 10)] == seqs[2:]


@pytest.mark.distributed
def test_a_month_whose_events_lie_in_the_default_partition_stays_there(
    parted: Database, clock: TurnedClock
) -> None:
    """Nobody made it in time: that must neither stop the sweeper nor the next start."""
    clock.now = datetime(2027, 5, 31, tzinfo=UTC)
    stray = _append(parted)
    clock.now = datetime(2027, 4, 2, tzinfo=UTC)
    _prepare(parted, clock.now)
    assert _partitions(parted)[-4:] == ["2027_04", "2027_06", "2027_07", "default"]
    schema.upgrade(parted)
    Sweeper(parted, KEYRING, ()).sweep()
    assert _partition_of(parted, stray) == "default"
    assert _partition_of(parted, _append(parted)) == "2027_04"
    assert _broken(parted) == []


@pytest.mark.distributed
def test_sweepers_that_make_a_partition_at_once_make_it_once(
    parted: Database, bare_postgres_url: str
) -> None:
    """While others go on to write the log and to read it."""

    def sweep() -> None:
        with opened(bare_postgres_url, june) as database:
            Sweeper(database, KEYRING, ()).sweep()

    def use() -> None:
        for _ in range(10):
            _append(parted)
            assert _broken(parted) == []

    june = TurnedClock()
    june.now = datetime(2027, 6, 1, tzinfo=UTC)
    at_once(*[sweep] * 4, *[use] * 3)
    with parted.reading() as session:
        assert audit.verify(session, KEYRING).events == 30
    assert _partitions(parted)[-5:] == ["2027_06", "2027_07", "2027_08", "2027_09", "default"]


@pytest.mark.distributed
def test_a_sweeper_that_cannot_make_a_partition_yet_does_its_other_work(
    parted: Database, clock: TurnedClock, tmp_path: Path
) -> None:
    """Whoever reads the log for long keeps partitions from being made."""
    with parted.writing() as uow:
        submitted = way.submit(uow, keep(parted, tmp_path))
        events.mark_sent(uow.session, events.unsent(uow.session, 100), uow.now)
    clock.now = datetime(2027, 6, 1, tzinfo=UTC)
    sweeper = Sweeper(parted, KEYRING, (Strips(),))
    with parted.reading() as session:
        session.scalars(select(EventRow)).all()
        with pytest.raises(OperationalError):
            sweeper.sweep()
        with parted.writing() as uow:
            announced = [(row.name, row.stream_id) for row in events.unsent(uow.session, 100)]
    assert announced == [("UploadReceived", submitted.id)]
    assert "2027_06" not in _partitions(parted)
    sweeper.sweep()
    assert "2027_06" in _partitions(parted)


class Strips:
    """A queue that takes uploads."""

    consumes = frozenset((UploadReceived.__name__,))
