"""Stages that do what a hostile file might make a decoder do; found by ``package=``."""

from collections.abc import Callable

from schemas.events import AboutMedium, PhiStripped
from schemas.media_type import MediaType
from schemas.zones import Zone
from workers.stage import Rendition, RenditionRole, Stage, StageInput, StageOutput


def stage(
    name: str,
    consumes: type[AboutMedium],
    run: Callable[[StageInput], StageOutput],
    deadline: float = 60.0,
) -> Stage:
    """Return the record of a stage outside any chain."""
    return Stage(
        name=name,
        version="1",
        order=None,
        needs=Zone.RAW,
        gives=Zone.STRIPPED,
        consumes=consumes,
        emits=PhiStripped,
        deadline=deadline,
        run=run,
        examples=(),
    )


def answer(given: StageInput, modality: str) -> StageOutput:
    """Return an output that says something by way of its modality."""
    rendition = Rendition(RenditionRole.CANONICAL, 0, str(MediaType.PNG), b"", 1, 1)
    return StageOutput(given.media_type, given.plan, (rendition,), 1, 1, 1, modality)
