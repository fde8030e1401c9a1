"""A stripped video as a medium: decoded anew on every pass, so that its length costs no memory."""

from abc import ABC, abstractmethod
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
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


class FilmFrames(ABC):
    """What a stripped video and its parts have in common; frames are H × W × 3 RGB."""

    fill = 0
    modality = "XC"
    shows_people = True

    clip: Clip
    """The whole video's."""

    @property
    @abstractmethod
    def span(self) -> range:
        """The numbers that its own frames have in the whole."""

    @abstractmethod
    def pick(self, numbers: Container[int]) -> Iterator[tuple[int, Frame]]:
        """Decode its own frames, and yield those with these numbers."""

    @property
    def count(self) -> int:
        """How many frames the whole video has."""
        return self.clip.count

    @property
    def height(self) -> int:
        """The clip's height."""
        return self.clip.height

    @property
    def width(self) -> int:
        """The clip's width."""
        return self.clip.width

    def read(self) -> Iterator[Frame]:
        """Decode its own frames, one after the other."""
        return (frame for _, frame in self.pick(self.span))

    def show(self, number: int, frame: Frame) -> Picture:  # noqa: ARG002 - all are shown alike
        """Return the frame: it is already what a screen shows."""
        return frame

    def obscured(self, frames: Iterable[Frame]) -> Encoded:
        """Encode its own frames as H.264 in MP4, each at its own time, the first at 0."""
        times = [self.clip.times[number] for number in self.span]
        form = replace(self.clip.form(self.width, self.height), count=len(times))
        writer = VideoWriter(form, OBSCURED)
        for frame, time in zip(frames, times, strict=True):
            writer.add_picture(frame, time - times[0])
        return Encoded(MediaType.MP4, writer.finish())


@dataclass(frozen=True)
class VideoMedium(FilmFrames):
    """The bytes of a stripped video, and its clip."""

    data: bytes
    clip: Clip

    @property
    def span(self) -> range:
        """The numbers of all frames."""
        return range(self.count)

    def pick(self, numbers: Container[int]) -> Iterator[tuple[int, Frame]]:
        """Decode all frames, and yield those with these numbers."""
        with open_video(MediaType.MP4, self.data) as source:
            yield from as_pictures(enumerate(source.frames()), numbers)

    def stripped(self) -> Encoded:
        """Return the bytes as they are."""
        return Encoded(MediaType.MP4, self.data)


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
