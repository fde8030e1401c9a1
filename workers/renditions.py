"""The encoded forms of a medium that its readers get."""

from collections import deque
from collections.abc import Iterable

from schemas.findings import Finding, RedactionPlan
from schemas.media_type import MediaType
from workers.displays import (
    Film,
    NoDisplays,
    Watched,
    as_display,
    displays_for,
    has_display_form,
    is_light,
)
from workers.imaging.encode import Encoded
from workers.imaging.medium import Medium, WholeMedium
from workers.render import Burned
from workers.stage import Rendition, RenditionRole, StageOutput


def stripped_output(media_type: MediaType, medium: WholeMedium, plan: RedactionPlan) -> StageOutput:
    """Return a stripped medium: canonical and displays, of the medium's own type.

    A film that is light enough is its own display.
    """
    whole = _canonical(medium, medium.stripped())
    clip = medium.clip
    if clip is not None and has_display_form(clip) and is_light(clip, whole.data):
        return _output(media_type, medium, plan, (whole, as_display(whole)))
    watched = Watched(medium, displays_for(medium) if clip is None else Film(clip))
    deque(watched(medium.read()), maxlen=0)
    return _output(media_type, medium, plan, (whole, *watched.finish()))


def obscured_output(media_type: MediaType, burned: Burned) -> StageOutput:
    """Return an obscured medium: the one final encode, displays and a thumbnail."""
    medium = burned.medium
    displays = displays_for(medium)
    watched = Watched(medium, displays)
    whole = _canonical(medium, medium.obscured(watched(burned.frames())))
    shown = (as_display(whole),) if isinstance(displays, NoDisplays) else watched.finish()
    renditions = (whole, *shown, watched.thumbnail)
    return _output(media_type, medium, burned.plan, renditions, burned.residual)


def _output(
    media_type: MediaType,
    medium: Medium,
    plan: RedactionPlan,
    renditions: Iterable[Rendition],
    residual: tuple[Finding, ...] = (),
) -> StageOutput:
    return StageOutput(
        media_type=media_type,
        plan=plan,
        renditions=tuple(renditions),
        width=medium.width,
        height=medium.height,
        frames=medium.count,
        modality=medium.modality,
        moments=medium.clip.moments if medium.clip else (),
        residual=residual,
    )


def _canonical(medium: Medium, encoded: Encoded) -> Rendition:
    """Return a whole encoded medium as its canonical rendition."""
    return Rendition(
        role=RenditionRole.CANONICAL,
        frame=0,
        media_type=str(encoded.media_type),
        data=encoded.data,
        width=medium.width,
        height=medium.height,
    )
