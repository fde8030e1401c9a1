"""STRIPPED to OBSCURED: waits 200 ms, then hands on the bytes. For benchmarks.

It stands outside any chain, so that a medium passes this one stage alone.
"""

import time

from schemas.events import PlanRevised, RevisionBurned
from schemas.zones import Zone
from workers.stage import Rendition, RenditionRole, Stage, StageInput, StageOutput

SECONDS = 0.2


def _run(given: StageInput) -> StageOutput:
    time.sleep(SECONDS)
    rendition = Rendition(RenditionRole.CANONICAL, 0, "image/jpeg", given.data, 1, 1)
    return StageOutput(given.media_type, given.plan, (rendition,), 1, 1, 1, "XC")


STAGE = Stage(
    name="wait",
    version="1",
    order=None,
    needs=Zone.STRIPPED,
    gives=Zone.OBSCURED,
    consumes=PlanRevised,
    emits=RevisionBurned,
    deadline=60.0,
    run=_run,
    examples=(),
)
