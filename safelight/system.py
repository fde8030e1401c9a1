"""The embedded system: every part in one process."""

from datetime import timedelta

from fastapi import FastAPI

from api.app import create_app
from api.probes import Probes
from api.services import PoolState
from safelight import machinery, site
from safelight.settings import Settings
from safelight.state import State
from streams.embedded import EmbeddedLog
from streams.metrics import StateCollector
from streams.sweeper import Sweeper


class System:
    """All that runs: the API, the embedded log, the sweeper and the pool."""

    def __init__(self, settings: Settings, state: State) -> None:
        """Put the parts together; nothing runs before :meth:`start`."""
        self.settings = settings
        self.state = state
        self._machinery = parts = machinery.build(settings, state)
        self._log = EmbeddedLog(
            state.database,
            parts.runner,
            parts.health,
            parts.metrics,
            parts.limit,
            heavy=settings.pool_size + 1,
        )
        self._sweeper = Sweeper(
            state.database,
            state.keyring,
            parts.runner.handlers,
            every=timedelta(seconds=settings.sweep_seconds),
            still_after=timedelta(seconds=settings.still_after_seconds),
        )
        parts.metrics.registry.register(StateCollector(state.database))
        parts.metrics.show_pool(parts.pool_numbers)
        self.services = site.services(
            settings,
            state,
            Probes(self._checks, parts.metrics.render),
            lambda: PoolState(*parts.pool_numbers()),
            lambda: parts.limit.stopped,
        )
        self.app: FastAPI = create_app(self.services)

    def start(self) -> None:
        """Take up the work, that first which an earlier process left behind."""
        self._log.start()
        self._sweeper.start()

    def announce_stop(self) -> None:
        """Tell those who stream that it is over."""
        self.services.stopping.set()
        self.state.database.signal.notify()

    def stop(self) -> None:
        """Finish what is under way, within reason, and close everything."""
        self.announce_stop()
        self._log.stop(self.settings.stop_seconds, self._machinery.pool.close)
        self._sweeper.stop()
        self.state.database.close()

    def _checks(self) -> dict[str, bool]:
        return {**self.state.checks(), "pipeline": self._machinery.works}
