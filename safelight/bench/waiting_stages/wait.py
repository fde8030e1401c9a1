"""STRIPPED to OBSCURED: waits 200 ms, then hands on the bytes. For benchmarks."""

import time
from dataclasses import replace

from safelight.bench.waiting_stages import pass_on
from schemas.events import FacesObscured
from schemas.zones import Zone
from workers.stage import StageInput, StageOutput

SECONDS = 0.2


def _run(given: StageInput) -> StageOutput:
    time.sleep(SECONDS)
    return pass_on.STAGE.run(given)


STAGE = replace(
    pass_on.STAGE,
    name="wait",
    order=2,
    needs=Zone.STRIPPED,
    gives=Zone.OBSCURED,
    emits=FacesObscured,
    run=_run,
)
