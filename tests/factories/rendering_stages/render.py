"""STRIPPED to OBSCURED: keeps a core busy for 18 seconds."""

import time
from dataclasses import replace

from safelight.bench.waiting_stages import pass_on, wait
from workers.stage import StageInput, StageOutput

SECONDS = 18.0


def _run(given: StageInput) -> StageOutput:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        sum(range(10_000))
    return pass_on.STAGE.run(given)


STAGE = replace(wait.STAGE, name="render", run=_run)
