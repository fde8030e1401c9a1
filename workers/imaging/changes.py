"""What each frame of a cine is worth: text is read once and then followed, not read 300 times."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from schemas.findings import Finding
from workers.imaging.arrays import Mask, Picture
from workers.imaging.detector import Detector, ReadsStrokes
from workers.imaging.soften import softened
from workers.imaging.stroke_match import spread
from workers.imaging.text_contrast import INK, Grey, evened, standing_out, strokes
from workers.imaging.text_regions import shows_text
from workers.imaging.tracking import Track

_AT_LEAST_EVERY = 25
"""A frame in so many is read whatever it looks like."""

_SHAKE = 5
"""Strokes that move by half as many pixels are no news: anatomy breathes."""


class Watch:
    """Runs detectors over the frames of one medium, each where a frame is worth it.

    A detector that reads strokes (text) sees a frame only where words seem to have come; every
    other detector sees every frame that it is given.
    """

    def __init__(self, detectors: Sequence[Detector]) -> None:
        self._readers = [one for one in detectors if isinstance(one, ReadsStrokes)]
        self._others = [one for one in detectors if not isinstance(one, ReadsStrokes)]
        self._read: tuple[Picture, list[Finding]] | None = None
        self._seen: NDArray[np.uint8] | None = None
        self._followed: list[tuple[Track, Finding]] = []
        self._since = 0

    def find(self, shown: Picture, known: Mask) -> Iterator[Finding]:
        """Yield what is found in a frame, H × W × 3, outside what is ``known`` or hidden.

        Text that was found before and has moved comes as a finding as well: the part of its new
        place that is not known.
        """
        picture = softened(shown, known)
        for detector in self._others:
            yield from detector.find(picture)
        if not self._readers:
            return
        if self._read is not None:
            self._begin_to_follow()
            even = evened(shown)
            lines = strokes(even)
            yield from self._moved(lines, known)
            if not self._is_worth_reading(even, lines, known):
                return
        found = [finding for detector in self._readers for finding in detector.find(picture)]
        self._read, self._since = (shown, found), 0
        yield from found

    def _begin_to_follow(self) -> None:
        """Take up what was found in the frame that was read last.

        Only now that another frame has come: a photo has none, and its strokes are not needed.
        """
        if self._read is None or not (self._read[1] or self._seen is None):
            return
        shown, found = self._read
        lines = strokes(evened(shown))
        if self._seen is None:
            self._seen = spread(standing_out(lines, INK), _SHAKE)
        for finding in found:
            track = Track.begin(finding.region, lines) if finding.region else None
            if track is not None:
                self._followed.append((track, finding))
        self._read = (shown, [])

    def _moved(self, lines: Grey, known: Mask) -> Iterator[Finding]:
        """Yield a finding for each piece of text that has left the place it is known at."""
        for number, (track, finding) in enumerate(self._followed):
            now = track.followed(lines)
            self._followed[number] = (now, finding)
            region = now.uncovered(track, known)
            if region is not None:
                yield finding.model_copy(update={"region": region})

    def _is_worth_reading(self, even: Picture, lines: Grey, known: Mask) -> bool:
        """Tell whether a frame may show words that the one before it did not.

        New strokes that could be words are shown to the detection network, which is cheap for
        the few places that they have.
        """
        ink = standing_out(lines, INK)
        before, self._seen = self._seen, spread(ink, _SHAKE)
        self._since += 1
        if before is None or self._since >= _AT_LEAST_EVERY:
            return True
        return shows_text(even, ink & (before == 0) & ~known, lines)
