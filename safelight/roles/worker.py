"""The role ``worker``: drains the queues in Kafka and computes in a pool of processes."""

import asyncio
import os
import threading
import time
from collections.abc import Sequence

import structlog
from fastapi import FastAPI

from api.monitor import create_monitor
from api.probes import Probes
from safelight import machinery
from safelight.settings import Settings
from safelight.state import State
from storage.postgres_signal import PostgresSignal
from streams.agents.desk import Desk, Lanes
from streams.app import Subscription, WorkerApp
from streams.delivery import Delivery
from streams.group import Group
from streams.lag import PartitionLag, by_topic
from streams.topics import TopicNames
from streams.watchdog import Pulse, Watchdog

_LIGHT_PER_CORE = 2
"""Measured: more threads wait for each other rather than for the database."""
_STUCK = 75
"""The exit status of a worker that ended itself (``EX_TEMPFAIL`` in sysexits.h)."""

log = structlog.get_logger("worker")


class WorkerRole:
    """As many may run as the topics have partitions."""

    def __init__(self, kafka: str, settings: Settings, state: State) -> None:
        """Put the parts together; nothing but the pool runs before :meth:`start`."""
        self._settings, self._state = settings, state
        self._machinery = parts = machinery.build(settings, state)
        self._names = TopicNames(settings.kafka_prefix)
        self._stopping = threading.Event()
        delivery = Delivery(parts.runner, parts.health, parts.limit, parts.metrics, self._stopping)
        lanes = Lanes(settings.pool_size + 1, _LIGHT_PER_CORE * (os.cpu_count() or 1))
        self._desk = Desk(delivery, parts.metrics, lanes, self._stopping)
        self._app = WorkerApp(
            Subscription(kafka, self._names, settings.worker_name, settings.worker_session_seconds),
            parts.runner.handlers,
            self._desk,
        )
        self._group = Group(kafka, settings.kafka_prefix, self._topics())
        self._watchdog = Watchdog(
            self._group.look,
            self._pulse,
            parts.health,
            _end,
            self._tell_lag,
            patience=settings.worker_patience_seconds,
        )
        self._signal = PostgresSignal(state.database, listens=False)
        self._leave = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = threading.Thread(target=self._drain, name="faust", daemon=True)
        parts.metrics.show_pool(parts.pool_numbers)
        self.app: FastAPI = create_monitor(Probes(self._checks, parts.metrics.render))

    def start(self) -> None:
        """Join the group and begin to drain."""
        self._signal.start()
        self._thread.start()
        self._watchdog.start()

    def announce_stop(self) -> None:
        """Begin with nothing new."""
        self._stopping.set()

    def stop(self) -> None:
        """Finish what is under way, within reason; leave the group; close everything.

        What was cut off was not acknowledged, and goes to another worker.
        """
        self.announce_stop()
        until = time.monotonic() + self._settings.stop_seconds
        while self._desk.in_flight and time.monotonic() < until:
            time.sleep(0.05)
        self._machinery.pool.close()
        self._watchdog.stop()
        self._group.close()
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._leave.set)
        self._thread.join(self._settings.stop_seconds)
        self._desk.close()
        self._signal.stop()
        self._state.database.close()

    def _drain(self) -> None:
        """Run Faust in an event loop of its own; a worker without it is of no use."""
        try:
            asyncio.run(self._run())
        except Exception as error:  # noqa: BLE001 - whatever it is, a restart is the remedy
            log.error("faust_ended", error_type=type(error).__name__)
        if not self._stopping.is_set():
            _end()

    async def _run(self) -> None:
        self._loop = asyncio.get_running_loop()
        await self._app.run(self._leave)

    def _topics(self) -> list[str]:
        return [self._names.queue(handler.name) for handler in self._machinery.runner.handlers]

    def _pulse(self) -> Pulse:
        return Pulse(self._app.assigned(), self._desk.in_flight, self._desk.progress_at)

    def _tell_lag(self, lags: Sequence[PartitionLag]) -> None:
        waiting = by_topic(lags)
        for handler in self._machinery.runner.handlers:
            topic = self._names.queue(handler.name)
            self._machinery.metrics.lag.labels(handler.name).set(waiting[topic])

    def _checks(self) -> dict[str, bool]:
        health = self._machinery.health
        return {
            **self._state.checks(),
            "kafka": health.is_green("kafka") and bool(self._group.seen),
            "pipeline": self._machinery.works,
        }


def _end() -> None:
    """End at once, without goodbye: whoever runs the worker starts another."""
    os._exit(_STUCK)
