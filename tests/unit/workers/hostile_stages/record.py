"""The record of a hostile stage; this module exports no stage itself."""

from collections.abc import Callable

from schemas.events import AboutMedium
from schemas.media_type import MediaType
from schemas.zones import Zone
from workers.stage import Rendition, RenditionRole, Stage, StageInput, StageOutput


def record(
    name: str, run: Callable[[StageInput], StageOutput], deadline: float = 60.0
) -> Stage:
    """Return a stage outside any chain, with an event of its own."""
    return Stage(
        name=name,
        version="1",
        order=None,
        needs=Zone.RAW,
        gives=Zone.RAW,
        consumes=type(f"{name.title()}Asked", (AboutMedium,), {}),
        emits=AboutMedium,
        deadline=deadline,
        run=run,
        examples=(),
    )


def said(given: StageInput, words: str) -> StageOutput:
    """Return an output whose only bytes are these words."""
    rendition = Rendition(RenditionRole.CANONICAL, 0, "text/plain", words.encode(), 1, 1)
    return StageOutput(MediaType.PNG, given.plan, (rendition,), 1, 1, 1, "OT")
