"""The log in one process: hands unsent events to the runner, in order per medium."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import structlog

from storage import events
from storage.events import Envelope, UnknownEventError
from storage.models import EventRow
from storage.unit_of_work import Database
from streams.delivery import Delivery
from streams.failures import BROKEN_WORLD, DeadLetterLimit
from streams.health import Health
from streams.metrics import Metrics
from streams.runner import Runner

_BATCH = 500
_POLL_SECONDS = 1.0
_LIGHT_THREADS = 4

log = structlog.get_logger("embedded")


class EmbeddedLog:
    """One dispatching thread, and two lanes so that a decision never waits behind a picture."""

    def __init__(  # noqa: PLR0913 - the parts that it drives
        self,
        database: Database,
        runner: Runner,
        health: Health,
        metrics: Metrics,
        limit: DeadLetterLimit,
        *,
        heavy: int,
    ) -> None:
        """Take how many heavy events may be under way at once."""
        self._database = database
        self._runner = runner
        self._health = health
        self._metrics = metrics
        self._lanes = {
            True: ThreadPoolExecutor(heavy, "heavy"),
            False: ThreadPoolExecutor(_LIGHT_THREADS, "light"),
        }
        self._capacity = {True: heavy, False: _LIGHT_THREADS}
        self._in_flight: dict[UUID, bool] = {}
        self._lock = threading.Lock()
        self._idle = threading.Condition(self._lock)
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._delivery = Delivery(runner, health, limit, metrics, self._stopping)
        self._thread = threading.Thread(target=self._run, name="embedded-log", daemon=True)
        self._unsubscribe: Callable[[], None] = lambda: None

    def start(self) -> None:
        """Begin to hand out events, those first that an earlier process left behind."""
        self._unsubscribe = self._database.signal.subscribe(self._wake.set)
        self._wake.set()
        self._thread.start()

    def stop(self, grace: float, end_computing: Callable[[], None]) -> None:
        """Hand out nothing more, let what is under way end, and return.

        What has not ended after ``grace`` seconds is cut off by ``end_computing``; its events stay
        in the outbox and are handled at the next start.
        """
        self._stopping.set()
        self._wake.set()
        self._unsubscribe()
        self._thread.join()
        with self._idle:
            self._idle.wait_for(lambda: not self._in_flight, grace)
        end_computing()
        for lane in self._lanes.values():
            lane.shutdown(wait=True)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._wake.wait(_POLL_SECONDS)
            self._wake.clear()
            try:
                self._dispatch()
                self._health.green("outbox")
            except BROKEN_WORLD:
                self._health.red("outbox")
                self._stopping.wait(_POLL_SECONDS)

    def _dispatch(self) -> None:
        """Start every event that may start now; walk on past those that must wait."""
        with self._lock:
            waiting = set(self._in_flight)
        quiet: list[EventRow] = []
        after = 0
        while rows := self._read(after):
            after = rows[-1].seq
            for row in rows:
                self._place(row, waiting, quiet)
            if len(rows) < _BATCH:
                break
        self._acknowledge(quiet)

    def _read(self, after: int) -> list[EventRow]:
        with self._database.reading() as session:
            return list(events.unsent(session, _BATCH, after))

    def _place(self, row: EventRow, waiting: set[UUID], quiet: list[EventRow]) -> None:
        """Start one event, or leave it and every later one with its key for another round."""
        try:
            envelope = events.envelope(row)
        except UnknownEventError:
            self._metrics.unknown_events.inc()
            log.error("unknown_event", event_name=row.name, submission_id=str(row.stream_id))
            quiet.append(row)
            return
        if not self._runner.handlers_for(envelope.name):
            quiet.append(row)
            return
        key = envelope.order_key
        if key in waiting or self._stopping.is_set():
            return
        waiting.add(key)
        heavy = self._runner.is_heavy(envelope.name)
        with self._lock:
            if sum(lane is heavy for lane in self._in_flight.values()) >= self._capacity[heavy]:
                return
            self._in_flight[key] = heavy
        self._lanes[heavy].submit(self._handle, envelope)

    def _handle(self, envelope: Envelope) -> None:
        try:
            if self._handle_until_done(envelope):
                self._acknowledge([envelope])
        except BROKEN_WORLD:
            self._health.red("database")
        finally:
            with self._idle:
                del self._in_flight[envelope.order_key]
                self._idle.notify_all()
            self._wake.set()

    def _handle_until_done(self, envelope: Envelope) -> bool:
        """Let every handler have the event; ``False`` when it must stay unsent."""
        handlers = self._runner.handlers_for(envelope.name)
        return all(self._delivery.until_done(handler, envelope) for handler in handlers)

    def _acknowledge(self, done: Sequence[Envelope | EventRow]) -> None:
        """Take events out of the outbox: the one place that acknowledges."""
        if not done:
            return
        with self._database.writing(announce=False) as uow:
            events.mark_sent(uow.session, done, uow.now)
