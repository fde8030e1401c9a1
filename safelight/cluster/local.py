"""A whole distributed run on one machine: the servers, the topics, the roles."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from safelight.cluster import ports
from safelight.cluster.processes import RoleProcess, Supervisor
from safelight.cluster.servers import KafkaServer, PostgresServer, SeaweedServer
from safelight.settings import Settings
from safelight.state import State, open_state
from storage.keyring import new_key_file
from streams.kafka_admin import kafka_admin
from streams.pipeline import queues
from streams.topic_changes import changes
from streams.topics import TopicNames, topics

_STARTS_WITHIN = 120.0


@dataclass(frozen=True, slots=True)
class Servers:
    """The three engines."""

    kafka: KafkaServer
    postgres: PostgresServer
    seaweed: SeaweedServer

    @classmethod
    def in_folder(cls, folder: Path) -> "Servers":
        """Keep the engines' data in a folder; nothing is started."""
        folder.mkdir(parents=True, exist_ok=True)
        return cls(KafkaServer(folder), PostgresServer(folder), SeaweedServer(folder))

    def start(self) -> None:
        """Start all of them, side by side, and wait until they answer."""
        everyone = (self.kafka, self.postgres, self.seaweed)
        for server in everyone:
            server.start()
        for server in everyone:
            server.wait_ready(_STARTS_WITHIN)

    def stop(self) -> None:
        """Stop all of them."""
        for server in (self.kafka, self.seaweed, self.postgres):
            server.stop()


class LocalRun:
    """One installation on such servers: its own database, bucket, topics and roles."""

    def __init__(self, servers: Servers, folder: Path, name: str, **settings: object) -> None:
        """Make what is not there yet. ``name`` keeps several installations apart."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._folder = folder
        bucket = name.replace("_", "-")
        servers.seaweed.create_bucket(bucket)
        given: dict[str, object] = {
            "data": folder,
            "database_url": servers.postgres.create_database(name),
            "s3_bucket": bucket,
            "s3_endpoint": servers.seaweed.endpoint,
            "s3_access_key_id": servers.seaweed.access_key_id,
            "s3_secret_access_key": servers.seaweed.secret_access_key,
            "kafka": servers.kafka.bootstrap,
            "kafka_prefix": name,
            "kafka_replication": 1,
            "kafka_partitions": 8,
            "master_key_file": folder / "master.key",
            **settings,
        }
        self.environment = _environment(given)
        self.settings = Settings.model_validate(given)
        new_key_file(folder / "master.key")
        self._make_topics()

    def open_state(self) -> State:
        """Open the database and the bytes in this process as well."""
        return open_state(self.settings, self._folder / "master.key")

    def role(
        self,
        role: str,
        number: int = 1,
        port: int | None = None,
        settings: Mapping[str, object] | None = None,
    ) -> RoleProcess:
        """Return a role's process, which is not started yet."""
        environment = {**self.environment, **_environment(settings or {})}
        return RoleProcess(role, port or ports.free_row(), environment, self._folder, number)

    def _make_topics(self) -> None:
        wanted = topics(
            TopicNames(self.settings.kafka_prefix),
            queues(self.settings.stages),
            partitions=self.settings.kafka_partitions,
            replication=self.settings.kafka_replication,
        )
        with kafka_admin(self.settings.kafka or "") as admin:
            admin.apply(changes(wanted, admin.found(wanted)))


def _environment(settings: Mapping[str, object]) -> dict[str, str]:
    return {f"SAFELIGHT_{name.upper()}": str(value) for name, value in settings.items()}


@contextmanager
def supervised(*roles: RoleProcess) -> Iterator[Supervisor]:
    """Run roles for the length of a block."""
    supervisor = Supervisor(roles)
    supervisor.start()
    try:
        supervisor.wait_ready()
        yield supervisor
    finally:
        supervisor.stop()
