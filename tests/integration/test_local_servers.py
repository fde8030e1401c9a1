"""The local servers: they keep what they acknowledged when killed, and end with their parent.

A green run does not prove durability against a power cut.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path

import psycopg
import pytest
from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer
from kafka.admin import NewTopic
from kafka.errors import KafkaError

from safelight.cluster import ports
from safelight.cluster.child import Child, ProgramMissingError, ServerFailedError
from safelight.cluster.servers import KafkaServer, PostgresServer, SeaweedServer
from storage.blobs import ObscuredRef
from tests.factories.buckets import blobs_in, new_bucket, whole
from tests.factories.children import assert_soon, told_of
from tests.factories.servers import ready

pytestmark = [pytest.mark.distributed, pytest.mark.xdist_group("servers")]

KINDS: dict[type[Child], str] = {
    KafkaServer: "kafka_server",
    PostgresServer: "postgres_server",
    SeaweedServer: "seaweed_server",
}
ENDS: list[Callable[[Child], None]] = [Child.kill, Child.stop]

# A parent that starts a server, says so, and waits for its own end.
PARENT = """
import sys, time
from pathlib import Path
from safelight.cluster import servers

server = getattr(servers, sys.argv[1])(Path(sys.argv[2]), int(sys.argv[3]))
server.start()
if sys.argv[4] == "ready":
    server.wait_ready()
print("started", flush=True)
time.sleep(600)
"""


@contextmanager
def _own(server: Child) -> Iterator[None]:
    """Start a server of this test's own, and leave nothing of it."""
    try:
        ready(server)
        yield
    finally:
        server.discard()


def test_kafka_keeps_its_records(tmp_path: Path) -> None:
    server = KafkaServer(tmp_path)
    sent = []
    with _own(server):
        with closing(KafkaAdminClient(bootstrap_servers=server.bootstrap)) as admin:
            admin.create_topics([NewTopic("events", 1, 1)])
        for value in (b"before a kill", b"before a stop"):
            with closing(KafkaProducer(bootstrap_servers=server.bootstrap, acks="all")) as producer:
                producer.send("events", value).get(30)
            sent.append(value)
            server.kill() if value.endswith(b"kill") else server.stop()
            ready(server)
            assert _records(server, len(sent)) == sent


def _records(server: KafkaServer, count: int) -> list[bytes]:
    """Return the oldest records."""
    consumer = KafkaConsumer(
        "events",
        bootstrap_servers=server.bootstrap,
        auto_offset_reset="earliest",
        consumer_timeout_ms=20_000,
    )
    with closing(consumer):
        return [record.value for record in islice(consumer, count)]


def test_kafka_makes_no_topic_unasked(kafka_server: KafkaServer) -> None:
    where = kafka_server.bootstrap
    with (
        closing(KafkaProducer(bootstrap_servers=where, max_block_ms=1000)) as producer,
        pytest.raises(KafkaError),
    ):
        producer.send("nobody-made-this", b"lost").get(5)
    with closing(KafkaAdminClient(bootstrap_servers=where)) as admin:
        assert "nobody-made-this" not in admin.list_topics()


def test_postgres_keeps_its_rows(tmp_path: Path) -> None:
    server = PostgresServer(tmp_path)
    with _own(server):
        url = server.create_database("one")
        _execute(url, "CREATE TABLE kept (what text)")
        for what in ("before a kill", "before a stop"):
            _execute(url, f"INSERT INTO kept VALUES ('{what}')")
            server.kill() if what.endswith("kill") else server.stop()
            ready(server)
        assert _execute(url, "SELECT what FROM kept ORDER BY what") == [
            ("before a kill",),
            ("before a stop",),
        ]


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("fsync", "on"),
        ("synchronous_commit", "on"),
        ("data_checksums", "on"),
        ("server_encoding", "UTF8"),
        ("listen_addresses", "127.0.0.1"),
        ("password_encryption", "scram-sha-256"),
    ],
)
def test_postgres_is_set_up_durably_and_closed(
    postgres_server: PostgresServer, setting: str, value: str
) -> None:
    assert _execute(postgres_server.url, f"SHOW {setting}") == [(value,)]


def test_postgres_wants_its_password(postgres_server: PostgresServer) -> None:
    right = postgres_server.url.split(":")[2].split("@")[0]
    with pytest.raises(psycopg.OperationalError, match="password"):
        _execute(postgres_server.url.replace(right, "wrong"), "SELECT 1")


def _execute(url: str, statement: str) -> list[tuple[object, ...]]:
    """Run one statement through a connection of its own; return the rows, where there are any."""
    address = url.replace("postgresql+psycopg", "postgresql")
    with psycopg.connect(address, autocommit=True) as connection:
        cursor = connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


def test_seaweed_keeps_its_objects_and_does_not_mind_another(tmp_path: Path) -> None:
    server, other = SeaweedServer(tmp_path / "one"), SeaweedServer(tmp_path / "other")
    small, large = ObscuredRef("5" * 64), ObscuredRef("1" * 64)
    with _own(server), _own(other):
        blobs = blobs_in(server, new_bucket(server))
        blobs.write(small, (b"small",))
        blobs.write(large, (b"large" * 2_000_000,))
        for end in ENDS:
            end(server)
            ready(server)
            assert whole(blobs, small) == b"small"
            assert whole(blobs, large) == b"large" * 2_000_000


@pytest.mark.parametrize("moment", ["ready", "starting"])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_server_ends_with_its_parent(
    request: pytest.FixtureRequest, tmp_path: Path, kind: type[Child], moment: str
) -> None:
    request.getfixturevalue(KINDS[kind])  # leaves this out where a program is missing
    server = kind(tmp_path)
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, kind.__name__, str(tmp_path), str(server.port), moment],
        stdout=subprocess.PIPE,
    )
    try:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"started\n"
        parent.kill()
        parent.wait()
        assert_soon(lambda: not told_of(server.data, server.data.resolve()))
        assert_soon(lambda: ports.is_free(server.port))
    finally:
        parent.kill()
        parent.communicate()
        server.discard()


def test_a_server_that_does_not_get_ready_says_where_to_read_why(tmp_path: Path) -> None:
    server = PostgresServer(tmp_path)
    with _own(server):
        server.stop()
        (server.data / "cluster" / "PG_VERSION").write_text("7\n")
        server.start()
        with pytest.raises(ServerFailedError, match="incompatible") as failed:
            server.wait_ready()
        assert str(server.log) in str(failed.value)


def test_a_port_that_is_taken_is_no_ones_to_wait_for(kafka_server: KafkaServer) -> None:
    with pytest.raises(ServerFailedError, match=f"port {kafka_server.port} is taken"):
        KafkaServer(kafka_server.folder / "second", kafka_server.port).start()


def test_a_missing_program_is_named_with_its_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a PATH where there is little more than a shell."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("SAFELIGHT_KAFKA_JARS", str(tmp_path / "jars"))
    (tmp_path / "bin").mkdir()
    for program in ("bash", "dirname", "env", "setpriv", "sha256sum"):
        (tmp_path / "bin" / program).symlink_to(Path("/usr/bin") / program)
    with pytest.raises(ProgramMissingError, match=r"java is missing.*default-jre-headless"):
        KafkaServer(tmp_path).start()
