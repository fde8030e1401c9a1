"""Runs stages in child processes that may crash, hang or run out of memory without harm."""

from collections.abc import Sequence

from workers import child, registry
from workers.allocation import give_back_what_is_large
from workers.conductor import Conductor, Tell
from workers.free_text.span import Span
from workers.idle import Turn
from workers.processes import DeadlinePassed, PoolClosed, Processes, StageError, WorkerDied
from workers.spool import Spool
from workers.stage import StageInput, StageOutput

__all__ = ["DeadlinePassed", "PoolClosed", "StageError", "StagePool", "WorkerDied"]

_SCAN_DEADLINE = 20.0
"""Seconds to search the texts of one submission, which takes less than one as a rule."""


def _nobody(_: float) -> None:
    """Tell nobody."""


class StagePool:
    """A fixed number of child processes that run stages, one medium or part each at a time.

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
        give_back_what_is_large()
        self._package = package
        self._processes = Processes(size, (memory_bytes, package, warm))

    @property
    def size(self) -> int:
        """How many processes there are."""
        return self._processes.size

    @property
    def busy(self) -> int:
        """How many processes work now."""
        return self._processes.busy

    def run(self, stage_name: str, given: StageInput, tell: Tell = _nobody) -> StageOutput:
        """Run a stage on a medium and wait for it; may be called from many threads.

        A long medium is worked on in parts, by as many processes as are idle, and ``tell`` is told
        how far that has come; the output is the same whatever their number. Its renditions are not
        in memory then, but in a spool, which is there as long as they are referred to.

        Raises:
            OSError: the disk did not take, or give back, what is kept there meanwhile.
            InputRejectedError: the stage refused the input, with its code.
            DeadlinePassed: the stage's deadline passed, counted from when a process took it.
            WorkerDied: the process died.
            PoolClosed: the pool is closed, or was while the stage ran or waited.
            StageError: anything else that the stage raised.
            KeyError: there is no such stage.

        """
        stage = registry.by_name(stage_name, self._package)
        steps = stage.conduct(given, Spool().keep) if stage.conduct else None
        if steps is not None:
            return Conductor(self._processes, stage.deadline, tell).run(steps)
        output: StageOutput = self._processes.call(
            stage.deadline,
            child.execute,
            lambda: (self._package, stage_name, given),
            Turn.WHOLE,
        )
        return output

    def scan(self, texts: Sequence[str]) -> tuple[list[Span], ...]:
        """Search texts for identifiers; return what was found in each.

        Raises:
            DeadlinePassed, WorkerDied, PoolClosed, StageError: as :meth:`run` does.

        """
        found: tuple[list[Span], ...] = self._processes.call(
            _SCAN_DEADLINE, child.scan, lambda: (tuple(texts),), Turn.WHOLE
        )
        return found

    def close(self) -> None:
        """End all processes at once. Stages in flight raise :class:`PoolClosed` at their callers.

        May be called again, and from any thread; returns within seconds, whatever stages do.
        """
        self._processes.close()
