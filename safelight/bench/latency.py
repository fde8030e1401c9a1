"""Time from accepted upload to review queue on an idle system, against the stages' own time."""

import statistics
import time
from pathlib import Path
from typing import Any

from safelight.bench import houses, intake, plain
from safelight.bench.pictures import TAKEN, phone_picture
from safelight.bench.throughput import Tell
from safelight.cluster.local import Servers
from workers.pool import StagePool

_TIMEOUT = 300.0


def measure(servers: Servers, folder: Path, tell: Tell, *, times: int) -> dict[str, Any]:
    """Take one 12-megapixel picture at a time through each way in turn; medians count."""
    pool = StagePool(1, 8 << 30)
    seconds: dict[str, list[float]] = {"stages": [], "embedded": [], "distributed": []}
    with (
        houses.embedded(folder / "embedded", 1) as one,
        houses.distributed(servers, folder / "distributed", 1, {"pool_size": 1}) as (_, many),
    ):
        states = {"embedded": one, "distributed": many}
        uploaders = {name: intake.new_uploader(state) for name, state in states.items()}
        for turn in range(times + 1):
            tell(f"picture {turn} of {times}")
            picture = phone_picture(TAKEN, turn)
            taken = {"stages": plain.pass_chain(pool, picture)}
            for name, state in states.items():
                accepted = intake.accept(state, uploaders[name], picture)
                started = time.perf_counter()
                in_review = intake.wait_for(state, "ReviewRequested", [accepted], _TIMEOUT)
                taken[name] = in_review - started
            if turn:  # the first one warms up
                for name, value in taken.items():
                    seconds[name].append(value)
    pool.close()
    middle = {name: statistics.median(values) for name, values in seconds.items()}
    return {
        "size": list(TAKEN),
        "times": times,
        "seconds": seconds,
        "median_seconds": middle,
        "ratio_embedded": middle["embedded"] / middle["stages"],
        "ratio_distributed": middle["distributed"] / middle["stages"],
    }
