"""What browsers show of a medium, made while its frames pass by."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Protocol

from schemas.media_type import MediaType
from workers.content import Content
from workers.imaging import encode
from workers.imaging.arrays import Frame, Picture
from workers.imaging.clip import Clip, Form
from workers.imaging.medium import Medium
from workers.imaging.video_write import DISPLAY, VideoWriter
from workers.stage import Rendition, RenditionRole

DISPLAY_SIDE = 1600
VIDEO_SIDE = 1280
THUMBNAIL_SIDE = 400

_MOST_BITS = 12_000_000
"""Bits per second up to which a browser plays an intermediate as it is."""


class Displays(Protocol):
    """Takes every frame of a medium in turn, and gives displays in the end."""

    def add(self, number: int, picture: Picture) -> None:
        """Take the next frame as the screen shows it."""
        ...

    def finish(self) -> tuple[Rendition, ...]:
        """Return the displays."""
        ...


class Watched:
    """The frames of a medium on their way to an encoder, looked at as they pass."""

    def __init__(self, medium: Medium, displays: Displays, first: int = 0) -> None:
        """Take what the frames belong to, who wants to see them, and the first frame's number."""
        self._medium = medium
        self._first = first
        self._displays = displays
        self._thumbnail: Rendition | None = None

    def __call__(self, frames: Iterable[Frame]) -> Iterator[Frame]:
        """Yield the frames unchanged."""
        for number, frame in enumerate(frames, self._first):
            picture = self._medium.show(number, frame)
            self._displays.add(number, picture)
            if number == self._first:
                small = encode.scaled(picture, THUMBNAIL_SIDE)
                self._thumbnail = _jpeg(RenditionRole.THUMBNAIL, 0, small)
            yield frame

    def finish(self) -> tuple[Rendition, ...]:
        """Return the displays."""
        return self._displays.finish()

    @property
    def thumbnail(self) -> Rendition:
        """The first frame as a JPEG of at most :data:`THUMBNAIL_SIDE` pixels a side."""
        if self._thumbnail is None:
            raise ValueError(self._thumbnail)
        return self._thumbnail


class Pictures:
    """Every frame as a JPEG of at most :data:`DISPLAY_SIDE` pixels a side."""

    def __init__(self) -> None:
        """Begin without frames."""
        self._made: list[Rendition] = []

    def add(self, number: int, picture: Picture) -> None:
        """Encode a frame."""
        small = encode.scaled(picture, DISPLAY_SIDE)
        self._made.append(_jpeg(RenditionRole.DISPLAY, number, small))

    def finish(self) -> tuple[Rendition, ...]:
        """Return one display per frame."""
        return tuple(self._made)


class Film:
    """All frames as one MP4 of at most :data:`VIDEO_SIDE` pixels a side, of an even size."""

    def __init__(self, clip: Clip, span: range | None = None) -> None:
        """Begin with what is known of the clip; of a part alone, its first frame is at time 0."""
        self._times = clip.times
        self._begins = clip.times[span.start] if span else 0
        self._form = display_form(clip)
        form = replace(self._form, count=len(span)) if span else self._form
        self._writer = VideoWriter(form, DISPLAY)

    def add(self, number: int, picture: Picture) -> None:
        """Encode a frame at its time."""
        small = encode.resized(picture, self._form.width, self._form.height)
        self._writer.add_picture(small, self._times[number] - self._begins)

    def finish(self) -> tuple[Rendition, ...]:
        """Return one display for all frames."""
        data = self._writer.finish()
        return (
            Rendition(
                role=RenditionRole.DISPLAY,
                frame=0,
                media_type=str(MediaType.MP4),
                data=data,
                width=self._form.width,
                height=self._form.height,
            ),
        )


class NoDisplays:
    """For a film that browsers show as it is."""

    def add(self, number: int, picture: Picture) -> None:
        """Do nothing."""

    def finish(self) -> tuple[Rendition, ...]:
        """Return nothing."""
        return ()


def displays_for(medium: Medium) -> Displays:
    """Return what makes the displays of a medium; nothing for what :func:`has_display_form`."""
    if medium.clip is None:
        return Pictures()
    return NoDisplays() if has_display_form(medium.clip) else Film(medium.clip)


def has_display_form(clip: Clip) -> bool:
    """Tell whether a film has the size and form of its display, so that one encode does for both.

    An odd size has not: it is kept in 4:4:4, which few browsers play.
    """
    form = display_form(clip)
    return (form.width, form.height) == (clip.width, clip.height)


def is_light(clip: Clip, data: Content) -> bool:
    """Tell whether a browser can be given a film's bytes without choking on them."""
    seconds = clip.count / clip.rate
    return 8 * len(data) <= _MOST_BITS * seconds


def as_display(whole: Rendition) -> Rendition:
    """Return a canonical rendition's bytes as a display."""
    return replace(whole, role=RenditionRole.DISPLAY)


def display_form(clip: Clip) -> Form:
    """Return the form of a film's display: an even size of at most :data:`VIDEO_SIDE` a side."""
    share = min(1.0, VIDEO_SIDE / max(clip.width, clip.height))
    width, height = (max(2, round(side * share / 2) * 2) for side in (clip.width, clip.height))
    return clip.form(width, height)


def _jpeg(role: RenditionRole, frame: int, picture: Picture) -> Rendition:
    height, width = picture.shape[:2]
    return Rendition(
        role=role,
        frame=frame,
        media_type=str(MediaType.JPEG),
        data=encode.jpeg(picture),
        width=width,
        height=height,
    )
