"""The encoded forms of a medium that its readers get."""

from collections.abc import Iterator

from schemas.findings import RedactionPlan
from schemas.media_type import MediaType
from workers.imaging import encode
from workers.imaging.arrays import Frames, Picture
from workers.imaging.medium import Encoded, Medium
from workers.render import Burned
from workers.stage import Rendition, RenditionRole, StageOutput

DISPLAY_SIDE = 1600
THUMBNAIL_SIDE = 400


def stripped_output(media_type: MediaType, medium: Medium, plan: RedactionPlan) -> StageOutput:
    """Return a stripped medium: lossless canonical and displays, of the medium's own type."""
    frames = medium.frames
    return StageOutput(
        media_type=media_type,
        plan=plan,
        renditions=(_canonical(medium.stripped(), frames), *_displays(medium, frames)),
        width=int(frames.shape[2]),
        height=int(frames.shape[1]),
        frames=len(frames),
        modality=medium.modality,
    )


def obscured_output(media_type: MediaType, medium: Medium, burned: Burned) -> StageOutput:
    """Return an obscured medium: the one final encode, displays and a thumbnail."""
    frames = burned.frames
    whole = _canonical(medium.obscured(frames), frames)
    return StageOutput(
        media_type=media_type,
        plan=burned.plan,
        renditions=(whole, *_displays(medium, frames), _thumbnail(medium, frames)),
        width=int(frames.shape[2]),
        height=int(frames.shape[1]),
        frames=len(frames),
        modality=medium.modality,
        residual=burned.residual,
    )


def _canonical(encoded: Encoded, frames: Frames) -> Rendition:
    """Return a whole encoded medium as its canonical rendition."""
    height, width = frames.shape[1:3]
    return Rendition(
        role=RenditionRole.CANONICAL,
        frame=0,
        media_type=str(encoded.media_type),
        data=encoded.data,
        width=int(width),
        height=int(height),
    )


def _displays(medium: Medium, frames: Frames) -> Iterator[Rendition]:
    """Yield every frame as a JPEG of at most :data:`DISPLAY_SIDE` pixels a side."""
    for number, frame in enumerate(frames):
        picture = encode.scaled(medium.show(number, frame), DISPLAY_SIDE)
        yield _for_browser(RenditionRole.DISPLAY, number, picture)


def _thumbnail(medium: Medium, frames: Frames) -> Rendition:
    """Return the first frame as a JPEG of at most :data:`THUMBNAIL_SIDE` pixels a side."""
    picture = encode.scaled(medium.show(0, frames[0]), THUMBNAIL_SIDE)
    return _for_browser(RenditionRole.THUMBNAIL, 0, picture)


def _for_browser(role: RenditionRole, frame: int, picture: Picture) -> Rendition:
    height, width = picture.shape[:2]
    return Rendition(
        role=role,
        frame=frame,
        media_type=str(MediaType.JPEG),
        data=encode.jpeg(picture),
        width=width,
        height=height,
    )
