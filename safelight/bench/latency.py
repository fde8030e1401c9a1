"""Time from accepted upload to review queue on an idle system, against the stages' own time."""

import statistics
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from safelight.bench import houses, intake, plain
from safelight.bench.pictures import TAKEN, phone_picture
from safelight.bench.throughput import Tell
from safelight.cluster.local import Servers
from safelight.state import State
from workers.pool import StagePool

_TIMEOUT = 300.0
_LOOK_SECONDS = 0.25


def measure(servers: Servers, folder: Path, tell: Tell, *, times: int) -> dict[str, Any]:
    """Take one 12-megapixel picture at a time through each way in turn; medians count."""
    pool = StagePool(1, 8 << 30)
    seconds: dict[str, list[float]] = {"stages": [], "embedded": [], "distributed": []}
    with (
        houses.embedded(folder / "embedded", 1) as one,
        houses.distributed(servers, folder / "distributed", 1, {"pool_size": 1}) as (_, many),
    ):
        ways = (
            ("stages", partial(plain.pass_chain, pool)),
            ("embedded", partial(_accept_and_wait, one, intake.new_uploader(one))),
            ("distributed", partial(_accept_and_wait, many, intake.new_uploader(many))),
        )
        for turn in range(times + 1):
            tell(f"picture {turn} of {times}")
            picture = phone_picture(TAKEN, turn)
            # Each begins in its turn: what runs behind another may find the machine warmer.
            for name, way in ways[turn % 3 :] + ways[: turn % 3]:
                taken = way(picture)
                if turn:  # the first one warms up
                    seconds[name].append(taken)
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


def _accept_and_wait(state: State, uploader: UUID, picture: bytes) -> float:
    """Return the seconds from the upload's event to the review's, by the times in the log.

    Looking seldom and reading the times leaves the cores to what is measured.
    """
    accepted = intake.accept(state, uploader, picture)
    intake.wait_for(state, "ReviewRequested", [accepted], _TIMEOUT, look=_LOOK_SECONDS)
    return intake.seconds_between(state, accepted, "UploadReceived", "ReviewRequested")
