"""Runs stages in child processes that may crash, hang or run out of memory without harm.

Each slot is a pebble pool of one process. Pebble's processes otherwise share one pipe and one
lock, and a process that dies while it holds them takes its neighbours along; it also gives up for
good when a process dies between two tasks. A slot that is no longer usable is replaced.
"""

import multiprocessing
import threading
from concurrent.futures import CancelledError
from concurrent.futures.process import BrokenProcessPool
from queue import LifoQueue
from typing import Any

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from schemas.failures import InputRejectedError
from workers import child, registry
from workers.stage import StageInput, StageOutput

_GRACE = 120.0
"""Seconds beyond a deadline for a process to start, load its models and hand over its bytes."""

_TASKS_PER_PROCESS = 500


class DeadlinePassed(Exception):  # noqa: N818 - a verdict, named as the design names it
    """A stage took longer than it may; its process was ended."""


class WorkerDied(Exception):  # noqa: N818
    """The process that ran a stage died: a crash in a C library, or out of memory."""


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
            WorkerDied: the process died, or the pool was closed meanwhile.
            StageError: anything else that the stage raised.
            KeyError: there is no such stage.

        """
        deadline = registry.by_name(stage_name, self._package).deadline
        slot = self._idle.get()
        try:
            verdict = slot.run(deadline, (self._package, stage_name, given))
        finally:
            self._idle.put(slot)
        if isinstance(verdict, child.Refused):
            raise InputRejectedError(verdict.code)
        if isinstance(verdict, child.Failed):
            raise StageError(verdict.kind, verdict.place)
        return verdict

    def close(self) -> None:
        """End all processes. Stages in flight raise :class:`WorkerDied` where they were called."""
        for slot in self._slots:
            slot.close()


class _Slot:
    """One child process, started again whenever it has ended."""

    def __init__(self, arguments: tuple[int, str, bool]) -> None:
        self._arguments = arguments
        self._lock = threading.Lock()
        self._closed = False
        self._future: ProcessFuture[Any] | None = None
        self._pool = self._started()

    def run(self, deadline: float, arguments: tuple[str, str, StageInput]) -> child.Verdict:
        future = self._schedule(deadline, arguments)
        try:
            verdict: child.Verdict = future.result(timeout=deadline + _GRACE)
        except TimeoutError:
            if not future.done():
                self._replace()
            raise DeadlinePassed from None
        except (ProcessExpired, BrokenProcessPool, CancelledError, RuntimeError):
            raise WorkerDied from None
        finally:
            self._future = None
        return verdict

    def close(self) -> None:
        with self._lock:
            self._closed = True
            future = self._future
            if future is not None:
                future.cancel()  # type: ignore[no-untyped-call]
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()

    def _schedule(
        self, deadline: float, arguments: tuple[str, str, StageInput]
    ) -> "ProcessFuture[Any]":
        with self._lock:
            if self._closed:
                raise WorkerDied
            if not self._pool.active:
                self._end(self._pool)
                self._pool = self._started()
            future = self._pool.schedule(child.execute, args=arguments, timeout=deadline)
            self._future = future
            return future

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
