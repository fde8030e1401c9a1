"""RAW video to the form in which the pipeline keeps it, in one pass over what was uploaded."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from fractions import Fraction

import av
from av.video.frame import VideoFrame

from schemas.failures import FailureCode, InputRejectedError
from schemas.media_type import MediaType
from workers.imaging.clip import Form
from workers.imaging.parts import PART_SECONDS, part_count
from workers.imaging.reel import Take, take_of
from workers.imaging.video_containers import ends_early
from workers.imaging.video_names import Names, blocks, sounds
from workers.imaging.video_read import MAX_SECONDS, Source, open_video, require_whole_index
from workers.imaging.video_upright import Upright
from workers.imaging.video_write import STRIPPED, VideoWriter
from workers.imaging.webm import is_torn

_MOST_BACK = Fraction(1, 2)
"""By so many seconds may times go back: decoders reorder frames of some files badly."""

_FINEST_TICK = Fraction(1, 240_000)
_USUAL_TICK = Fraction(1, 90_000)
_USUAL_RATE, _HIGHEST_RATE = Fraction(30), Fraction(1000)
_WIDEST_ASPECT = 4


@dataclass(frozen=True, slots=True)
class StrippedVideo:
    """H.264 in MP4 with nothing but pictures in it, and the names of what was left behind."""

    data: bytes
    sounds: tuple[str, ...]
    blocks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StrippedPart:
    """A part of a long video, stripped; of about ``of`` parts in all.

    ``aspect`` is the width of a pixel over its height.
    """

    take: Take
    width: int
    height: int
    aspect: Fraction
    of: int
    is_last: bool


@dataclass(frozen=True, slots=True)
class StrippedEnd:
    """The names of what was left behind."""

    sounds: tuple[str, ...]
    blocks: tuple[str, ...]


def strip_video(media_type: MediaType, data: bytes) -> StrippedVideo:
    """Decode the picture track, turn it upright, and write it anew without anything else.

    Frames, their number and the times between them stay; the first is moved to time 0.

    Raises:
        InputRejectedError: see :mod:`workers.imaging.video_read`.

    """
    with _opened(media_type, data) as (source, names):
        written = _written(_Stripping(source, names))
    return StrippedVideo(written, names.sounds, names.all_blocks())


def strip_in_parts(media_type: MediaType, data: bytes) -> Iterator[StrippedPart | StrippedEnd]:
    """Do the same with a long video, and yield it in parts that are encoded by themselves.

    Raises:
        InputRejectedError: as :func:`strip_video`, before any part or between two.

    """
    with _opened(media_type, data) as (source, names):
        yield from _parts(_Stripping(source, names), _announced(source))
        yield StrippedEnd(names.sounds, names.all_blocks())


def announced_seconds(media_type: MediaType, data: bytes) -> float:
    """Return how long a video says that it is; nothing was decoded, so it need not be true.

    Raises:
        InputRejectedError: as :func:`strip_video`.

    """
    _require_end(media_type, data)
    with open_video(media_type, data) as source:
        return _announced(source)


def _require_end(media_type: MediaType, data: bytes) -> None:
    """Refuse what was cut off: demuxers take it for a shorter whole."""
    if ends_early(media_type, data):
        raise InputRejectedError(FailureCode.TRUNCATED)
    if media_type is MediaType.WEBM and is_torn(data):
        raise InputRejectedError(FailureCode.UNDECODABLE)


def _announced(source: Source) -> float:
    stream = source.stream
    if stream.duration is not None and stream.time_base is not None:
        return max(0.0, float(stream.duration * stream.time_base))
    return max(0, source.container.duration or 0) / av.time_base


@contextmanager
def _opened(media_type: MediaType, data: bytes) -> Iterator[tuple[Source, Names]]:
    _require_end(media_type, data)
    require_whole_index(media_type, data)
    with open_video(media_type, data) as source:
        yield source, Names(sounds(source.container), blocks(media_type, data, source))


def _parts(stripping: "_Stripping", seconds: float) -> Iterator[StrippedPart]:
    """Encode, with a new encoder wherever a part begins."""
    form = stripping.form
    of = part_count(seconds)
    each = max(seconds / of, PART_SECONDS / 2)
    begins, writer, number = 0, VideoWriter(form, STRIPPED), 1

    def part(*, is_last: bool) -> StrippedPart:
        take = take_of(writer.finish(), begins * form.tick)
        return StrippedPart(take, form.width, form.height, form.aspect, of, is_last)

    for frame, time in stripping.frames():
        if time * form.tick >= number * each and time > begins:
            # What is announced is a little less than what comes: no part for the rest.
            if number != of:
                yield part(is_last=False)
                begins, writer = time, VideoWriter(form, STRIPPED)
            number += 1
        writer.add_frame(frame, time - begins)
    yield part(is_last=True)


class _Stripping:
    """The frames of a source, upright, with their times, and what is to be known before them."""

    def __init__(self, source: Source, names: Names) -> None:
        self._names = names
        self._frames = source.frames()
        self._first = next(self._frames)
        self._upright = Upright.like(self._first)
        self._clock = _Clock(source)
        self.form = _form(source, self._upright, self._clock.tick)

    def frames(self) -> Iterator[tuple[VideoFrame, int]]:
        """Yield each frame, and when it is shown, in ticks of the form."""
        for frame in _all(self._first, self._frames):
            self._names.see(frame)
            self._clock.take(frame)
            for made in self._upright.take(frame):
                yield made, self._clock.next()
        for made in self._upright.rest():
            yield made, self._clock.next()
        self._clock.require_all_given()


def _written(stripping: _Stripping) -> bytes:
    writer = VideoWriter(stripping.form, STRIPPED)
    for frame, time in stripping.frames():
        writer.add_frame(frame, time)
    return writer.finish()


def _all(first: VideoFrame, others: Iterator[VideoFrame]) -> Iterator[VideoFrame]:
    yield first
    yield from others


def _form(source: Source, upright: Upright, tick: Fraction) -> Form:
    """Return the form of what is to be written, with the rate that the file announces."""
    width, height = upright.size
    aspect = source.stream.sample_aspect_ratio or Fraction(1)
    aspect = aspect.limit_denominator(100)
    if not Fraction(1, _WIDEST_ASPECT) <= aspect <= _WIDEST_ASPECT:
        aspect = Fraction(1)
    if upright.is_turned_aside:
        aspect = 1 / aspect
    rate = source.stream.average_rate or _USUAL_RATE
    return Form(width, height, tick, aspect, min(rate, _HIGHEST_RATE))


@dataclass
class _Clock:
    """Gives each frame that comes out the time of the frame that went in."""

    source: Source
    tick: Fraction = field(init=False)
    _waiting: deque[int] = field(default_factory=deque)
    _start: int | None = None
    _last: int = -1

    def __post_init__(self) -> None:
        """Keep the file's own tick where a file can hold it."""
        tick = self.source.stream.time_base or _USUAL_TICK
        self.tick = _USUAL_TICK if tick < _FINEST_TICK else tick

    def take(self, frame: VideoFrame) -> None:
        """Note a decoded frame's time, from the first on; times that stand still move on by one.

        Raises:
            InputRejectedError: TOO_MANY_FRAMES when the video would last too long; UNDECODABLE when
                times go back, as where two recordings lie one behind the other: decoders drop
                frames of such.

        """
        time = self._last + 1
        if frame.pts is not None:
            at = round(frame.pts * (frame.time_base or self.tick) / self.tick)
            self._start = at if self._start is None else self._start
            if (self._last - (at - self._start)) * self.tick > _MOST_BACK:
                raise InputRejectedError(FailureCode.UNDECODABLE)
            time = max(time, at - self._start)
        if time * self.tick > MAX_SECONDS:
            raise InputRejectedError(FailureCode.TOO_MANY_FRAMES)
        self._last = time
        self._waiting.append(time)

    def next(self) -> int:
        """Return the time of the next frame to be written."""
        return self._waiting.popleft()

    def require_all_given(self) -> None:
        """Refuse a video of which the filters kept a frame.

        Raises:
            InputRejectedError: UNDECODABLE.

        """
        if self._waiting:
            raise InputRejectedError(FailureCode.UNDECODABLE)
