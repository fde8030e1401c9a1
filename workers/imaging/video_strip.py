"""RAW video to the form in which the pipeline keeps it, in one pass over what was uploaded."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from av.video.frame import VideoFrame

from schemas.failures import FailureCode, InputRejectedError
from schemas.media_type import MediaType
from workers.imaging.clip import Form
from workers.imaging.video_containers import ends_early
from workers.imaging.video_names import Names, blocks, sounds
from workers.imaging.video_read import MAX_SECONDS, Source, open_video, require_whole_index
from workers.imaging.video_upright import Upright
from workers.imaging.video_write import STRIPPED, VideoWriter
from workers.imaging.webm import is_torn

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


def strip_video(media_type: MediaType, data: bytes) -> StrippedVideo:
    """Decode the picture track, turn it upright, and write it anew without anything else.

    Frames, their number and the times between them stay; the first is moved to time 0.

    Raises:
        InputRejectedError: see :mod:`workers.imaging.video_read`.

    """
    # Demuxers take what was cut off for a shorter whole.
    if ends_early(media_type, data):
        raise InputRejectedError(FailureCode.TRUNCATED)
    if media_type is MediaType.WEBM and is_torn(data):
        raise InputRejectedError(FailureCode.UNDECODABLE)
    require_whole_index(media_type, data)
    with open_video(media_type, data) as source:
        names = Names(sounds(source.container), blocks(media_type, data, source))
        written = _written(source, names)
    return StrippedVideo(written, names.sounds, names.all_blocks())


def _written(source: Source, names: Names) -> bytes:
    frames = source.frames()
    first = next(frames)
    upright = Upright.like(first)
    clock = _Clock(source)
    writer = VideoWriter(_form(source, upright, clock.tick), STRIPPED)
    for frame in _all(first, frames):
        names.see(frame)
        clock.take(frame)
        for made in upright.take(frame):
            writer.add_frame(made, clock.next())
    for made in upright.rest():
        writer.add_frame(made, clock.next())
    clock.require_all_given()
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
            InputRejectedError: TOO_MANY_FRAMES when the video would last too long.

        """
        time = self._last + 1
        if frame.pts is not None:
            at = round(frame.pts * (frame.time_base or self.tick) / self.tick)
            self._start = at if self._start is None else self._start
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
