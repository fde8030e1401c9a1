"""Both stores of blobs, and both databases."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from safelight.cluster.servers import PostgresServer
from storage.blobs import Blobs
from storage.unit_of_work import Database
from tests.contract import databases
from tests.factories.buckets import blobs_in, new_bucket
from tests.factories.media_rows import Kept, keep
from tests.factories.state import TurnedClock

BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.distributed)]

_IN_A_BUCKET = (pytest.mark.distributed, pytest.mark.xdist_group("bucket"))


@pytest.fixture(params=["folder", pytest.param("bucket", marks=_IN_A_BUCKET)])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> Blobs:
    """An empty store of either kind."""
    if request.param == "folder":
        return Blobs.in_folder(tmp_path / "blobs")
    server = request.getfixturevalue("seaweed_server")
    return blobs_in(server, new_bucket(server))


@pytest.fixture
def clock() -> TurnedClock:
    return TurnedClock()


@pytest.fixture(scope="session")
def new_postgres_url(postgres_server: PostgresServer) -> Callable[[], str]:
    """A function that makes a database without any table and returns its address."""
    made: list[str] = []

    def make() -> str:
        made.append(f"contract_{os.getpid()}_{len(made)}")
        return postgres_server.create_database(made[-1])

    return make


@pytest.fixture(scope="session")
def migrated_postgres(new_postgres_url: Callable[[], str]) -> str:
    """The address of a database at the present schema, for one test after the other."""
    address = new_postgres_url()
    databases.migrate(address)
    return address


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file at the present schema, to be copied."""
    file = tmp_path_factory.mktemp("sqlite") / "migrated.db"
    databases.migrate(f"sqlite:///{file}")
    return file


@pytest.fixture
def postgres_url(migrated_postgres: str) -> str:
    """The address of a PostgreSQL database at the present schema that holds nothing."""
    databases.wipe(migrated_postgres)
    return migrated_postgres


@pytest.fixture(params=BOTH)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database of either kind at the present schema that holds nothing."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgres_url"))
    file = tmp_path / "test.db"
    shutil.copy(request.getfixturevalue("migrated_sqlite"), file)
    return f"sqlite:///{file}"


@pytest.fixture(scope="session")
def blank_postgres(new_postgres_url: Callable[[], str]) -> str:
    """The address of a database for one test after the other that begins without any table."""
    return new_postgres_url()


@pytest.fixture
def bare_postgres_url(blank_postgres: str) -> str:
    """The address of a PostgreSQL database without any table."""
    databases.drop_tables(blank_postgres)
    return blank_postgres


@pytest.fixture(params=BOTH)
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database of either kind without any table."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("bare_postgres_url"))
    return f"sqlite:///{tmp_path / 'bare.db'}"


@pytest.fixture
def database(url: str, clock: TurnedClock) -> Iterator[Database]:
    """An empty database of either kind."""
    with databases.opened(url, clock) as database:
        yield database


@pytest.fixture
def postgres(postgres_url: str, clock: TurnedClock) -> Iterator[Database]:
    """An empty database on PostgreSQL: for what SQLite, which has one writer, does not promise."""
    with databases.opened(postgres_url, clock) as database:
        yield database


@pytest.fixture
def kept(database: Database, tmp_path: Path) -> Kept:
    """Blobs and keys beside the database."""
    return keep(database, tmp_path)


@pytest.fixture
def kept_on_postgres(postgres: Database, tmp_path: Path) -> Kept:
    """Blobs and keys beside the database on PostgreSQL."""
    return keep(postgres, tmp_path)
