"""The verdicts on failures: dead letter, try again alone, wait for the world, or stop."""

import threading
from dataclasses import dataclass

from schemas.failures import Blame, FailureCode
from storage.outages import OUTAGES

TRIES = 3
"""How often work is tried that fails for no reason of its own: a crash, a bug, a deadline."""

BROKEN_WORLD = OUTAGES
"""What the database and the blob store raise when they are down: waited for, never dead letters."""


@dataclass(frozen=True, slots=True)
class Backoff:
    """How long to wait before the next try, in seconds: doubling, up to a ceiling."""

    first: float = 0.2
    ceiling: float = 30.0

    def delay(self, failed_tries: int) -> float:
        """Return the wait after this many tries failed, counted from 1."""
        return min(self.ceiling, self.first * 2.0 ** min(failed_tries - 1, 30))


class StageStoppedError(Exception):
    """A stage wrote too many dead letters in a row and takes no more work until a restart."""


class DeadLetterLimit:
    """Stops a stage after many failures in a row that were ours: a bad release, not bad data.

    Bad input does not count: whoever uploads garbage must not be able to stop the pipeline.
    """

    def __init__(self, in_a_row: int = 10) -> None:
        """Take how many failures in a row stop a stage."""
        self._limit = in_a_row
        self._row: dict[str, int] = {}
        self._lock = threading.Lock()

    def count(self, stage: str, code: FailureCode | None) -> None:
        """Count one outcome of a stage; ``None`` is success."""
        with self._lock:
            if code is None:
                self._row[stage] = 0
            elif code.blame is Blame.SYSTEM:
                self._row[stage] = self._row.get(stage, 0) + 1

    def check(self, stage: str) -> None:
        """Raise :class:`StageStoppedError` when a stage has been stopped."""
        if self._row.get(stage, 0) >= self._limit:
            raise StageStoppedError

    @property
    def stopped(self) -> list[str]:
        """The stages that were stopped."""
        return sorted(stage for stage, failed in self._row.items() if failed >= self._limit)
