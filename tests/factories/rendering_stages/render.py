"""STRIPPED to OBSCURED: keeps a core busy for 18 seconds."""

import time
from dataclasses import replace

from schemas.events import FacesObscured
from schemas.zones import Zone
from tests.factories.rendering_stages import hand_on
from workers.stage import StageInput, StageOutput

SECONDS = 18.0


def _run(given: StageInput) -> StageOutput:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        sum(range(10_000))
    return hand_on.STAGE.run(given)


STAGE = replace(
    hand_on.STAGE,
    name="render",
    order=2,
    needs=Zone.STRIPPED,
    gives=Zone.OBSCURED,
    emits=FacesObscured,
    run=_run,
)
