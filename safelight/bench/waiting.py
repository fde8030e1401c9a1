"""Stages that wait instead of computing, to measure what is around stages."""

import time
from collections.abc import Callable

from schemas.events import PlanRevised, RevisionBurned
from schemas.zones import Zone
from workers.stage import Rendition, RenditionRole, Stage, StageInput, StageOutput


def waiting(name: str, seconds: float) -> Stage:
    """Return a stage from STRIPPED to OBSCURED that waits, then hands on the bytes.

    It stands outside any chain, so that a medium passes this one stage alone.
    """
    return Stage(
        name=name,
        version="1",
        order=None,
        needs=Zone.STRIPPED,
        gives=Zone.OBSCURED,
        consumes=PlanRevised,
        emits=RevisionBurned,
        deadline=60.0,
        run=_after(seconds),
        examples=(),
    )


def _after(seconds: float) -> Callable[[StageInput], StageOutput]:
    def run(given: StageInput) -> StageOutput:
        time.sleep(seconds)
        rendition = Rendition(RenditionRole.CANONICAL, 0, "image/jpeg", given.data, 1, 1)
        return StageOutput(given.media_type, given.plan, (rendition,), 1, 1, 1, "XC")

    return run
