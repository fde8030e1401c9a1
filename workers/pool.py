"""Runs stages in child processes that may crash, hang or run out of memory without harm.

Each slot is a pebble pool of one process. Pebble's processes otherwise share one pipe and one
lock, and a process that dies while it holds them takes its neighbours along; it also gives up for
good when a process dies between two tasks. A slot that is no longer usable is replaced.
"""

import multiprocessing
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError
from concurrent.futures.process import BrokenProcessPool
from queue import LifoQueue
from typing import Any

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from schemas.failures import InputRejectedError
from workers import child, registry
from workers.free_text.span import Span
from workers.stage import StageInput, StageOutput

_GRACE = 120.0
"""Seconds beyond a deadline for a process to start, load its models and hand over its bytes."""

_TASKS_PER_PROCESS = 500

_SCAN_DEADLINE = 20.0
"""Seconds to search the texts of one submission, which takes less than one as a rule."""


class DeadlinePassed(Exception):
    """A stage took longer than it may; its process was ended."""


class WorkerDied(Exception):
    """The process that ran a stage died: a crash in a C library, or out of memory."""


class PoolClosed(Exception):
    """The pool was closed before the stage was done: nothing is said about the medium."""


class StageError(Exception):
    """A stage raised something unexpected: the exception's type and the place, no message."""

    def __init__(self, kind: str, place: str) -> None:
        super().__init__(f"{kind} at {place}")
        self.kind = kind
        self.place = place


class StagePool:
    """A fixed number of child processes that run stages, one medium each at a time.

    ``memory_bytes`` is each process's address space. ``package`` is where stages are found.
    ``warm`` loads the detectors' models at a process's start rather than at its first medium.
    """

    def __init__(
        self,
        size: int,
        memory_bytes: int,
        *,
        package: str = registry.PACKAGE,
        warm: bool = True,
    ) -> None:
        self.size = size
        self._package = package
        self._slots = [_Slot((memory_bytes, package, warm)) for _ in range(size)]
        self._idle: LifoQueue[_Slot] = LifoQueue()
        for slot in reversed(self._slots):
            self._idle.put(slot)

    @property
    def busy(self) -> int:
        """How many processes run a stage now."""
        return self.size - self._idle.qsize()

    def run(self, stage_name: str, given: StageInput) -> StageOutput:
        """Run a stage on a medium and wait for it; may be called from many threads.

        Raises:
            InputRejectedError: the stage refused the input, with its code.
            DeadlinePassed: the stage's deadline passed, counted from when a process took it.
            WorkerDied: the process died.
            PoolClosed: the pool is closed, or was while the stage ran or waited.
            StageError: anything else that the stage raised.
            KeyError: there is no such stage.

        """
        deadline = registry.by_name(stage_name, self._package).deadline
        output: StageOutput = self._verdict(
            deadline, child.execute, (self._package, stage_name, given)
        )
        return output

    def scan(self, texts: Sequence[str]) -> tuple[list[Span], ...]:
        """Search texts for identifiers; return what was found in each.

        Raises:
            DeadlinePassed, WorkerDied, PoolClosed, StageError: as :meth:`run` does.

        """
        found: tuple[list[Span], ...] = self._verdict(_SCAN_DEADLINE, child.scan, (tuple(texts),))
        return found

    def _verdict(
        self, deadline: float, call: Callable[..., Any], arguments: tuple[Any, ...]
    ) -> Any:
        slot = self._idle.get()
        try:
            verdict = slot.run(deadline, call, arguments)
        finally:
            self._idle.put(slot)
        if isinstance(verdict, child.Refused):
            raise InputRejectedError(verdict.code)
        if isinstance(verdict, child.Failed):
            raise StageError(verdict.kind, verdict.place)
        return verdict

    def close(self) -> None:
        """End all processes at once. Stages in flight raise :class:`PoolClosed` at their callers.

        May be called again, and from any thread; returns within seconds, whatever stages do.
        """
        for slot in self._slots:
            slot.close()
        for slot in self._slots:
            slot.join()


class _Slot:
    """One child process, started again whenever it has ended."""

    def __init__(self, arguments: tuple[int, str, bool]) -> None:
        self._arguments = arguments
        self._lock = threading.Lock()
        self._closed = False
        self._future: ProcessFuture[Any] | None = None
        self._pool = self._started()

    def run(self, deadline: float, call: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        """Make one call in the process, and start another process when this one has to go."""
        future = self._schedule(deadline, call, arguments)
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
        self, deadline: float, call: Callable[..., Any], arguments: tuple[Any, ...]
    ) -> "ProcessFuture[Any]":
        with self._lock:
            if self._closed:
                raise PoolClosed
            if not self._pool.active:
                self._end(self._pool)
                self._pool = self._started()
            self._future = self._pool.schedule(call, args=arguments, timeout=deadline)
            return self._future

    def _replace(self) -> None:
        """Give up a process that neither answered nor ended."""
        with self._lock:
            if not self._closed:
                self._end(self._pool)
                self._pool = self._started()

    def _started(self) -> ProcessPool:
        pool = ProcessPool(
            max_workers=1,
            max_tasks=_TASKS_PER_PROCESS,
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
