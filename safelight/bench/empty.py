"""An empty handler's relay and worker, as processes: ``python -m safelight.bench.empty ROLE``.

They are the roles' own parts around a handler that does nothing but take its events.
"""

import asyncio
import signal
import sys
import threading

from safelight import logs
from safelight.settings import Settings
from safelight.state import open_database
from schemas.events import TextsEdited
from storage.events import Envelope
from storage.postgres_signal import PostgresSignal
from storage.unit_of_work import UnitOfWork
from streams.agents.desk import Desk, Lanes
from streams.app import Subscription, WorkerApp
from streams.delivery import Delivery
from streams.failures import DeadLetterLimit
from streams.handlers.handler import LightHandler, Settle
from streams.health import Health
from streams.metrics import Metrics
from streams.pipeline import Queue
from streams.relay import Relay
from streams.routes import Routes
from streams.runner import Runner
from streams.sender import Sender
from streams.topics import TopicNames


class EmptyHandler(LightHandler):
    """Takes an event, and that is all."""

    name = "empty"
    consumes = frozenset((TextsEdited.__name__,))

    def work(self, _: Envelope) -> Settle:
        """Return no effect."""
        return _nothing


QUEUE = Queue(EmptyHandler.name, EmptyHandler.consumes, is_heavy=False)
LANES = Lanes(heavy=1, light=4)


def _nothing(_: UnitOfWork) -> None:
    pass


def relay(settings: Settings, stopping: threading.Event) -> None:
    """Send the outbox until told to stop."""
    database = open_database(settings, ping=False)
    signals = PostgresSignal(database, tells=False)
    signals.start()
    routes = Routes(TopicNames(settings.kafka_prefix), (QUEUE,))
    kafka = settings.kafka or ""
    Relay(database, routes, lambda: Sender(kafka), Health(), Metrics()).run(stopping)
    signals.stop()
    database.close()


def worker(settings: Settings, stopping: threading.Event) -> None:
    """Drain the empty queue until told to stop."""
    database = open_database(settings, ping=False)
    handler = EmptyHandler()
    metrics = Metrics()
    delivery = Delivery(
        Runner(database, (handler,)), Health(), DeadLetterLimit(), metrics, stopping
    )
    desk = Desk(delivery, metrics, LANES, stopping)
    signals = PostgresSignal(database, listens=False)
    signals.start()
    subscription = Subscription(settings.kafka or "", TopicNames(settings.kafka_prefix))
    app = WorkerApp(subscription, (handler,), desk)

    async def run() -> None:
        leave = asyncio.Event()
        loop = asyncio.get_running_loop()
        waiting = threading.Thread(
            target=lambda: (stopping.wait(), loop.call_soon_threadsafe(leave.set)), daemon=True
        )
        waiting.start()
        await app.run(leave)

    asyncio.run(run())
    signals.stop()
    database.close()


def main() -> None:
    """Run one of them until SIGTERM."""
    logs.configure("error")
    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    {"relay": relay, "worker": worker}[sys.argv[1]](Settings(), stopping)


if __name__ == "__main__":
    main()
