"""The relay: sends the outbox to Kafka, one batch after another, in the order things happened."""

import threading
import time
from collections.abc import Callable, Sequence
from typing import Protocol

import structlog
from kafka.errors import KafkaError

from schemas.events import EVENTS
from storage import events
from storage.models import EventRow
from storage.turns import Turns
from storage.unit_of_work import Database
from streams.failures import BROKEN_WORLD, Backoff
from streams.health import Health
from streams.metrics import Metrics
from streams.routes import Record, Routes
from streams.sender import SendingStoppedError

_TURN = "relay"
BATCH = 500
"""How many events go at once: the most that a crash makes come twice."""
_POLL_SECONDS = 1.0
_GATHER_SECONDS = 0.05
"""Batches that are not full begin at least so far apart; a lone event goes at once."""

log = structlog.get_logger("relay")


class Sends(Protocol):
    """What takes records to Kafka: a :class:`streams.sender.Sender`."""

    def send(
        self, records: Sequence[Record], stopping: threading.Event, waiting: Callable[[], None]
    ) -> None:
        """Send records and return when all of them are safe."""

    def close(self) -> None:
        """Let go of the cluster."""


class Relay:
    """Several may run: they take turns, batch by batch, so that no event is sent twice.

    Only a crash between the cluster's answer and our commit sends a batch again; the inbox of
    whoever takes it makes that harmless.
    """

    def __init__(  # noqa: PLR0913 - the parts that it joins
        self,
        database: Database,
        routes: Routes,
        connect: Callable[[], Sends],
        health: Health,
        metrics: Metrics,
        *,
        batch: int = BATCH,
    ) -> None:
        """Take how to connect to Kafka; nothing is connected before :meth:`run`."""
        self._database = database
        self._routes = routes
        self._connect = connect
        self._health = health
        self._metrics = metrics
        self._batch = batch
        self._turns = Turns(database)
        self._backoff = Backoff()
        self._sender: Sends | None = None
        self._wake = threading.Event()

    def run(self, stopping: threading.Event) -> None:
        """Send until told to stop; whatever is away is waited for."""
        unsubscribe = self._database.signal.subscribe(self._wake.set)
        failed = 0
        try:
            while not stopping.is_set():
                try:
                    began = time.monotonic()
                    self._drain(stopping)
                    failed = 0
                    self._wake.wait(_POLL_SECONDS)
                    stopping.wait(began + _GATHER_SECONDS - time.monotonic())
                    self._wake.clear()
                except SendingStoppedError:
                    return
                except (*BROKEN_WORLD, KafkaError) as error:
                    failed += 1
                    self._say_waiting(error)
                    stopping.wait(self._backoff.delay(failed))
        finally:
            unsubscribe()
            if self._sender is not None:
                self._sender.close()

    def wake(self) -> None:
        """Look at once: for whoever stops it."""
        self._wake.set()

    def _drain(self, stopping: threading.Event) -> None:
        while not stopping.is_set() and self._relay_batch(stopping):
            pass
        self._health.green("outbox")

    def _relay_batch(self, stopping: threading.Event) -> bool:
        """Send one batch; tell whether there may be more."""
        with self._database.looking() as connection:
            if not events.any_unsent(connection):
                return False
        with self._turns.turn(_TURN) as ours:
            if not ours:
                return True
            with self._database.reading() as session:
                rows = events.unsent(session, self._batch)
            records = [record for row in rows for record in self._routed(row)]
            if records:
                self._connected().send(records, stopping, lambda: self._health.red("kafka"))
                self._health.green("kafka")
            self._mark(rows)
        return len(rows) == self._batch

    def _routed(self, row: EventRow) -> list[Record]:
        if row.name not in EVENTS:
            self._metrics.unknown_events.inc()
            log.error("unknown_event", event_name=row.name, submission_id=str(row.stream_id))
        return self._routes.records(row)

    def _mark(self, rows: Sequence[EventRow]) -> None:
        if not rows:
            return
        with self._database.writing(announce=False) as uow:
            events.mark_sent(uow.session, rows, uow.now)
        self._metrics.relayed_events.inc(len(rows))

    def _connected(self) -> Sends:
        if self._sender is None:
            self._sender = self._connect()
        return self._sender

    def _say_waiting(self, error: Exception) -> None:
        part = "kafka" if isinstance(error, KafkaError) else "outbox"
        self._health.red(part)
        log.error("relay_waiting", error_type=type(error).__name__)
