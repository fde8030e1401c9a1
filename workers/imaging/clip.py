"""What a video is besides its pixels: how large its frames are, and when each is shown."""

from dataclasses import dataclass
from fractions import Fraction

_FOUR_TWO_ZERO, _FOUR_FOUR_FOUR = "yuv420p", "yuv444p"


def pixel_format(width: int, height: int) -> str:
    """Return 4:2:0, which every player shows, or 4:4:4 where a side is odd.

    H.264 crops 4:2:0 in steps of two pixels (ITU-T H.264 section 7.4.2.1.1), so an odd size can be
    kept only in 4:4:4. Browsers get a display of an even size anyhow.
    """
    return _FOUR_FOUR_FOUR if width % 2 or height % 2 else _FOUR_TWO_ZERO


@dataclass(frozen=True, slots=True)
class Form:
    """What must be known of a video before its first frame is written.

    ``width`` and ``height`` in pixels; times are in ticks of ``tick`` seconds; ``aspect`` is the
    width of a pixel over its height, which is not 1 in much that came from a capture card;
    ``rate`` is in frames per second, on average; ``count`` is the number of frames, 0 when it is
    not known yet.
    """

    width: int
    height: int
    tick: Fraction
    aspect: Fraction
    rate: Fraction
    count: int = 0

    @property
    def pixel_format(self) -> str:
        """How the pixels are kept, by FFmpeg's name."""
        return pixel_format(self.width, self.height)


@dataclass(frozen=True, slots=True)
class Clip:
    """A video's size in pixels, and the time of each frame in ticks of ``tick`` seconds.

    The first frame's time is 0 and each is later than the one before.
    """

    width: int
    height: int
    times: tuple[int, ...]
    tick: Fraction
    aspect: Fraction = Fraction(1)

    @property
    def count(self) -> int:
        """How many frames there are."""
        return len(self.times)

    @property
    def rate(self) -> Fraction:
        """Frames per second, on average; 1 for a single frame."""
        if self.count < 2:
            return Fraction(1)
        return (self.count - 1) / (self.times[-1] * self.tick)

    def seconds(self, number: int) -> float:
        """Return when a frame is shown, in seconds after the first."""
        return float(self.times[number] * self.tick)

    @property
    def moments(self) -> tuple[int, ...]:
        """When each frame is shown, in milliseconds; empty where all are evenly spaced.

        Even is what puts the middle of every frame where dividing the whole by their number does.
        """
        if self.count < 2:
            return ()
        step = self.times[-1] / (self.count - 1)
        if all(abs(time - number * step) <= step / 4 for number, time in enumerate(self.times)):
            return ()
        return tuple(round(1000 * time * self.tick) for time in self.times)

    def form(self, width: int, height: int) -> Form:
        """Return the form of this clip in this or another size."""
        return Form(width, height, self.tick, self.aspect, self.rate, self.count)
