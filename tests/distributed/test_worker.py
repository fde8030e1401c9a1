"""The worker's own promises.

Its heart beats while it computes; it acknowledges in order; it is found out when it is stuck.
"""

import asyncio
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from safelight.cluster.local import Servers, supervised
from safelight.demo.client import Person
from schemas.events import TextsEdited
from schemas.wire import EventMessage
from storage.events import Envelope
from storage.unit_of_work import UnitOfWork
from streams.agents.desk import Desk, Lanes
from streams.app import Subscription, WorkerApp
from streams.delivery import Delivery
from streams.failures import DeadLetterLimit
from streams.group import Group
from streams.handlers.handler import LightHandler, Settle
from streams.health import Health
from streams.kafka_admin import kafka_admin
from streams.metrics import Metrics
from streams.pipeline import Queue
from streams.routes import Record
from streams.runner import Runner
from streams.sender import Sender
from streams.topic_changes import changes
from streams.topics import TopicNames, topics
from streams.watchdog import Pulse, Watchdog
from tests.factories.installation import CLINICIAN, Installation, upload_one
from tests.factories.site import PASSWORD

SLOW_STAGES = "tests.factories.rendering_stages"
EVENTS = 60


@pytest.mark.timeout(200)
def test_the_heart_beats_while_a_stage_computes_for_longer_than_a_session(
    servers: Servers, tmp_path: Path
) -> None:
    """A stage that computes, without ever waiting, three times as long as a silent worker lives."""
    installation = Installation(
        servers, tmp_path / "run", stages=SLOW_STAGES, worker_session_seconds=6
    )
    api, *others = installation.roles(workers=2)
    with supervised(api, *others):
        person = Person(api.address)
        person.log_in(CLINICIAN, PASSWORD)
        accepted = [upload_one(person, 1)]
        until = time.monotonic() + 120
        while installation.states(accepted) != {"in_review": 1}:
            assert time.monotonic() < until
            time.sleep(0.5)
        person.close()
    assert installation.stage_runs() == 2, "the other worker began it too"
    installation.close()


class _Halting(LightHandler):
    """Halts at one event until it is let go on, and lets all others through."""

    name = "halting"
    consumes = frozenset((TextsEdited.__name__,))

    def __init__(self) -> None:
        self.seen: list[int] = []
        self.go_on = threading.Event()

    def work(self, envelope: Envelope) -> Settle:
        if envelope.seq == 1:
            self.go_on.wait(60)
        self.seen.append(envelope.seq)
        return _nothing


def _nothing(_: UnitOfWork) -> None:
    pass


class _Worker:
    """A worker around one handler, in this process, on one partition."""

    def __init__(self, installation: Installation, handler: LightHandler) -> None:
        settings = installation.run.settings
        self.kafka, self.names = settings.kafka or "", TopicNames(settings.kafka_prefix + "x")
        queue = Queue(handler.name, handler.consumes, is_heavy=False)
        self.topic = self.names.queue(queue.name)
        wanted = topics(self.names, (queue,), partitions=1, replication=1)
        with kafka_admin(self.kafka) as admin:
            admin.apply(changes(wanted, admin.found(wanted)))
        self.health, self.stopping = Health(), threading.Event()
        runner = Runner(installation.state.database, (handler,))
        metrics = Metrics()
        delivery = Delivery(runner, self.health, DeadLetterLimit(), metrics, self.stopping)
        self.desk = Desk(delivery, metrics, Lanes(heavy=1, light=4), self.stopping)
        self.app = WorkerApp(Subscription(self.kafka, self.names), (handler,), self.desk)
        self.group = Group(self.kafka, self.names.prefix, [self.topic])
        self._leave = asyncio.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self.app.run(self._leave))

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self.stopping.set()
        self._loop.call_soon_threadsafe(self._leave.set)
        self._thread.join(30)
        self._loop.close()
        self.desk.close()
        self.group.close()

    def stop_fetching(self) -> None:
        stop = self.app._app._fetcher.stop()
        asyncio.run_coroutine_threadsafe(stop, self._loop).result(20)

    def send(self, count: int) -> None:
        stream_id = uuid4()
        sender = Sender(self.kafka)
        records = [Record(self.topic, b"k", _edited(seq, stream_id)) for seq in range(1, count + 1)]
        sender.send(records, threading.Event())
        sender.close()

    def committed(self) -> int:
        with kafka_admin(self.kafka) as admin:
            return next(iter(admin.committed(self.names.prefix).values()), 0)


def _edited(seq: int, stream_id: UUID) -> bytes:
    return EventMessage(
        seq=seq,
        event_id=uuid4(),
        stream_id=uuid4() if seq % 2 else stream_id,
        name=TextsEdited.__name__,
        version=1,
        at=datetime.now(UTC),
        payload={"texts_sha256": "0" * 64},
    ).to_bytes()


def _until(condition: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.1)


@pytest.mark.timeout(120)
def test_nothing_is_committed_past_an_event_that_is_under_way(
    installation: Installation,
) -> None:
    handler = _Halting()
    worker = _Worker(installation, handler)
    worker.send(EVENTS)
    worker.start()
    try:
        _until(lambda: len(handler.seen) == EVENTS - 1)
        time.sleep(3)  # Faust commits every second
        assert worker.committed() == 0, "a crash now would lose the first event"
        handler.go_on.set()
        _until(lambda: worker.committed() == EVENTS)
    finally:
        handler.go_on.set()
        worker.stop()


@pytest.mark.timeout(120)
def test_a_worker_that_fetches_no_more_is_found_out(installation: Installation) -> None:
    """Faust's fetcher is stopped behind its back, which is how agents are known to go silent."""
    handler = _Halting()
    handler.go_on.set()
    worker = _Worker(installation, handler)
    stuck = threading.Event()
    watchdog = Watchdog(
        worker.group.look,
        lambda: Pulse(worker.app.assigned(), worker.desk.in_flight, worker.desk.progress_at),
        worker.health,
        stuck.set,
        lambda _: None,
        patience=4,
        every=0.5,
    )
    worker.start()
    watchdog.start()
    try:
        worker.send(10)
        _until(lambda: worker.committed() == 10)
        assert not stuck.wait(6), "an idle worker is not stuck"
        worker.stop_fetching()
        worker.send(10)
        assert stuck.wait(30)
    finally:
        watchdog.stop()
        worker.stop()
