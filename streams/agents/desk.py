"""The desk: takes events off the agents, has them handled in threads, acknowledges them."""

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from faust.types import EventT

from moderation.dead_letters import Position
from storage.events import Envelope
from streams import stray
from streams.agents.ledger import Ledger, Place
from streams.delivery import Delivery
from streams.handlers.handler import Handler
from streams.metrics import Metrics
from streams.stray import Stray

_AGAIN_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Lanes:
    """How many events may be under way at once: heavy ones fill the pool, light ones do not."""

    heavy: int
    light: int


class Desk:
    """One for all agents of a worker, so that they share its lanes.

    Events with the same key are handled one after another, as in the embedded log; others side
    by side, whatever partition they are from.
    """

    def __init__(
        self, delivery: Delivery, metrics: Metrics, lanes: Lanes, stopping: threading.Event
    ) -> None:
        """Take the event that says that this process is about to stop."""
        self._delivery = delivery
        self._metrics = metrics
        self._stopping = stopping
        self._ledger: Ledger[EventT[Any]] = Ledger()
        self._places = {
            True: asyncio.Semaphore(lanes.heavy),
            False: asyncio.Semaphore(lanes.light),
        }
        self._threads = {
            True: ThreadPoolExecutor(lanes.heavy, "heavy"),
            False: ThreadPoolExecutor(lanes.light, "light"),
        }
        self._last: dict[tuple[str, UUID], asyncio.Task[None]] = {}
        self.in_flight = 0
        self.progress_at = time.monotonic()

    async def take(self, handler: Handler, event: EventT[Any]) -> None:
        """Begin with an event as soon as its lane has room; return when it was begun."""
        message = event.message
        place = self._ledger.enter(
            event, (message.topic, message.partition), message.generation_id or 0
        )
        position = Position(message.topic, message.partition, message.offset)
        what = stray.read(message.value, position)
        room = self._places[handler.is_heavy]
        await room.acquire()
        key = (handler.name, what.order_key if isinstance(what, Envelope) else what.event_id)
        before = self._last.get(key)
        task = asyncio.create_task(self._see_through(handler, what, place, room, before))
        self._last[key] = task
        task.add_done_callback(lambda done: self._forget(key, done))

    def close(self) -> None:
        """Let the threads end; ``stopping`` is set, so they do."""
        for threads in self._threads.values():
            threads.shutdown(wait=True)

    async def _see_through(
        self,
        handler: Handler,
        what: Envelope | Stray,
        place: Place[EventT[Any]],
        room: asyncio.Semaphore,
        before: asyncio.Task[None] | None,
    ) -> None:
        self.in_flight += 1
        try:
            if before is not None:
                await asyncio.wait((before,))
            loop = asyncio.get_running_loop()
            threads = self._threads[handler.is_heavy]
            done = await loop.run_in_executor(threads, self._deliver, handler, what)
        finally:
            self.in_flight -= 1
            self.progress_at = time.monotonic()
            room.release()
        if done:
            self._acknowledge(handler, place)

    def _deliver(self, handler: Handler, what: Envelope | Stray) -> bool:
        """Deliver until done, in a thread; ``False`` only when this process stops."""
        while not self._stopping.is_set():
            if isinstance(what, Stray):
                done = self._delivery.until_abandoned(handler, what)
            else:
                done = self._delivery.until_done(handler, what)
            if done:
                return True
            self._stopping.wait(_AGAIN_SECONDS)
        return False

    def _acknowledge(self, handler: Handler, place: Place[EventT[Any]]) -> None:
        """Acknowledge in order: the one place that does."""
        self._metrics.handled_events.labels(handler.name).inc()
        for event in self._ledger.done(place):
            event.ack()

    def _forget(self, key: tuple[str, UUID], task: "asyncio.Task[None]") -> None:
        if self._last.get(key) is task:
            del self._last[key]


Take = Callable[[Handler, EventT[Any]], Any]
