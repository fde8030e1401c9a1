"""What more workers bring: two against one that compute, eight against one that wait."""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safelight.bench import houses, intake
from safelight.bench.patient_stages import wait_long
from safelight.bench.pictures import SENT, phone_picture
from safelight.bench.throughput import Tell
from safelight.bench.waiting_stages import wait
from safelight.cluster.local import Servers, supervised
from safelight.state import State

_PARTITIONS = 32
"""Many, so that a few workers get nearly the same share."""

_NOTHING = b"\xff\xd8\xff nothing"
_TIMEOUT = 600.0


@dataclass(frozen=True, slots=True)
class _Work:
    """What workers do; ``seconds`` is no more than it takes for one medium."""

    name: str
    stages: str
    seconds: float
    computes: bool = False


_COMPUTE = _Work("compute", "workers.stages", 2.5, computes=True)
_WAIT = _Work("wait_200_ms", "safelight.bench.waiting_stages", wait.SECONDS)
_WAIT_LONG = _Work("wait_500_ms", "safelight.bench.patient_stages", wait_long.SECONDS)


def measure(
    servers: Servers, folder: Path, tell: Tell, *, window: float, many: int
) -> dict[str, Any]:
    """Measure all three; every worker has a pool of one process."""
    result: dict[str, Any] = {"window_seconds": window}
    for work, more in ((_COMPUTE, 2), (_WAIT, many), (_WAIT_LONG, many)):
        rates = {
            workers: _rate(servers, folder / f"{work.name}-{workers}", tell, work, workers, window)
            for workers in (1, more)
        }
        ratio = rates[more] / rates[1]
        result[work.name] = {"per_second": rates, f"ratio_{more}_to_1": ratio}
    return result


def _rate(  # noqa: PLR0913 - what is measured, and how
    servers: Servers, folder: Path, tell: Tell, work: _Work, workers: int, window: float
) -> float:
    """Return how many media workers obscure per second while all of them have work."""
    settings = {"pool_size": 1, "stages": work.stages, "kafka_partitions": _PARTITIONS}
    what = f"{workers} workers, {work.name}"
    tell(what)
    # A backlog that lasts: the time that all workers have some is what is measured.
    backlog = int(workers * (window * 1.5 + 10) / work.seconds)
    with houses.workers_alone(servers, folder, workers, settings) as (run, state):
        uploader = intake.new_uploader(state)
        for number in range(backlog):
            if work.computes:
                intake.accept(state, uploader, phone_picture(SENT, number))
            else:
                intake.stripped(state, uploader, _NOTHING)
        tell(f"{what}: {backlog} media are waiting")
        with supervised(run.role("relay")):
            _settle(state, workers)
            tell(f"{what}: watching for {window:g} s")
            return _watch(state, backlog, window)


def _done(state: State) -> int:
    return intake.count(state, "FacesObscured") + intake.count(state, "RevisionBurned")


def _watch(state: State, backlog: int, window: float) -> float:
    """Return how many a second are done in a stretch of time at whose end some still wait."""
    before, started = _done(state), time.perf_counter()
    time.sleep(window)
    done = _done(state) - before
    seconds = time.perf_counter() - started
    if before + done >= backlog:
        raise intake.BenchmarkFailedError("the backlog ran out")
    return done / seconds


def _settle(state: State, workers: int) -> None:
    """Wait until every worker has certainly begun."""
    until = time.perf_counter() + _TIMEOUT
    while _done(state) < 3 * workers:
        if time.perf_counter() > until:
            raise intake.BenchmarkFailedError("the workers do not work")
        time.sleep(0.2)
