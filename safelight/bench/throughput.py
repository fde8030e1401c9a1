"""Throughput of the whole pipeline, against the same stages called as plain functions."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from safelight.bench import houses, intake, plain
from safelight.bench.pictures import SENT, phone_picture
from safelight.cluster.local import Servers
from safelight.state import State
from workers.pool import StagePool

Tell = Callable[[str], None]
_TIMEOUT = 3600.0


def measure(  # noqa: PLR0913 - the sizes that may be chosen
    servers: Servers, folder: Path, tell: Tell, *, count: int, rounds: int, pool_size: int
) -> dict[str, Any]:
    """Measure in rounds, one way after the other in each, so that a noisy machine harms all.

    The time of a way is from before its first picture is accepted to when the last is in review,
    so it has the intake in it, which the plain calls have not.
    """
    each = count // rounds
    pool = StagePool(pool_size, 8 << 30)
    seconds: dict[str, list[float]] = {"plain": [], "embedded": [], "distributed": []}
    with (
        houses.embedded(folder / "embedded", pool_size) as one,
        houses.distributed(servers, folder / "distributed", 1, {"pool_size": pool_size}) as (
            _,
            many,
        ),
    ):
        states = {"embedded": one, "distributed": many}
        uploaders = {name: intake.new_uploader(state) for name, state in states.items()}
        warm = _pictures(pool_size, 9_000)
        plain.pass_all(pool, warm)
        for name, state in states.items():
            _pass(state, uploaders[name], warm)
        for turn in range(rounds):
            pictures = _pictures(each, turn * each)
            tell(f"round {turn + 1} of {rounds}: plain")
            seconds["plain"].append(plain.pass_all(pool, pictures))
            for name, state in states.items():
                tell(f"round {turn + 1} of {rounds}: {name}")
                seconds[name].append(_pass(state, uploaders[name], pictures))
    pool.close()
    total = {name: sum(values) for name, values in seconds.items()}
    return {
        "pictures": each * rounds,
        "size": list(SENT),
        "pool_size": pool_size,
        "pictures_per_second": {name: each * rounds / value for name, value in total.items()},
        "seconds": seconds,
        "ratio_embedded": total["plain"] / total["embedded"],
        "ratio_distributed": total["plain"] / total["distributed"],
    }


def _pictures(count: int, first_seed: int) -> list[bytes]:
    return [phone_picture(SENT, first_seed + number) for number in range(count)]


def _pass(state: State, uploader: UUID, pictures: Sequence[bytes]) -> float:
    started = time.perf_counter()
    accepted = [intake.accept(state, uploader, picture) for picture in pictures]
    return intake.wait_for(state, "ReviewRequested", accepted, _TIMEOUT, look=0.05) - started
