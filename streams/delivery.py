"""Delivery: an event stays with its handler until it is done with, whatever breaks meanwhile."""

import threading
from collections.abc import Callable

import structlog

from moderation.dead_letters import Failure
from schemas.failures import FailureCode
from schemas.origins import place_of
from storage.events import Envelope
from streams.failures import BROKEN_WORLD, TRIES, Backoff, DeadLetterLimit, StageStoppedError
from streams.handlers.handler import Handler
from streams.health import Health
from streams.metrics import Metrics
from streams.runner import Runner, TakenElsewhereError
from streams.stray import Stray
from workers.pool import PoolClosed

log = structlog.get_logger("delivery")


class Delivery:
    """What the embedded log and the Faust agents do with an event before they acknowledge it."""

    def __init__(  # noqa: PLR0913 - what it reports to, and when it ends
        self,
        runner: Runner,
        health: Health,
        limit: DeadLetterLimit,
        metrics: Metrics,
        stopping: threading.Event,
        backoff: Backoff | None = None,
    ) -> None:
        """Take the event that says that this process is about to stop."""
        self._runner = runner
        self._health = health
        self._limit = limit
        self._metrics = metrics
        self._stopping = stopping
        self._backoff = backoff or Backoff()

    def until_done(self, handler: Handler, envelope: Envelope) -> bool:
        """Handle one event; ``True`` when it is done with, by success or by dead letter.

        Broken infrastructure is waited for. ``False`` means that nothing is said about the event:
        this process stops, or the handler was stopped; it must be delivered again.
        """
        places: list[str] = []

        def attempt() -> None:
            if len(places) < TRIES:
                self._runner.handle(handler, envelope)
            else:
                self._give_up(handler, envelope, places[-1])

        if not self._persist(handler, attempt, places):
            return False
        if len(places) >= TRIES:
            self._count(handler, FailureCode.STAGE_ERROR)
        elif not handler.is_heavy:
            self._limit.count(handler.name, None)
        return True

    def until_abandoned(self, handler: Handler, stray: Stray) -> bool:
        """Write the dead letter of a record that no handler can take; else like the above."""
        if not self._persist(handler, lambda: self._runner.abandon(handler, stray), []):
            return False
        self._count(handler, stray.code)
        return True

    def _persist(self, handler: Handler, attempt: Callable[[], None], places: list[str]) -> bool:
        """Attempt until it succeeds; the places of unforeseen errors are noted in ``places``."""
        waits = 0
        while not self._stopping.is_set():
            try:
                self._limit.check(handler.name)
                attempt()
            except PoolClosed:
                return False
            except TakenElsewhereError:
                # The wait was in asking.
                continue
            except StageStoppedError:
                self._say_stopped(handler)
                return False
            except BROKEN_WORLD as error:
                waits += 1
                self._say_waiting(handler, error)
                self._stopping.wait(self._backoff.delay(waits))
            except Exception as error:  # noqa: BLE001 - nothing may be lost to an unforeseen error
                places.append(f"{type(error).__name__} {place_of(error.__traceback__)}")
                self._say_waiting(handler, error)
                self._stopping.wait(self._backoff.delay(len(places)))
            else:
                self._health.green(_part(handler))
                return True
        return False

    def _give_up(self, handler: Handler, envelope: Envelope, place: str) -> None:
        """Write the dead letter of an event that no number of tries gets through."""
        failure = Failure(handler.name, FailureCode.STAGE_ERROR, TRIES, place)
        self._runner.settle(handler, envelope, handler.give_up(envelope, failure))

    def _count(self, handler: Handler, code: FailureCode) -> None:
        """Count a dead letter about an event; stages count those about media themselves."""
        self._limit.count(handler.name, code)
        self._metrics.dead_letters.labels(handler.name, code.value).inc()

    def _say_stopped(self, handler: Handler) -> None:
        """Say so, and hold on to the event for a while, so that nobody spins on it."""
        self._health.red(_part(handler))
        self._metrics.stage_stopped.labels(handler.name).set(1)
        self._stopping.wait(self._backoff.ceiling)

    def _say_waiting(self, handler: Handler, error: Exception) -> None:
        self._health.red(_part(handler))
        log.error(
            "waiting",
            stage=handler.name,
            error_type=type(error).__name__,
            broken_world=isinstance(error, BROKEN_WORLD),
        )


def _part(handler: Handler) -> str:
    return f"handling_{handler.name}"
