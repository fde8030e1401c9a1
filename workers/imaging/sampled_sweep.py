"""Detectors along a video, where looking at every frame would take hours."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from schemas.findings import Finding
from workers.imaging.arrays import Frame, Picture
from workers.imaging.clip import Clip
from workers.imaging.detector import Detector, ReadsStrokes
from workers.imaging.film_text import FilmReader
from workers.imaging.medium import Medium
from workers.imaging.soften import softened
from workers.imaging.stretches import Look, over_time
from workers.imaging.sweep import Hidden, Ignore, is_new

_USUAL_RATE = 60
"""Frames a second, of which most films have no more. However soon they follow each other, so many
frames are a second: a file may say of any number of frames that they take no time."""

_CELL = 16
_SUDDEN = 32
"""A cell of 16 × 16 pixels whose mean leaves by this much the range that it and its neighbours had
in the frame before shows something new: a cut, or writing that was not there. What only moves
stays in that range."""

Wanted = Callable[[int], bool]
"""Tells whether a frame that is due is worth a look at all."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a film is looked at, in seconds.

    The first look comes at ``first``; two looks are at most ``longest`` apart, and at least
    ``shortest`` when much changes.
    """

    first: float
    longest: float
    shortest: float
    wanted: Wanted | None = None
    """Which of the frames that are due are worth a look; ``None`` for all of them."""

    def wants(self, number: int) -> bool:
        """Tell whether a frame that is due is worth a look."""
        return self.wanted is None or self.wanted(number)


SEARCH = Rhythm(0.0, 0.5, 0.25)

VERIFY = Rhythm(0.25, 1.0, 1.0)
"""Verification looks at other frames than the searches did: it asks what they have missed. Behind
sudden changes they have looked."""


def sampled_sweep(  # noqa: PLR0913 - what to look at, with what, and how often
    medium: Medium,
    frames: Iterable[Frame],
    detectors: Sequence[Detector],
    *,
    hidden: Hidden | None = None,
    ignore: Ignore | None = None,
    rhythm: Rhythm = SEARCH,
) -> tuple[Finding, ...]:
    """Return what the detectors find in frames that are looked at now and then.

    What is seen is blocked from the look before to the look after, in a region that reaches to
    where it was then; text that identifies and stands still is blocked in all frames. What is
    hidden already is softened away first. A look that the rhythm does not want
    sees nothing.
    """
    watcher = Watcher(medium, detectors, hidden, ignore)
    looks = watcher.along(enumerate(frames), Pace(rhythm, medium.count - 1))
    return tuple(over_time(looks, watcher.clip))


def due(clip: Clip, rhythm: Rhythm) -> list[int]:
    """Return which frames are looked at in a rhythm that sudden changes cannot quicken."""
    pace = Pace(rhythm, clip.count - 1)
    return [number for number in range(clip.count) if pace.is_due(number, clip.seconds(number))]


class Watcher:
    """Detectors that look at one frame of a film after another; ``clip`` is how the film moves."""

    def __init__(
        self,
        medium: Medium,
        detectors: Sequence[Detector],
        hidden: Hidden | None = None,
        ignore: Ignore | None = None,
    ) -> None:
        """Take what of a frame is painted over already, and what does not count."""
        if medium.clip is None:
            raise ValueError(medium.clip)
        self.clip = medium.clip
        self._medium = medium
        self._eyes = _Eyes(detectors)
        self._hidden, self._ignore = hidden, ignore

    def along(self, frames: Iterable[tuple[int, Frame]], pace: "Pace") -> list[Look]:
        """Return the looks at those of some numbered frames that are due."""
        return [
            self.look(number, frame) if pace.rhythm.wants(number) else Look(number, ())
            for number, frame in frames
            if pace.is_due(number, self.clip.seconds(number), self._medium.show(number, frame))
        ]

    def look(self, number: int, frame: Frame) -> Look:
        """Return what is seen in a frame."""
        picture = self._medium.show(number, frame)
        seen = softened(picture, self._hidden(number)) if self._hidden else picture
        found: list[Finding] = []
        for finding in self._eyes.find(self.clip.seconds(number), seen):
            counts = not (self._ignore and self._ignore(number, finding))
            if is_new(finding, found) and counts:
                found.append(finding)
        return Look(number, tuple(found))


class _Eyes:
    """The detectors: those of text with what they know of the looks before, and the others."""

    def __init__(self, detectors: Sequence[Detector]) -> None:
        readers = [one for one in detectors if isinstance(one, ReadsStrokes)]
        self._others = [one for one in detectors if not isinstance(one, ReadsStrokes)]
        self._reader = FilmReader(readers) if readers else None

    def find(self, seconds: float, picture: Picture) -> Iterator[Finding]:
        """Yield what is found in a frame that is shown so many seconds after the first."""
        if self._reader is not None:
            yield from self._reader.find(seconds, picture)
        for detector in self._others:
            yield from detector.find(picture)


@dataclass
class Pace:
    """Decides which frames are looked at; ``last`` is the number of the film's last one."""

    rhythm: Rhythm
    last: int
    looked_at: float | None = None
    looked_at_frame: int = 0
    sudden: bool = False
    least: NDArray[np.int16] | None = None
    most: NDArray[np.int16] | None = None

    def is_due(self, number: int, now: float, picture: Picture | None = None) -> bool:
        """Take in the next frame, shown at ``now`` seconds, and tell whether to look at it.

        Without its picture nothing in it is sudden.
        """
        if picture is not None and self.rhythm.shortest < self.rhythm.longest:
            self.sudden = self._jumps(picture) or self.sudden
        if not self._is_time(number, now):
            return False
        self.looked_at, self.looked_at_frame, self.sudden = now, number, False
        return True

    def _is_time(self, number: int, now: float) -> bool:
        """The last frame is looked at by a search; by others if it is the only chance."""
        is_last = number == self.last
        if self.looked_at is None:
            is_time = number >= _USUAL_RATE * self.rhythm.first or now >= self.rhythm.first
            return is_time or is_last
        if is_last and self.rhythm.first == 0:
            return True
        gap = now - self.looked_at
        if number - self.looked_at_frame >= _USUAL_RATE * self.rhythm.longest:
            return True
        return gap >= self.rhythm.longest or (self.sudden and gap >= self.rhythm.shortest)

    def _jumps(self, picture: Picture) -> bool:
        height, width = picture.shape[:2]
        size = (max(1, width // _CELL), max(1, height // _CELL))
        small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
        near = np.ones((3, 3), dtype=np.uint8)
        cells = small.astype(np.int16)
        least, most = self.least, self.most
        self.least, self.most = (
            np.asarray(cv2.erode(cells, near)),
            np.asarray(cv2.dilate(cells, near)),
        )
        if least is None or most is None:
            return False
        return bool(((cells < least - _SUDDEN) | (cells > most + _SUDDEN)).any())
