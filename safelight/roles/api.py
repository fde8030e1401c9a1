"""The role ``api``: the site itself. It knows no stage and no Kafka."""

from fastapi import FastAPI

from api.app import create_app
from api.probes import Probes
from api.services import PoolState
from safelight import site
from safelight.settings import Settings
from safelight.state import State
from storage.postgres_signal import PostgresSignal
from streams.metrics import Metrics, StateCollector


class ApiRole:
    """Several may run behind one address."""

    def __init__(self, settings: Settings, state: State) -> None:
        """Put the parts together; nothing runs before :meth:`start`."""
        self._state = state
        self._signal = PostgresSignal(state.database)
        metrics = Metrics()
        metrics.registry.register(StateCollector(state.database))
        self._services = site.services(
            settings, state, Probes(state.checks, metrics.render), lambda: PoolState(0, 0), list
        )
        self.app: FastAPI = create_app(self._services)

    def start(self) -> None:
        """Listen to what other processes commit, and tell them of what this one does."""
        self._signal.start()

    def announce_stop(self) -> None:
        """Tell those who stream that it is over."""
        self._services.stopping.set()
        self._state.database.signal.notify()

    def stop(self) -> None:
        """Close everything."""
        self.announce_stop()
        self._signal.stop()
        self._state.database.close()
