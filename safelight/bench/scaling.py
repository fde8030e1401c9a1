"""What more workers bring: two against one that compute, eight against one that wait."""

import time
from pathlib import Path
from typing import Any

from safelight.bench import houses, intake
from safelight.bench.pictures import SENT, phone_picture
from safelight.bench.throughput import Tell
from safelight.bench.waiting_stages.wait import SECONDS
from safelight.cluster.local import Servers, supervised
from safelight.state import State

_PARTITIONS = 64
"""Many, so that a few workers get nearly the same share."""

_WAITING = "safelight.bench.waiting_stages"
_NOTHING = b"\xff\xd8\xff nothing"
_COMPUTES_SECONDS = 2.5
"""Less than the chain takes for one picture, so that a backlog made by it is never too short."""

_TIMEOUT = 600.0


def measure(
    servers: Servers, folder: Path, tell: Tell, *, window: float, many: int
) -> dict[str, Any]:
    """Measure both; every worker has a pool of one process."""
    computing = {
        n: _rate(servers, folder / f"compute-{n}", tell, n, window, "workers.stages")
        for n in (1, 2)
    }
    waiting = {
        n: _rate(servers, folder / f"wait-{n}", tell, n, window, _WAITING) for n in (1, many)
    }
    return {
        "window_seconds": window,
        "computing_per_second": computing,
        "waiting_per_second": waiting,
        "ratio_two_computing": computing[2] / computing[1],
        f"ratio_{many}_waiting": waiting[many] / waiting[1],
    }


def _rate(  # noqa: PLR0913 - what is measured, and how
    servers: Servers, folder: Path, tell: Tell, workers: int, window: float, stages: str
) -> float:
    """Return how many media workers obscure per second while all of them have work."""
    waits = stages == _WAITING
    settings = {"pool_size": 1, "stages": stages, "kafka_partitions": _PARTITIONS}
    what = f"{workers} workers that {'wait' if waits else 'compute'}"
    tell(what)
    # A backlog that lasts: the time that all workers have some is what is measured.
    backlog = int(workers * (window * 1.5 + 10) / (SECONDS if waits else _COMPUTES_SECONDS))
    with houses.workers_alone(servers, folder, workers, settings) as (run, state):
        uploader = intake.new_uploader(state)
        for number in range(backlog):
            if waits:
                intake.stripped(state, uploader, _NOTHING)
            else:
                intake.accept(state, uploader, phone_picture(SENT, number))
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
    if _done(state) >= backlog - before // 2:
        raise intake.BenchmarkFailedError("the backlog ran out")
    return done / seconds


def _settle(state: State, workers: int) -> None:
    """Wait until every worker has certainly begun."""
    until = time.perf_counter() + _TIMEOUT
    while _done(state) < 3 * workers:
        if time.perf_counter() > until:
            raise intake.BenchmarkFailedError("the workers do not work")
        time.sleep(0.2)
