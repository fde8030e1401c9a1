"""Child processes that make calls, one at a time each, and are replaced when they end.

Each slot is a pebble pool of one process. Pebble's processes otherwise share one pipe and one
lock, and a process that dies while it holds them takes its neighbours along; it also gives up for
good when a process dies between two tasks. A slot that is no longer usable is replaced.
"""

import multiprocessing
import threading
from collections.abc import Callable, Generator
from concurrent.futures import CancelledError
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from schemas.failures import InputRejectedError
from workers import child
from workers.conduct import Call
from workers.content import Content
from workers.idle import Idle, Turn

_GRACE = 120.0
"""Seconds beyond a deadline for a process to start, load its models and hand over its bytes."""

_CALLS_PER_PROCESS = 500

_PIECE_BYTES = 4 << 20
"""What goes to a process at a time of what is fed to it."""


class DeadlinePassed(Exception):
    """A stage took longer than it may; its process was ended. ``tries`` tells how often."""

    tries = 1


class WorkerDied(Exception):
    """The process that ran a stage died, ``tries`` times: a crash in C, or out of memory."""

    tries = 1


class PoolClosed(Exception):
    """The pool was closed before the stage was done: nothing is said about the medium."""


class StageError(Exception):
    """A stage raised something unexpected: the exception's type and the place, no message."""

    def __init__(self, kind: str, place: str) -> None:
        super().__init__(f"{kind} at {place}")
        self.kind = kind
        self.place = place


class Processes:
    """A fixed number of child processes; ``arguments`` are those of :func:`child.begin`."""

    def __init__(self, size: int, arguments: tuple[int, str, bool]) -> None:
        self._slots = [_Slot(arguments) for _ in range(size)]
        self._idle = Idle(self._slots)

    @property
    def size(self) -> int:
        """How many there are."""
        return self._idle.size

    @property
    def busy(self) -> int:
        """How many work now."""
        return self._idle.busy

    def call(
        self,
        deadline: float,
        work: Callable[..., Any],
        arguments: Callable[[], tuple[Any, ...]],
        turn: Turn,
    ) -> Any:
        """Wait for an idle process, make a call in it, and return the result.

        ``arguments`` are made when a process is there.

        Raises:
            InputRejectedError: the input was refused, with its code.
            DeadlinePassed, WorkerDied, PoolClosed, StageError: as they say.

        """
        with self._idle.one(turn) as slot:
            return _answer(slot.run(deadline, work, arguments()))

    def items(
        self, deadline: float, source: Call, fed: Content | None, turn: Turn
    ) -> Generator[Any, None, None]:
        """Yield what a call gives, item by item; its process is kept until the end.

        ``fed`` is what the call is made with before all else, where there is such.

        Raises:
            InputRejectedError, DeadlinePassed, WorkerDied, PoolClosed, StageError: as
                :meth:`call`, of any item. ``deadline`` is for each of them.

        """
        with self._idle.one(turn) as slot:
            size = None if fed is None else len(fed)
            if fed is not None:
                _feed(slot, deadline, fed)
            begun = slot.run(deadline, child.begin_items, (source, size), same=fed is not None)
            item = _answer(begun)
            try:
                while not isinstance(item, child.Ended):
                    yield item
                    item = _answer(slot.run(deadline, child.next_item, (), same=True))
            finally:
                slot.ask_to_drop_items()

    def close(self) -> None:
        """End all processes at once. Calls under way raise :class:`PoolClosed` at their callers.

        May be called again, and from any thread; returns within seconds, whatever calls do.
        """
        for slot in self._slots:
            slot.close()
        for slot in self._slots:
            slot.join()


def _feed(slot: "_Slot", deadline: float, fed: Content) -> None:
    """Give bytes to a process piece by piece, so that they are nowhere else as a whole."""
    for start in range(0, max(1, len(fed)), _PIECE_BYTES):
        piece = fed[start : start + _PIECE_BYTES]
        _answer(slot.run(deadline, child.take_piece, (start, piece), same=start > 0))


def _answer(verdict: Any) -> Any:
    if isinstance(verdict, child.Refused):
        raise InputRejectedError(verdict.code)
    if isinstance(verdict, child.Failed):
        raise StageError(verdict.kind, verdict.place)
    if isinstance(verdict, child.Lost):
        raise WorkerDied
    return verdict


class _Slot:
    """One child process, started again whenever it has ended, and after so many calls."""

    def __init__(self, arguments: tuple[int, str, bool]) -> None:
        self._arguments = arguments
        self._lock = threading.Lock()
        self._closed = False
        self._calls = 0
        self._future: ProcessFuture[Any] | None = None
        self._pool = self._started()

    def run(
        self,
        deadline: float,
        work: Callable[..., Any],
        arguments: tuple[Any, ...],
        *,
        same: bool = False,
    ) -> Any:
        """Make one call in the process, and start another process when this one has to go.

        ``same`` says that the call is about what this very process holds.
        """
        future = self._schedule(deadline, work, arguments, same=same)
        try:
            return future.result(timeout=deadline + _GRACE)
        except TimeoutError:
            self._refuse_when_closed()
            if not future.done():
                self._replace()
            raise DeadlinePassed from None
        except (ProcessExpired, BrokenProcessPool, CancelledError, RuntimeError):
            self._refuse_when_closed()
            raise WorkerDied from None

    def ask_to_drop_items(self) -> None:
        """Let the process forget what it holds, whenever it comes to it."""
        with self._lock:
            if not self._closed and self._pool.active:
                self._pool.schedule(child.drop_items)

    def close(self) -> None:
        """Begin the end of the process; what it runs is given up.

        Pebble leaves the future of a stopped pool unsettled, so it is cancelled here.
        """
        with self._lock:
            self._closed = True
            if self._future is not None:
                self._future.cancel()  # type: ignore[no-untyped-call]
            self._pool.stop()  # type: ignore[no-untyped-call]

    def join(self) -> None:
        """Wait until the process has ended."""
        self._pool.join()

    def _refuse_when_closed(self) -> None:
        """Ask behind the lock, so that a process which :meth:`close` ended never counts as dead."""
        with self._lock:
            if self._closed:
                raise PoolClosed from None

    def _schedule(
        self, deadline: float, work: Callable[..., Any], arguments: tuple[Any, ...], *, same: bool
    ) -> "ProcessFuture[Any]":
        with self._lock:
            if self._closed:
                raise PoolClosed
            is_spent = self._calls >= _CALLS_PER_PROCESS and not same
            if is_spent or not self._pool.active:
                self._end(self._pool)
                self._pool = self._started()
            self._calls += 1
            self._future = self._pool.schedule(work, args=arguments, timeout=deadline)
            return self._future

    def _replace(self) -> None:
        """Give up a process that neither answered nor ended."""
        with self._lock:
            if not self._closed:
                self._end(self._pool)
                self._pool = self._started()

    def _started(self) -> ProcessPool:
        self._calls = 0
        pool = ProcessPool(
            max_workers=1,
            initializer=child.begin,
            initargs=self._arguments,
            context=multiprocessing.get_context("spawn"),
        )
        pool.schedule(child.ready)
        return pool

    @staticmethod
    def _end(pool: ProcessPool) -> None:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()
