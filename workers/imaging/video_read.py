"""Video in: one picture track of MP4, QuickTime or WebM, frame by frame and within bounds.

Demuxers and decoders are FFmpeg's, by way of PyAV. Sound, subtitles and every other track are
never decoded. What is damaged is refused: a video that comes out shorter than it went in would
have lost findings without anybody knowing.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Protocol, cast

import av
import av.error
from av.codec.context import CodecContext
from av.container import InputContainer
from av.packet import Packet
from av.sidedata.sidedata import SideData, Type
from av.stream import Disposition
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from schemas.failures import FailureCode, InputRejectedError
from schemas.media_type import MediaType
from workers.imaging.refusal import refusing

MAX_FRAME_PIXELS = 4096 * 2304
"""The most pixels of one frame; the decoders are held to it as well, whatever a header says."""

MAX_FRAMES = 36_000
"""The most frames of a video: ten minutes at 60 frames per second."""

MAX_SECONDS = 3600
"""The longest time between the first frame and the last."""

_MOST_REORDERING = 10
"""Seconds between when a frame is decoded and when it is shown."""

_CODECS = frozenset(("h264", "hevc", "vp8", "vp9", "av1"))
_DEMUXERS = {MediaType.MP4: "mov", MediaType.MOV: "mov", MediaType.WEBM: "matroska"}
BOUNDS = {"max_pixels": str(MAX_FRAME_PIXELS), "threads": "1", "err_detect": "+explode"}
"""What decoders and demuxers are held to: no more pixels, no more threads, no damage."""

_NO_OTHER_FILES = {"protocol_whitelist": "none"}

# FFmpeg's messages quote what they read.
av.logging.set_level(av.logging.PANIC)


class File(Protocol):
    """What can be read like a file."""

    def read(self, size: int) -> bytes:
        """Return at most so many bytes from where it stands; none at the end."""

    def seek(self, place: int, whence: int = 0) -> int:
        """Go to a place, as files do."""

    def tell(self) -> int:
        """Return where it stands."""


@dataclass(frozen=True, slots=True)
class Source:
    """An open video and its one picture track."""

    container: InputContainer
    stream: VideoStream

    def frames(self) -> Iterator[VideoFrame]:
        """Decode the track, once.

        Raises:
            InputRejectedError: TRUNCATED, UNDECODABLE or TOO_MANY_FRAMES, before or between frames.

        """
        count, awaited = 0, 0
        with refusing():
            for packet in self.container.demux(self.stream):
                _check_packet(packet)
                awaited += packet.size > 0 and not packet.is_discard
                for frame in packet.decode():
                    _check_frame(frame, count)
                    count += 1
                    yield frame
        self._check_count(count, awaited)

    def _check_count(self, count: int, awaited: int) -> None:
        if count == 0:
            raise InputRejectedError(FailureCode.NO_PIXEL_DATA)
        # VP8 has packets of its own for pictures that are never shown.
        if count < awaited and _codec(self.stream) != "vp8":
            raise InputRejectedError(FailureCode.UNDECODABLE)


@contextmanager
def open_video(media_type: MediaType, data: "bytes | File") -> Iterator[Source]:
    """Open a video of a known type for reading.

    Raises:
        InputRejectedError: NO_PIXEL_DATA, UNSUPPORTED_TRANSFER_SYNTAX, TOO_MANY_PIXELS,
            TOO_MANY_FRAMES, TRUNCATED or UNDECODABLE.

    """
    with _container(media_type, data, _NO_OTHER_FILES) as container:
        with refusing():
            stream = _picture_track(container)
            _check_announced(stream)
            stream.codec_context.thread_count = 1
            stream.codec_context.options = dict(BOUNDS)
        yield Source(container, stream)


def require_whole_index(media_type: MediaType, data: bytes) -> None:
    """Refuse a file whose tables of sizes, places and times disagree on how many frames there are.

    Asked with its edit list left aside, which may leave out frames on purpose.

    Raises:
        InputRejectedError: UNDECODABLE, or see :func:`open_video`.

    """
    with _container(media_type, data, {**_NO_OTHER_FILES, "ignore_editlist": "1"}) as container:
        stream = _picture_track(container)
        _check_announced(stream)
        if stream.frames not in (0, len(stream.index_entries)):
            raise InputRejectedError(FailureCode.UNDECODABLE)


@contextmanager
def _container(
    media_type: MediaType, data: "bytes | File", options: dict[str, str]
) -> Iterator[InputContainer]:
    with refusing():
        try:
            container = av.open(
                BytesIO(data) if isinstance(data, bytes) else data,
                "r",
                format=_DEMUXERS[media_type],
                options=dict(BOUNDS),
                container_options=dict(options),
                metadata_errors="replace",
            )
        except av.error.MemoryError:
            # A table that claims to be larger than FFmpeg allows any to be.
            raise InputRejectedError(FailureCode.UNDECODABLE) from None
    with container:
        yield container


def side_data(frame: VideoFrame) -> dict[Type, SideData]:
    """Return what a frame carries beside its pixels, by type."""
    return {data.type: data for data in cast("Iterable[SideData]", frame.side_data)}


def is_attached(stream: VideoStream) -> bool:
    """Tell whether a picture track is a cover or a thumbnail and no video."""
    return bool(stream.disposition & (Disposition.attached_pic | Disposition.timed_thumbnails))


def _picture_track(container: InputContainer) -> VideoStream:
    stream = next((one for one in container.streams.video if not is_attached(one)), None)
    if stream is None:
        raise InputRejectedError(FailureCode.NO_PIXEL_DATA)
    if _codec(stream) not in _CODECS:
        raise InputRejectedError(FailureCode.UNSUPPORTED_TRANSFER_SYNTAX)
    return stream


def _codec(stream: VideoStream) -> str:
    """Return a codec's name, empty where there is no decoder for it (which PyAV's types deny)."""
    context: CodecContext | None = stream.codec_context
    return context.codec.canonical_name if context else ""


def _check_announced(stream: VideoStream) -> None:
    context = stream.codec_context
    if context.width * context.height > MAX_FRAME_PIXELS:
        raise InputRejectedError(FailureCode.TOO_MANY_PIXELS)
    if stream.frames > MAX_FRAMES:
        raise InputRejectedError(FailureCode.TOO_MANY_FRAMES)


def _check_packet(packet: "Packet[VideoStream]") -> None:
    """Refuse cut packets, and times that no reordering of frames explains but damage does."""
    if packet.is_corrupt:
        raise InputRejectedError(FailureCode.TRUNCATED)
    if packet.pts is None or packet.dts is None:
        return
    if abs(packet.pts - packet.dts) * packet.time_base > _MOST_REORDERING:
        raise InputRejectedError(FailureCode.UNDECODABLE)


def _check_frame(frame: VideoFrame, before: int) -> None:
    if frame.is_corrupt:
        raise InputRejectedError(FailureCode.UNDECODABLE)
    if frame.width * frame.height > MAX_FRAME_PIXELS:
        raise InputRejectedError(FailureCode.TOO_MANY_PIXELS)
    if before >= MAX_FRAMES:
        raise InputRejectedError(FailureCode.TOO_MANY_FRAMES)
