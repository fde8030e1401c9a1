"""Kafka, PostgreSQL and SeaweedFS as children of this process."""

import contextlib
import json
import os
import shutil
import signal
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import ClassVar

import httpx
import obstore
import psycopg
from kafka import KafkaAdminClient
from kafka.errors import KafkaError
from obstore.exceptions import BaseError as StoreError
from psycopg import sql

from safelight.cluster import ports
from safelight.cluster.backends import kill_with_children
from safelight.cluster.child import Child, ServerFailedError
from storage.buckets import open_bucket

_PROBE = "probe"


class KafkaServer(Child):
    """One broker that is its own controller. The first start on a machine fetches its jars."""

    name: ClassVar[str] = "kafka"
    ports_in_a_row: ClassVar[int] = 2

    @property
    def bootstrap(self) -> str:
        """Where clients begin."""
        return f"127.0.0.1:{self.port}"

    def prepare(self) -> None:
        """Fetch the jars where they are not there."""
        status = self.run_script("--fetch").wait()
        if status:
            raise self.failure(status)

    def answers(self) -> bool:
        """Tell whether the broker is registered and unfenced: a connection alone comes earlier."""
        if ports.is_free(self.port):  # kafka-python forgets to close sockets that were refused
            return False
        try:
            admin = KafkaAdminClient(
                bootstrap_servers=self.bootstrap, bootstrap_timeout_ms=1000, request_timeout_ms=2000
            )
            with contextlib.closing(admin):
                brokers = admin.describe_cluster()["brokers"]
        except KafkaError:
            return False
        return any(not broker["is_fenced"] for broker in brokers)


class PostgresServer(Child):
    """One PostgreSQL with the database ``safelight``."""

    name: ClassVar[str] = "postgres"
    stop_signal: ClassVar[signal.Signals] = signal.SIGINT

    @property
    def url(self) -> str:
        """The database ``safelight`` as SQLAlchemy writes it; known after the first start."""
        return self._url("safelight")

    def create_database(self, name: str) -> str:
        """Make an empty database and return its URL."""
        with self._connect() as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return self._url(name)

    def prepare(self) -> None:
        """Give the data a place that the user ``postgres`` can enter.

        PostgreSQL does not run as root. Below a folder that is root's alone, its data lie in a
        folder of the system's for temporary files, and a link leads there.
        """
        if os.geteuid() != 0 or self.data.exists() or _all_may_enter(self.folder):
            return
        self.data.unlink(missing_ok=True)
        place = Path(tempfile.mkdtemp(prefix="safelight-postgres-"))
        place.chmod(0o711)
        self.data.symlink_to(place)

    def answers(self) -> bool:
        """Tell whether it takes connections."""
        try:
            self._connect().close()
        except (psycopg.OperationalError, FileNotFoundError):
            return False
        return True

    def kill(self) -> None:
        """SIGKILL to the server and its backends, each of which leads a session of its own.

        Were they left to notice by themselves, one might still hold the shared memory when the
        server is started again, which then refuses.
        """
        if self.is_running:
            kill_with_children(self.pid, super().kill)

    def discard(self) -> None:
        """Kill the server and delete its data, wherever they lie."""
        place = self.data.resolve()
        super().discard()
        shutil.rmtree(place, ignore_errors=True)
        self.data.unlink(missing_ok=True)

    def _url(self, database: str) -> str:
        return f"postgresql+psycopg://safelight:{self._password()}@127.0.0.1:{self.port}/{database}"

    def _password(self) -> str:
        return (self.data / "password").read_text()

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(
            host="127.0.0.1",
            port=self.port,
            user="safelight",
            password=self._password(),
            dbname="safelight",
            connect_timeout=2,
            autocommit=True,
        )


class SeaweedServer(Child):
    """One SeaweedFS that speaks S3."""

    name: ClassVar[str] = "seaweedfs"
    ports_in_a_row: ClassVar[int] = 8
    # It closes its volumes first and then waits in vain for its own parts. What it acknowledged
    # has been written by then.
    stop_patience: ClassVar[float] = 2.0
    region: ClassVar[str] = "us-east-1"

    @property
    def endpoint(self) -> str:
        """Where the S3 API is."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def access_key_id(self) -> str:
        """The only user's key; made up at the first start."""
        return self._credentials()["accessKey"]

    @property
    def secret_access_key(self) -> str:
        """The only user's secret; made up at the first start."""
        return self._credentials()["secretKey"]

    def create_bucket(self, name: str) -> None:
        """Make a bucket; one that is there already stays as it is."""
        # obstore cannot make buckets, but signs the request that does.
        address = obstore.sign(self._bucket(name), "PUT", "", timedelta(minutes=1))
        answer = httpx.put(address, trust_env=False)
        if answer.status_code not in {httpx.codes.OK, httpx.codes.CONFLICT}:
            raise ServerFailedError(f"bucket {name} was refused: {answer.status_code}")

    def answers(self) -> bool:
        """Tell whether a small object comes back: the volumes are ready later than the API."""
        try:
            self.create_bucket(_PROBE)
            bucket = self._bucket(_PROBE)
            obstore.put(bucket, _PROBE, b"ready")
            return obstore.get(bucket, _PROBE).bytes().to_bytes() == b"ready"
        except (OSError, StoreError, httpx.TransportError, ServerFailedError):
            return False

    def kill(self) -> None:
        """SIGKILL; and away with the sockets that SeaweedFS puts into a place of its own choice."""
        super().kill()
        for offset in range(self.ports_in_a_row):
            for socket in Path("/tmp").glob(f"seaweedfs-*-grpc-{self.port + offset}.sock"):  # noqa: S108
                socket.unlink(missing_ok=True)

    def _bucket(self, name: str) -> obstore.store.S3Store:
        return open_bucket(
            name,
            endpoint=self.endpoint,
            region=self.region,
            access_key_id=self.access_key_id,
            secret_access_key=self.secret_access_key,
        )

    def _credentials(self) -> dict[str, str]:
        identities = json.loads((self.data / "identities.json").read_text())["identities"]
        credentials: dict[str, str] = identities[0]["credentials"][0]
        return credentials


def _all_may_enter(folder: Path) -> bool:
    """Tell whether every user may go through this folder and those above it."""
    return all(place.stat().st_mode & 0o001 for place in (folder, *folder.parents))
