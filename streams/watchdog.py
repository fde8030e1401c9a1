"""The watchdog of a worker: measures its lag, and ends it when it stands still for no reason.

Faust's agents are known to stop silently after the cluster was away (faust-streaming issues 523
and 532, robinhood/faust issue 678). A process that ended is started again by whoever runs it; one
that is stuck is not.
"""

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import structlog
from kafka.errors import KafkaError

from streams.health import Health
from streams.lag import PartitionLag

KAFKA = "kafka"
_LOOK_SECONDS = 5.0

log = structlog.get_logger("watchdog")


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at the cluster shows."""

    lags: Sequence[PartitionLag]
    members: int


@dataclass(frozen=True, slots=True)
class Pulse:
    """What one look at the worker shows: its partitions, its work, when it last ended some."""

    assigned: Iterable[tuple[str, int]]
    in_flight: int
    progress_at: float


def waiting_for(pulse: Pulse, look: Look) -> int:
    """Return how many records only this worker can take.

    They are those of its own partitions. A worker without any may be one too many; but where the
    group has no member at all, it has been forgotten, and everything waits for it.
    """
    own = set(pulse.assigned)
    forgotten = not own and look.members == 0
    return sum(lag.waiting for lag in look.lags if forgotten or (lag.topic, lag.partition) in own)


class Watchdog:
    """Looks at intervals, in a thread of its own."""

    def __init__(  # noqa: PLR0913 - what it looks at, and what it does about it
        self,
        look: Callable[[], Look],
        pulse: Callable[[], Pulse],
        health: Health,
        on_stuck: Callable[[], None],
        tell_lag: Callable[[Sequence[PartitionLag]], None],
        *,
        patience: float,
        every: float = _LOOK_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take how many seconds without progress, in spite of lag, are too many."""
        self._look = look
        self._pulse = pulse
        self._health = health
        self._on_stuck = on_stuck
        self._tell_lag = tell_lag
        self._patience = patience
        self._every = every
        self._clock = clock
        self._calm_at = clock()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watchdog", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopping.wait(self._every):
            self.look()

    def look(self) -> None:
        """Look once."""
        try:
            seen = self._look()
        except (KafkaError, OSError) as error:
            self._health.red(KAFKA)
            self._calm_at = self._clock()
            log.warning("kafka_away", error_type=type(error).__name__)
            return
        self._health.green(KAFKA)
        self._tell_lag(seen.lags)
        pulse = self._pulse()
        explained = pulse.in_flight or not self._health.is_all_green
        if explained or not waiting_for(pulse, seen):
            self._calm_at = self._clock()
        elif self._clock() - max(self._calm_at, pulse.progress_at) > self._patience:
            log.error("worker_stuck", count=waiting_for(pulse, seen))
            self._on_stuck()
