"""The role ``relay``: from the outbox to Kafka. It needs neither bytes nor keys."""

import threading

from fastapi import FastAPI

from api.monitor import create_monitor
from api.probes import Probes
from safelight.settings import Settings
from safelight.state import answers
from storage.postgres_signal import PostgresSignal
from storage.unit_of_work import Database
from streams.health import Health
from streams.metrics import Metrics
from streams.pipeline import queues
from streams.relay import Relay
from streams.routes import Routes
from streams.sender import Sender
from streams.topics import TopicNames


class RelayRole:
    """Several may run; they take turns."""

    def __init__(self, kafka: str, settings: Settings, database: Database) -> None:
        """Take Kafka's bootstrap servers and the database."""
        self._database = database
        self._health, metrics = Health(), Metrics()
        self._relay = Relay(
            database,
            Routes(TopicNames(settings.kafka_prefix), queues(settings.stages)),
            lambda: Sender(kafka),
            self._health,
            metrics,
        )
        self._signal = PostgresSignal(database, tells=False)
        self._stopping = threading.Event()
        self._thread = threading.Thread(
            target=self._relay.run, args=(self._stopping,), name="relay", daemon=True
        )
        self.app: FastAPI = create_monitor(Probes(self._checks, metrics.render))

    def start(self) -> None:
        """Begin to send."""
        self._signal.start()
        self._thread.start()

    def announce_stop(self) -> None:
        """Send nothing more."""
        self._stopping.set()
        self._relay.wake()

    def stop(self) -> None:
        """End the batch under way, and close everything."""
        self.announce_stop()
        self._thread.join()
        self._signal.stop()
        self._database.close()

    def _checks(self) -> dict[str, bool]:
        return {
            "database": answers(self._database),
            "kafka": self._health.is_green("kafka"),
            "outbox": self._health.is_green("outbox") and self._thread.is_alive(),
        }
