"""What handles events, put together in one place for the embedded run and for workers."""

from dataclasses import dataclass

from safelight.settings import Settings
from safelight.state import State
from streams.failures import DeadLetterLimit
from streams.handlers.check import CheckHandler
from streams.handlers.handler import Handler
from streams.handlers.library import LibraryHandler
from streams.handlers.review import ReviewHandler
from streams.handlers.scan_texts import ScanTextsHandler
from streams.handlers.stage import StageHandler, StageWorld
from streams.health import Health
from streams.metrics import Metrics
from streams.runner import Runner
from streams.slots import Slots
from workers import registry
from workers.pool import StagePool


@dataclass(frozen=True, slots=True)
class Machinery:
    """The pool and the runner, with what they report to."""

    health: Health
    metrics: Metrics
    limit: DeadLetterLimit
    slots: Slots
    pool: StagePool
    runner: Runner

    @property
    def works(self) -> bool:
        """Whether nothing waits for what is broken, and no stage was stopped."""
        return self.health.is_all_green and not self.limit.stopped

    def pool_numbers(self) -> tuple[int, int]:
        """Return the pool's size, and how many of its processes work now."""
        return self.slots.size, self.slots.busy


def build(settings: Settings, state: State) -> Machinery:
    """Put the parts together. The pool's processes start at once."""
    health, metrics, limit = Health(), Metrics(), DeadLetterLimit()
    slots = Slots(settings.pool_size)
    pool = StagePool(
        settings.pool_size,
        settings.pool_memory_bytes,
        package=settings.stages,
        warm=settings.stages == registry.PACKAGE,
    )
    world = StageWorld(
        database=state.database,
        blobs=state.blobs,
        vault=state.vault,
        darkroom=state.darkroom,
        keyring=state.keyring,
        pool=pool,
        slots=slots,
        limit=limit,
        metrics=metrics,
        options=settings.options,
        dlib_vote=settings.dlib_vote,
    )
    stages = [StageHandler(stage, world) for stage in registry.all_stages(settings.stages)]
    handlers: list[Handler] = [
        *stages,
        ScanTextsHandler(world, pool),
        ReviewHandler(),
        CheckHandler(),
        LibraryHandler(state.blobs),
    ]
    runner = Runner(state.database, handlers)
    return Machinery(health, metrics, limit, slots, pool, runner)
