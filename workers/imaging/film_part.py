"""A part of a stripped video as a medium: frames keep the numbers that they have in the whole."""

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace

from av.video.frame import VideoFrame

from schemas.failures import FailureCode, InputRejectedError
from schemas.media_type import MediaType
from workers.imaging.arrays import Frame, Picture
from workers.imaging.clip import Clip
from workers.imaging.encode import Encoded
from workers.imaging.reel import Reel
from workers.imaging.video_medium import as_pictures
from workers.imaging.video_write import OBSCURED, VideoWriter


@dataclass(frozen=True)
class FilmPart:
    """Frames of a film; ``clip`` is the whole film's, and so is :attr:`count`.

    ``span`` is the numbers of the part's own frames; ``reel`` holds them, and some around them.
    """

    reel: Reel
    clip: Clip
    span: range
    fill: int = 0
    modality: str = "XC"
    shows_people: bool = True

    @property
    def count(self) -> int:
        """How many frames the whole film has."""
        return self.clip.count

    @property
    def height(self) -> int:
        """The film's height."""
        return self.clip.height

    @property
    def width(self) -> int:
        """The film's width."""
        return self.clip.width

    def read(self) -> Iterator[Frame]:
        """Decode the part's own frames.

        Raises:
            InputRejectedError: UNDECODABLE, also when not all of them come.

        """
        return (frame for _, frame in self.pick(self.span))

    def pick(self, numbers: Container[int]) -> Iterator[tuple[int, Frame]]:
        """Decode the part's own frames, and yield those with these numbers."""
        return as_pictures(self._own(), numbers)

    def with_surroundings(self) -> Iterator[tuple[int, Frame]]:
        """Decode all frames that there are, with their numbers."""
        return as_pictures(self._numbered(), range(self.count))

    def show(self, number: int, frame: Frame) -> Picture:  # noqa: ARG002 - all are shown alike
        """Return the frame: it is already what a screen shows."""
        return frame

    def stripped(self) -> Encoded:
        """Raise: a part is no medium to be kept."""
        raise NotImplementedError

    def obscured(self, frames: Iterable[Frame]) -> Encoded:
        """Encode the part's own frames as an MP4 that begins at time 0."""
        times = [self.clip.times[number] for number in self.span]
        form = replace(self.clip.form(self.width, self.height), count=len(times))
        writer = VideoWriter(form, OBSCURED)
        for frame, time in zip(frames, times, strict=True):
            writer.add_picture(frame, time - times[0])
        return Encoded(MediaType.MP4, writer.finish())

    def _own(self) -> Iterator[tuple[int, VideoFrame]]:
        missing = len(self.span)
        for number, frame in self._numbered():
            if number in self.span:
                missing -= 1
                yield number, frame
            if not missing:
                return
        raise InputRejectedError(FailureCode.UNDECODABLE)

    def _numbered(self) -> Iterator[tuple[int, VideoFrame]]:
        for frame in self.reel.frames():
            if frame.pts is None:
                raise InputRejectedError(FailureCode.UNDECODABLE)
            yield bisect_left(self.clip.times, frame.pts), frame
