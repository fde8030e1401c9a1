"""RAW to STRIPPED: hands on the bytes."""

from schemas.events import PhiStripped
from schemas.zones import Zone
from workers.stage import Rendition, RenditionRole, Stage, StageInput, StageOutput


def _run(given: StageInput) -> StageOutput:
    rendition = Rendition(RenditionRole.CANONICAL, 0, "image/jpeg", given.data, 1, 1)
    return StageOutput(given.media_type, given.plan, (rendition,), 1, 1, 1, "XC")


STAGE = Stage(
    name="hand_on",
    version="1",
    order=1,
    needs=Zone.RAW,
    gives=Zone.STRIPPED,
    emits=PhiStripped,
    deadline=60.0,
    run=_run,
    examples=(),
)
