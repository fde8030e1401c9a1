"""A part of a stripped video as a medium: frames keep the numbers that they have in the whole."""

from bisect import bisect_left
from collections.abc import Container, Iterator
from dataclasses import dataclass

from av.video.frame import VideoFrame

from schemas.failures import FailureCode, InputRejectedError
from workers.imaging.arrays import Frame
from workers.imaging.clip import Clip
from workers.imaging.reel import Reel
from workers.imaging.video_medium import FilmFrames, as_pictures


@dataclass(frozen=True)
class FilmPart(FilmFrames):
    """Frames of a film; ``clip`` is the whole film's.

    ``own`` is the numbers of the part's own frames; ``reel`` holds them, and some around them.
    """

    reel: Reel
    clip: Clip
    own: range

    @property
    def span(self) -> range:
        """The numbers of the part's own frames."""
        return self.own

    def pick(self, numbers: Container[int]) -> Iterator[tuple[int, Frame]]:
        """Decode the part's own frames, and yield those with these numbers.

        Raises:
            InputRejectedError: UNDECODABLE, also when not all of them come.

        """
        return as_pictures(self._own_frames(), numbers)

    def with_surroundings(self) -> Iterator[tuple[int, Frame]]:
        """Decode all frames that there are, with their numbers."""
        return as_pictures(self._numbered(), range(self.count))

    def _own_frames(self) -> Iterator[tuple[int, VideoFrame]]:
        missing = len(self.own)
        for number, frame in self._numbered():
            if number in self.own:
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
