"""A stripped video as a medium: decoded anew on every pass, so that its length costs no memory."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter

from schemas.media_type import MediaType
from workers.imaging.arrays import Frame, Picture
from workers.imaging.clip import Clip
from workers.imaging.encode import Encoded
from workers.imaging.refusal import refusing, require_type
from workers.imaging.video_read import Source, open_video
from workers.imaging.video_write import OBSCURED, VideoWriter


@dataclass(frozen=True)
class VideoMedium:
    """The bytes of a stripped video, and its clip; frames are H × W × 3 RGB."""

    data: bytes
    clip: Clip
    fill: int = 0
    modality: str = "XC"
    shows_people: bool = True

    @property
    def count(self) -> int:
        """How many frames the clip has."""
        return self.clip.count

    @property
    def height(self) -> int:
        """The clip's height."""
        return self.clip.height

    @property
    def width(self) -> int:
        """The clip's width."""
        return self.clip.width

    @property
    def span(self) -> range:
        """The numbers of all frames."""
        return range(self.count)

    def read(self) -> Iterator[Frame]:
        """Decode frame after frame."""
        return (frame for _, frame in self.pick(self.span))

    def pick(self, numbers: Container[int]) -> Iterator[tuple[int, Frame]]:
        """Decode all frames, and yield those with these numbers."""
        with open_video(MediaType.MP4, self.data) as source:
            yield from as_pictures(enumerate(source.frames()), numbers)

    def show(self, number: int, frame: Frame) -> Picture:  # noqa: ARG002 - all are shown alike
        """Return the frame: it is already what a screen shows."""
        return frame

    def stripped(self) -> Encoded:
        """Return the bytes as they are."""
        return Encoded(MediaType.MP4, self.data)

    def obscured(self, frames: Iterable[Frame]) -> Encoded:
        """Encode as H.264 in MP4, each frame at its own time."""
        writer = VideoWriter(self.clip.form(self.width, self.height), OBSCURED)
        for frame, time in zip(frames, self.clip.times, strict=True):
            writer.add_picture(frame, time)
        return Encoded(MediaType.MP4, writer.finish())


def as_pictures(
    frames: Iterable[tuple[int, VideoFrame]], numbers: Container[int]
) -> Iterator[tuple[int, Frame]]:
    """Yield those of a stripped video's numbered frames that are asked for, as RGB."""
    reformatter = VideoReformatter()
    for number, frame in frames:
        if number in numbers:
            picture = reformatter.reformat(
                frame,
                format="rgb24",
                src_colorspace=Colorspace.ITU709,
                src_color_range=ColorRange.MPEG,
            )
            yield number, picture.to_ndarray()


def open_clip(data: bytes) -> VideoMedium:
    """Open a stripped video; only its index is read.

    Raises:
        InputRejectedError: the bytes are not one.

    """
    require_type(data, MediaType.MP4)
    with open_video(MediaType.MP4, data) as source, refusing():
        packets = source.container.demux(source.stream)
        times = [packet.pts for packet in packets if packet.pts is not None and packet.size]
        clip = clip_of(source, times)
    return VideoMedium(data, clip)


def clip_of(source: Source, times: Iterable[int]) -> Clip:
    """Return the clip of a stripped video whose frames have these times, in any order."""
    stream, context = source.stream, source.stream.codec_context
    in_order = sorted(times)
    return Clip(
        width=context.width,
        height=context.height,
        times=tuple(time - in_order[0] for time in in_order),
        tick=stream.time_base or Fraction(1),
        aspect=stream.sample_aspect_ratio or Fraction(1),
    )
