"""Carries the commit signal between processes: PostgreSQL's NOTIFY and LISTEN.

A notification inside the transaction would make all commits queue for one lock, so it follows on
a connection of its own, one for many commits. It may be lost with the process; whoever listens
looks around from time to time anyway.
"""

import threading
from collections.abc import Callable
from uuid import uuid4

import psycopg
import structlog

from storage.unit_of_work import Database

_CHANNEL = "safelight_commits"
_GATHER_SECONDS = 0.005
_LISTEN_SECONDS = 0.5
_AGAIN_SECONDS = 1.0

log = structlog.get_logger("signal")


class PostgresSignal:
    """Tells other processes of this one's commits, and this one's listeners of theirs."""

    def __init__(self, database: Database, *, tells: bool = True, listens: bool = True) -> None:
        """Take a database on a server; nothing runs before :meth:`start`."""
        url = database.engine.url.set(drivername="postgresql")
        self._address = url.render_as_string(hide_password=False)
        self._signal = database.signal
        # Process ids repeat from container to container.
        self._own = uuid4().hex
        self._committed = threading.Event()
        self._stopping = threading.Event()
        self._unsubscribe: Callable[[], None] = lambda: None
        loops = [self._tell] * tells + [self._listen] * listens
        self._threads = [
            threading.Thread(target=self._keep, args=(loop,), name="signal", daemon=True)
            for loop in loops
        ]

    def start(self) -> None:
        """Begin to tell and to listen."""
        self._unsubscribe = self._signal.subscribe_to_own(self._committed.set)
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End both."""
        self._unsubscribe()
        self._stopping.set()
        self._committed.set()
        for thread in self._threads:
            thread.join()

    def _keep(self, loop: Callable[[psycopg.Connection], None]) -> None:
        """Run one loop, connecting anew whenever the server was away."""
        while not self._stopping.is_set():
            try:
                with psycopg.connect(self._address, autocommit=True, connect_timeout=5) as to:
                    loop(to)
            except psycopg.Error as error:
                log.warning("signal_lost", error_type=type(error).__name__)
                self._stopping.wait(_AGAIN_SECONDS)

    def _tell(self, to: psycopg.Connection) -> None:
        while not self._stopping.is_set():
            self._committed.wait()
            self._committed.clear()
            try:
                to.execute("SELECT pg_notify(%s, %s)", (_CHANNEL, self._own))
            except psycopg.Error:
                # Told as soon as there is a connection again.
                self._committed.set()
                raise
            self._stopping.wait(_GATHER_SECONDS)

    def _listen(self, to: psycopg.Connection) -> None:
        to.execute(f"LISTEN {_CHANNEL}")
        # What was committed while nobody listened.
        self._signal.notify_from_outside()
        while not self._stopping.is_set():
            for notice in to.notifies(timeout=_LISTEN_SECONDS):
                if notice.payload != self._own:
                    self._signal.notify_from_outside()
                if self._stopping.is_set():
                    return
