"""What more workers bring: two against one that compute, eight against one that wait."""

import time
from pathlib import Path
from typing import Any

from safelight.bench import houses, intake
from safelight.bench.pictures import SENT, phone_picture
from safelight.bench.throughput import Tell
from safelight.cluster.local import Servers
from safelight.state import State

_PARTITIONS = 64
"""Many, so that a few workers get nearly the same share."""

_WAITING = "safelight.bench.waiting_stages"
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
    tell(f"{workers} workers that {'wait' if waits else 'compute'}")
    # A backlog that lasts: the time that all workers have some is what is measured.
    backlog = int(workers * (window * 2 + 10) / (0.2 if waits else 2.5)) + 8 * workers
    with houses.distributed(servers, folder, workers, settings) as (_, state):
        uploader = intake.new_uploader(state)
        picture = b"\xff\xd8\xff nothing" if waits else phone_picture(SENT, 1)
        for number in range(backlog):
            if not waits:
                picture = phone_picture(SENT, number)
            intake.accept(state, uploader, picture)
        _settle(state, workers)
        before, started = intake.count(state, "FacesObscured"), time.perf_counter()
        time.sleep(window)
        done = intake.count(state, "FacesObscured") - before
        seconds = time.perf_counter() - started
        left = backlog - intake.count(state, "FacesObscured")
        if left < workers:
            raise intake.BenchmarkFailedError("the backlog ran out")
    return done / seconds


def _settle(state: State, workers: int) -> None:
    """Wait until every worker has certainly begun."""
    until = time.perf_counter() + _TIMEOUT
    while intake.count(state, "FacesObscured") < 3 * workers:
        if time.perf_counter() > until:
            raise intake.BenchmarkFailedError("the workers do not work")
        time.sleep(0.2)
