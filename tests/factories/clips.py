"""Makers of small videos in every container and codec, with identity planted beside the pictures.

Everything planted contains :data:`tests.factories.marked_media.MARKER`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from io import BytesIO
from typing import Any

import av
import numpy as np
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.packet import Packet
from av.stream import Disposition, Stream
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from numpy.typing import NDArray

from tests.factories.marked_media import MARKER, jpeg, with_text
from workers.imaging.arrays import Picture

Pixels = NDArray[np.uint8]
_BT709, _LIMITED = 1, 1


@dataclass(frozen=True)
class Kind:
    """A container and a codec, with what FFmpeg needs to write them quickly."""

    container: str = "mp4"
    codec: str = "libx264"
    pixel_format: str = "yuv420p"
    options: dict[str, str] = field(default_factory=lambda: {"preset": "ultrafast", "crf": "12"})


H264 = Kind()
MOV = Kind("mov")
HEVC = Kind(codec="libx265", options={"preset": "ultrafast", "x265-params": "log-level=none"})
HEVC_MOV = Kind("mov", HEVC.codec, "yuv420p10le", HEVC.options)
VP8 = Kind("webm", "libvpx", options={"deadline": "realtime", "cpu-used": "8", "b": "2M"})
VP9 = Kind("webm", "libvpx-vp9", options={"deadline": "realtime", "cpu-used": "8", "crf": "12"})
AV1 = Kind(codec="libsvtav1", options={"preset": "8", "crf": "12", "svtav1-params": "lp=1"})


def moving(count: int, width: int = 320, height: int = 240) -> Iterator[Pixels]:
    """Yield smooth pictures in which a disc moves slowly; no text, no face."""
    rows, columns = np.mgrid[0:height, 0:width]
    base = np.stack((80 + rows // 4, 90 + columns // 8, np.full_like(rows, 100)), axis=2)
    for number in range(count):
        picture = base.astype(np.uint8)
        away = (columns - width // 4 - 3 * number) ** 2 + (rows - height // 2) ** 2
        picture[away < (height // 6) ** 2] = (170, 90, 90)
        yield picture


def labelled(
    count: int, words: str, frames: Sequence[int], width: int = 640, height: int = 360
) -> Iterator[Pixels]:
    """Yield moving pictures with words burned in at the top left of some frames."""
    for number, picture in enumerate(moving(count, width, height)):
        if number in frames:
            yield with_text(picture, words, (24, 20), 26, (255, 255, 255))
        else:
            yield picture


def clip(
    pictures: Iterable[Picture],
    kind: Kind = H264,
    *,
    times: Sequence[int] | None = None,
    tick: Fraction = Fraction(1, 25),
    matrix: Sequence[int] | None = None,
    aspect: Fraction = Fraction(1),
    colours: tuple[int, int, int, int] = (_BT709, _BT709, _BT709, _LIMITED),
) -> bytes:
    """Encode RGB pictures; ``colours`` are matrix, transfer, primaries and range (H.273)."""
    out = BytesIO()
    with av.open(out, "w", format=kind.container) as container:
        _write(container, pictures, kind, times, tick, matrix, aspect, colours)
    return out.getvalue()


def _write(
    container: OutputContainer,
    pictures: Iterable[Picture],
    kind: Kind,
    times: Sequence[int] | None,
    tick: Fraction,
    matrix: Sequence[int] | None = None,
    aspect: Fraction = Fraction(1),
    colours: tuple[int, int, int, int] = (_BT709, _BT709, _BT709, _LIMITED),
    *,
    titles: str = "",
) -> None:
    stream = container.add_stream(kind.codec, options=dict(kind.options))
    if not isinstance(stream, VideoStream):
        raise TypeError(kind.codec)
    stream.time_base = tick
    if titles:
        # The time code becomes a data track.
        stream.metadata.update({"handler_name": titles, "title": titles, "timecode": _TIMECODE})
    context = stream.codec_context
    context.time_base, context.framerate, context.thread_count = tick, Fraction(25), 1
    context.sample_aspect_ratio = aspect
    context.colorspace, context.color_trc, context.color_primaries, context.color_range = colours
    if matrix is not None:
        stream.set_display_matrix(list(matrix))
    for number, picture in enumerate(pictures):
        if number == 0:
            context.height, context.width = picture.shape[:2]
            context.pix_fmt = kind.pixel_format
        frame = _frame(picture, kind.pixel_format, colours)
        frame.pts, frame.time_base = times[number] if times else number, tick
        container.mux(stream.encode(frame))
    container.mux(stream.encode(None))


def _frame(picture: Picture, pixel_format: str, colours: tuple[int, int, int, int]) -> VideoFrame:
    """Convert as a camera does; HDR is not made here, only 8 bits spread over more."""
    matrix = {_BT709: "ITU709", 6: "SMPTE170M", 9: "BT2020"}[colours[0]]
    frame = VideoFrame.from_ndarray(picture, format="rgb24").reformat(
        format=pixel_format, dst_colorspace=matrix, dst_color_range=colours[3]
    )
    frame.colorspace, frame.color_trc, frame.color_primaries, frame.color_range = colours
    return frame


def marked(kind: Kind = MOV, count: int = 12, width: int = 320, height: int = 240) -> bytes:
    """Return a clip of a moving disc with identity beside its pictures, see :func:`filmed`."""
    return filmed(moving(count, width, height), kind)


def filmed(
    pictures: Iterable[Picture], kind: Kind = H264, times: Sequence[int] | None = None
) -> bytes:
    """Encode RGB pictures with identity beside them, wherever the container can hold some.

    Sound, subtitles, a data track, a cover, chapters, tags, a place, private boxes, and bytes
    behind its end. ``times`` are in 25ths of a second.
    """
    out = BytesIO()
    options = {"movflags": "use_metadata_tags"} if kind.container == "mov" else {}
    with av.open(out, "w", format=kind.container, options=options) as made:
        made.metadata.update(_TAGS)
        made.set_chapters([_CHAPTER])
        sound = _add_sound(made)
        others = [] if kind.container == "webm" else _other_tracks(made)
        _write(made, pictures, kind, times, Fraction(1, 25), titles=f"{MARKER} handler")
        _fill(made, sound, others)
    data = out.getvalue()
    return (data if kind.container == "webm" else with_boxes(data)) + MARKER.encode()


_TIMECODE = "14:22:07:11"
_CHAPTER: Any = {
    "id": 1,
    "start": 0,
    "end": 200,
    "time_base": Fraction(1, 1000),
    "metadata": {"title": f"{MARKER} chapter"},
}
_TAGS = {
    "title": f"{MARKER} title",
    "comment": f"{MARKER} comment",
    "location": "+52.5200+013.4050/",
    "com.apple.quicktime.location.ISO6709": f"+52.5200+013.4050/{MARKER}",
    "com.apple.quicktime.make": f"{MARKER} maker",
    "com.apple.quicktime.model": f"{MARKER} phone",
    "creation_time": "2026-11-03T14:22:07Z",
    "artist": f"{MARKER} artist",
}


def _add_sound(container: OutputContainer) -> AudioStream:
    codec = "libopus" if container.format.name == "webm" else "aac"
    stream = container.add_stream(codec, rate=48_000)
    if not isinstance(stream, AudioStream):
        raise TypeError(codec)
    stream.metadata["title"] = f"{MARKER} sound"
    return stream


def _other_tracks(container: OutputContainer) -> list[Stream]:
    """Add a subtitle track and, in MP4, a cover."""
    subtitle = container.add_mux_stream("mov_text")
    subtitle.time_base = Fraction(1, 1000)
    tracks: list[Stream] = [subtitle]
    if container.format.name == "mp4":
        cover = container.add_mux_stream("mjpeg", width=64, height=48)
        cover.disposition = Disposition.attached_pic
        tracks.append(cover)
    return tracks


def _fill(container: OutputContainer, sound: AudioStream, others: list[Stream]) -> None:
    silence = np.zeros((2, 9600), dtype=np.float32)
    frame = av.AudioFrame.from_ndarray(silence, format="fltp", layout="stereo")
    frame.rate, frame.pts = 48_000, 0
    container.mux(sound.encode(frame))
    container.mux(sound.encode(None))
    text = f"{MARKER} words".encode()
    picture = next(moving(1, 64, 48))
    bodies = (len(text).to_bytes(2, "big") + text, jpeg(picture)[: -len(MARKER)])
    for stream, body in zip(others, bodies, strict=False):
        packet = Packet(body)
        packet.stream, packet.pts, packet.dts, packet.duration = stream, 0, 0, 200
        packet.time_base = Fraction(1, 1000)
        container.mux(packet)


def box(kind: bytes, body: bytes) -> bytes:
    """Return an ISO BMFF box."""
    return (8 + len(body)).to_bytes(4, "big") + kind + body


def with_boxes(data: bytes) -> bytes:
    """Append private boxes and a free one with something in it at the top level."""
    text = MARKER.encode()
    return data + box(b"uuid", bytes(16) + text) + box(b"free", text) + box(b"udta", text)
