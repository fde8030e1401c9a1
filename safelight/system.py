"""The embedded system: every part in one process, put together here and nowhere else."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from fastapi import FastAPI
from sqlalchemy import text

from api.app import create_app
from api.services import PoolState, Services
from safelight.settings import Settings
from storage import schema
from storage.blobs import Blobs
from storage.darkroom import Darkroom
from storage.keyring import Keyring, read_key_file
from storage.submission_keys import SubmissionKeys
from storage.unit_of_work import Database
from storage.vault import Vault
from streams.embedded import EmbeddedLog
from streams.failures import BROKEN_WORLD, DeadLetterLimit
from streams.handlers.check import CheckHandler
from streams.handlers.handler import Handler
from streams.handlers.library import LibraryHandler
from streams.handlers.review import ReviewHandler
from streams.handlers.stage import StageHandler, StageWorld
from streams.health import Health
from streams.metrics import Metrics, StateCollector
from streams.runner import Runner
from streams.slots import Slots
from streams.sweeper import Sweeper
from workers import registry
from workers.pool import StagePool


@dataclass(frozen=True, slots=True)
class State:
    """What is kept: the database, and the bytes with their keys."""

    database: Database
    blobs: Blobs
    keyring: Keyring
    keys: SubmissionKeys
    vault: Vault
    darkroom: Darkroom


def open_state(settings: Settings, key_file: Path) -> State:
    """Open the data folder, bringing its database to the present schema.

    Raises:
        OSError: the key file or the folder cannot be read.
        ValueError: the key file holds no key.

    """
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    keyring = Keyring(read_key_file(key_file))
    database = Database(settings.database_url)
    schema.upgrade(database)
    blobs = Blobs.in_folder(settings.data / "blobs")
    keys = SubmissionKeys(keyring, database.clock)
    return State(database, blobs, keyring, keys, Vault(blobs, keys), Darkroom(blobs, keys))


class System:
    """All that runs: the API, the embedded log, the sweeper and the pool."""

    def __init__(self, settings: Settings, state: State) -> None:
        """Put the parts together; nothing runs before :meth:`start`."""
        self.settings = settings
        self.state = state
        self._health = Health()
        self._metrics = Metrics()
        self._limit = DeadLetterLimit()
        self._slots = Slots(settings.pool_size)
        self._pool = StagePool(settings.pool_size, settings.pool_memory_bytes)
        runner = Runner(state.database, self._handlers())
        self._log = EmbeddedLog(
            state.database,
            runner,
            self._health,
            self._metrics,
            self._limit,
            heavy=settings.pool_size + 1,
        )
        self._sweeper = Sweeper(
            state.database,
            state.keyring,
            runner,
            every=timedelta(seconds=settings.sweep_seconds),
            still_after=timedelta(seconds=settings.still_after_seconds),
        )
        self._metrics.registry.register(StateCollector(state.database, self._pool_numbers))
        self.services = self._make_services()
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
        self._log.stop(self.settings.stop_seconds, self._pool.close)
        self._sweeper.stop()
        self.state.database.close()

    def _handlers(self) -> list[Handler]:
        state = self.state
        world = StageWorld(
            database=state.database,
            blobs=state.blobs,
            vault=state.vault,
            darkroom=state.darkroom,
            keyring=state.keyring,
            pool=self._pool,
            slots=self._slots,
            limit=self._limit,
            metrics=self._metrics,
        )
        stages = [StageHandler(stage, world) for stage in registry.all_stages()]
        return [*stages, ReviewHandler(), CheckHandler(), LibraryHandler(state.blobs)]

    def _make_services(self) -> Services:
        state, settings = self.state, self.settings
        return Services(
            database=state.database,
            blobs=state.blobs,
            keys=state.keys,
            vault=state.vault,
            darkroom=state.darkroom,
            max_upload_bytes=settings.max_upload_bytes,
            secure_cookies=settings.https,
            web_folder=settings.web_folder,
            pool_state=lambda: PoolState(*self._pool_numbers()),
            checks=self._checks,
            stopped_stages=lambda: self._limit.stopped,
            render_metrics=self._metrics.render,
        )

    def _pool_numbers(self) -> tuple[int, int]:
        return self._slots.size, self._slots.busy

    def _checks(self) -> dict[str, bool]:
        return {
            "database": self._database_answers(),
            "blobs": self.settings.data.joinpath("blobs").is_dir(),
            "pipeline": self._health.is_all_green and not self._limit.stopped,
        }

    def _database_answers(self) -> bool:
        try:
            with self.state.database.reading() as session:
                session.execute(text("SELECT 1"))
        except BROKEN_WORLD:
            return False
        return True
