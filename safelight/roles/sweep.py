"""The role ``sweep``: announces again what stands still, ends leases, signs checkpoints."""

from datetime import timedelta

from fastapi import FastAPI

from api.monitor import create_monitor
from api.probes import Probes
from safelight.settings import Settings
from safelight.state import answers
from storage.keyring import Keyring
from storage.postgres_signal import PostgresSignal
from storage.unit_of_work import Database
from streams.metrics import Metrics
from streams.pipeline import queues
from streams.sweeper import Sweeper


class SweepRole:
    """One is enough; several do no harm."""

    def __init__(self, settings: Settings, database: Database, keyring: Keyring) -> None:
        """Put the parts together; nothing runs before :meth:`start`."""
        self._database = database
        self._sweeper = Sweeper(
            database,
            keyring,
            queues(settings.stages),
            every=timedelta(seconds=settings.sweep_seconds),
            still_after=timedelta(seconds=settings.still_after_seconds),
        )
        self._signal = PostgresSignal(database, listens=False)
        self.app: FastAPI = create_monitor(Probes(self._checks, Metrics().render))

    def start(self) -> None:
        """Begin to sweep."""
        self._signal.start()
        self._sweeper.start()

    def announce_stop(self) -> None:
        """Nobody waits for this."""

    def stop(self) -> None:
        """Sign a last checkpoint and close everything."""
        self._sweeper.stop()
        self._signal.stop()
        self._database.close()

    def _checks(self) -> dict[str, bool]:
        return {"database": answers(self._database)}
