"""Carries out a stage's steps on one long medium, with whatever processes are idle."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias

from workers import child
from workers.conduct import Batch, Call, Flow, Step, as_it_is
from workers.idle import Turn
from workers.processes import DeadlinePassed, Processes, WorkerDied
from workers.stage import StageOutput, Steps

TRIES = 3
"""How often a part is tried whose process dies or overruns its deadline; all but once alone."""

Tell: TypeAlias = Callable[[float], None]
"""Is told how much of a stage's work is done, 0 to 1; from any thread, and never less than before.
"""


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes a call when its turn has come, and of its result what is kept."""

    make: Callable[[], Call]
    kept: Callable[[Any], Any] = as_it_is


class Conductor:
    """For one run of a stage."""

    def __init__(self, processes: Processes, deadline: float, tell: Tell) -> None:
        """Take the deadline of each part, in seconds, and who wants to know of progress."""
        self._processes = processes
        self._deadline = deadline
        self._tell = tell

    def run(self, steps: Steps) -> StageOutput:
        """Return what the stage makes of the medium.

        Raises:
            InputRejectedError, PoolClosed, StageError: as soon as a part does.
            DeadlinePassed, WorkerDied: a part was tried alone as well, and no try got through.

        """
        done = 0.0
        threads = ThreadPoolExecutor(self._processes.size, "parts")
        try:
            step = next(steps)
            while True:
                progress = _Progress(self._tell, done, step.share)
                results = self._carried_out(step, threads, progress)
                done += step.share
                step = steps.send(results)
                self._tell(min(1.0, done))
        except StopIteration as end:
            self._tell(1.0)
            output: StageOutput = end.value
            return output
        finally:
            threads.shutdown(cancel_futures=True)

    def _carried_out(
        self, step: Step, threads: ThreadPoolExecutor, progress: "_Progress"
    ) -> list[Any]:
        if isinstance(step, Flow):
            return self._flow(step, threads, progress)
        return self._batch(step, threads, progress)

    def _batch(self, step: Batch, threads: ThreadPoolExecutor, progress: "_Progress") -> list[Any]:
        progress.expected = step.count
        makers = [_Maker(partial(step.call, number), step.kept) for number in range(step.count)]
        return self._settled(makers, [self._begun(one, threads, progress) for one in makers])

    def _flow(
        self, step: Flow, threads: ThreadPoolExecutor, progress: "_Progress"
    ) -> list[tuple[Any, Any]]:
        items: list[Any] = []
        makers: list[_Maker] = []
        begun: list[Future[Any]] = []
        places: list[int | None] = []

        def take(number: int, item: Any) -> None:
            if number < len(items):
                return
            item = step.kept(item)
            items.append(item)
            progress.expected = max(progress.expected, step.expected(item))
            make = step.then(item)
            places.append(None if make is None else len(makers))
            if make is not None:
                makers.append(_Maker(make))
                begun.append(self._begun(makers[-1], threads, progress))

        self._drained(step, take)
        results = self._settled(makers, begun)
        return [
            (item, None if place is None else results[place])
            for item, place in zip(items, places, strict=True)
        ]

    def _drained(self, step: Flow, take: Callable[[int, Any], None]) -> None:
        """Take all items; those of a source that died are given again, in the same order."""
        for tried in range(1, TRIES + 1):
            turn = Turn.WHOLE if tried == 1 else Turn.ALONE
            try:
                items = self._processes.items(self._deadline, step.source, step.fed, turn)
                # Closed at once, so that no part waits for its process while an error is under way.
                with closing(items):
                    for number, item in enumerate(items):
                        take(number, item)
            except (DeadlinePassed, WorkerDied) as error:
                if tried == TRIES:
                    error.tries = tried
                    raise
            else:
                return

    def _begun(
        self, maker: _Maker, threads: ThreadPoolExecutor, progress: "_Progress"
    ) -> "Future[Any]":
        future = threads.submit(self._once, maker, Turn.PART)
        future.add_done_callback(progress.count)
        return future

    def _once(self, maker: _Maker, turn: Turn) -> Any:
        result = self._processes.call(self._deadline, child.call, lambda: (maker.make(),), turn)
        return maker.kept(result)

    def _settled(self, makers: Sequence[_Maker], begun: "Sequence[Future[Any]]") -> list[Any]:
        """Wait for all results; those that a process died over are tried again when all are in."""
        results: list[Any] = []
        failed: list[int] = []
        try:
            for number, future in enumerate(begun):
                try:
                    results.append(future.result())
                except (DeadlinePassed, WorkerDied):
                    failed.append(number)
                    results.append(None)
        finally:
            for future in begun:
                future.cancel()
        for number in failed:
            results[number] = self._again(makers[number])
        return results

    def _again(self, maker: _Maker) -> Any:
        """Make a call alone: it may have died of what others took, or it is what kills them."""
        for tried in range(2, TRIES + 1):
            try:
                return self._once(maker, Turn.ALONE)
            except (DeadlinePassed, WorkerDied) as error:
                if tried == TRIES:
                    error.tries = tried
                    raise
        raise AssertionError(TRIES)


class _Progress:
    """Counts the calls of one step that are done."""

    def __init__(self, tell: Tell, before: float, share: float) -> None:
        self.expected = 0
        self._tell, self._before, self._share = tell, before, share
        self._done = 0
        self._lock = threading.Lock()

    def count(self, future: "Future[Any]") -> None:
        """Count one that has ended; what failed will be made again and counts as well."""
        if future.cancelled():
            return
        with self._lock:
            self._done += 1
            part = min(1.0, self._done / max(1, self.expected))
            self._tell(min(1.0, self._before + self._share * part))
