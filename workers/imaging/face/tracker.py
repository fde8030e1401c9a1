"""Faces followed through a film: looked for now and then, carried by what moves between.

Each frame is decided: a face that is seen in one look is carried forwards to the next look and
backwards to where it came into sight, and a face that is lost is covered for a while where it was.
The memory that this takes does not grow with the film: a second of small grey frames.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import cv2
import numpy as np
from numpy.typing import NDArray

from schemas.findings import Tier
from workers.imaging.arrays import Picture
from workers.imaging.face.flow import Grey, carried
from workers.imaging.face.sighting import Box, enlarged, likeness, overlap
from workers.imaging.face.track import Spot, Track

LOOK_SECONDS = 0.33
"""A film is searched with all means at least so often."""

_GLANCE_FRAMES = 3
"""Every so many frames a quick glance tells whether a face has come that nobody follows."""

_MOST_FRAMES, _MOST_PAST = 30, 128
"""And at least every so many frames; no more of them are kept: a file may say of any number of
frames that they take no time."""

_SOONEST_SECONDS = 0.1
"""Two searches are at least so far apart, whatever happens."""

PATIENCE_SECONDS = 1.0
"""So long a face is followed that no search finds any more, and back before it was found."""

LINGER_SECONDS = 0.5
"""So long the place of a face is covered that can no longer be followed."""

_SMALL = 640
"""Pixels along the longer side of the frames that faces are followed in."""

_SAME, _MOSTLY = 0.2, 0.6
"""A face that is seen is the one that is followed: intersection over union, or share inside."""

_FLASH_FRAMES = 5
"""So many frames after a cut the picture may be back, which then was a flash."""

_CUT_LEVELS, _CUT_SHARE = 30, 0.6
"""A cut: so many cells of the frame change by so many grey levels."""


Look = Callable[[Picture], Sequence[Spot]]
Need = Callable[[Picture, Box], float]
"""Tells how much farther than usual the region of a face must reach: :attr:`Track.beyond`."""


def _nothing(picture: Picture, box: Box) -> float:  # noqa: ARG001 - a Need
    return 0.0


@dataclass(frozen=True, slots=True)
class _CutOff:
    """What a cut has ended: its frame, the frame before it, and the tracks."""

    frame: int
    before: Grey
    tracks: list[Track]


class FaceTracker:
    """Takes a film's frames in turn, and gives its faces' tracks in the end."""

    def __init__(
        self,
        look: Look,
        glance: Look,
        seconds: Sequence[float],
        span: range | None = None,
        need: Need = _nothing,
    ) -> None:
        """Take a thorough and a quick way to look, and the time of each frame.

        Faces are looked for in the frames of ``span``, in all by default. In those before it
        nothing is looked for, but faces are followed back into them; in those behind it faces are
        followed only. ``need`` is asked about sure faces.
        """
        self._need = need
        self._look, self._glance, self._seconds = look, glance, seconds
        self._span = range(len(seconds)) if span is None else span
        self._past: deque[tuple[int, Grey]] = deque()
        self._live: list[Track] = []
        self._done: list[Track] = []
        self._looked_at = -1
        self._scale = 1.0
        self._cut_off: _CutOff | None = None

    def add(self, number: int, picture: Picture) -> None:
        """Take the next frame, H × W × 3 RGB."""
        grey = self._small(picture)
        before = self._past[-1][1] if self._past else None
        cut = before is None or _is_cut(before, grey)
        if before is not None and cut:
            self._cut(number, before, grey)
        elif not cut:
            self._follow(number, grey)
        self._past.append((number, grey))
        self._forget(number)
        if number in self._span and (
            cut or number == self._span.start or self._is_due(number, picture)
        ):
            self._search(number, picture)

    def _cut(self, number: int, before: Grey, grey: Grey) -> None:
        """End all tracks, unless what was a cut was a flash, and all is as it was before."""
        flash = self._cut_off
        if flash and number - flash.frame <= _FLASH_FRAMES and not _is_cut(flash.before, grey):
            self._done = [track for track in self._done if track not in flash.tracks]
            for track in flash.tracks:
                for frame in range(track.last + 1, number + 1):
                    track.guess(frame, track.boxes[track.last])
            self._end_all()
            self._live = flash.tracks
            self._cut_off = None
            return
        self._cut_off = _CutOff(number, before, list(self._live))
        self._end_all()

    @property
    def follows(self) -> bool:
        """Whether there is a face to be followed into the next frame."""
        return bool(self._live)

    def finish(self) -> list[Track]:
        """Return all tracks, in the order in which they began."""
        self._end_all()
        return sorted(self._done, key=lambda track: track.first)

    def _small(self, picture: Picture) -> Grey:
        height, width = picture.shape[:2]
        self._scale = min(1.0, _SMALL / max(height, width))
        size = max(1, round(width * self._scale)), max(1, round(height * self._scale))
        small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
        return np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY))

    def _forget(self, number: int) -> None:
        """Keep a second of frames, but not too many, and at least the one before."""
        while len(self._past) > 2 and (
            self._since(self._past[0][0], number) > PATIENCE_SECONDS or len(self._past) > _MOST_PAST
        ):
            self._past.popleft()

    def _since(self, frame: int, number: int) -> float:
        return self._seconds[number] - self._seconds[frame]

    def _is_due(self, number: int, picture: Picture) -> bool:
        since = self._since(self._looked_at, number)
        is_long = since >= LOOK_SECONDS or number - self._looked_at >= _MOST_FRAMES
        if is_long or number == len(self._seconds) - 1:
            return True
        if since < _SOONEST_SECONDS or number % _GLANCE_FRAMES:
            return False
        return any(self._is_news(spot, number) for spot in self._glance(picture))

    def _is_news(self, spot: Spot, number: int) -> bool:
        return not any(_is_same(spot.box, track.boxes[number]) for track in self._live)

    def _follow(self, number: int, grey: Grey) -> None:
        """Carry all live tracks into a new frame."""
        before, last = self._past[-1][1], number - 1
        small = [self._shrunk(track.boxes[last]) for track in self._live]
        live: list[Track] = []
        for track, box in zip(self._live, carried(before, grey, small), strict=True):
            if box is not None and last not in track.guessed:
                track.put(number, self._enlarged(box))
            else:
                track.guess(number, track.boxes[last])
            (self._done if self._is_over(track, number) else live).append(track)
        self._live = live

    def _is_over(self, track: Track, number: int) -> bool:
        unseen = self._since(track.seen, number)
        lost = self._since(track.known, number)
        return unseen > PATIENCE_SECONDS or lost > LINGER_SECONDS

    def _search(self, number: int, picture: Picture) -> None:
        """Look with all means; go on with the tracks that are seen, and begin others."""
        self._looked_at = number
        free = list(self._live)
        for spot in self._look(picture):
            track = best_match(spot.box, free, number)
            if track is None:
                track = self._begun(number, spot)
                self._live.append(track)
            else:
                free.remove(track)
                track.sight(spot)
            if spot.tier is Tier.SURE:
                track.test(spot.box, partial(self._need, picture))
        self._end_doubles(number)

    def _end_doubles(self, number: int) -> None:
        """End the tracks that have come to follow a face which another was just seen to follow."""
        seen = [track for track in self._live if track.seen == number]
        doubles = [
            track
            for track in self._live
            if track.seen < number
            and any(_is_same(track.boxes[number], one.boxes[number]) for one in seen)
        ]
        self._live = [track for track in self._live if track not in doubles]
        self._done.extend(doubles)

    def _begun(self, number: int, spot: Spot) -> Track:
        """Begin a track, and carry it back to where the face came into sight."""
        track = Track(number, spot)
        after = self._past[-1][1]
        box, known = spot.box, number
        for frame, grey in reversed(list(self._past)[:-1]):
            if self._since(frame, known) > LINGER_SECONDS:
                break
            lost = known - frame > 1
            found = None if lost else carried(after, grey, [self._shrunk(box)])[0]
            if found is None:
                track.guess(frame, box)
            else:
                box, known = self._enlarged(found), frame
                track.put(frame, box)
            after = grey
        return track

    def _end_all(self) -> None:
        self._done.extend(self._live)
        self._live.clear()
        self._past.clear()

    def _shrunk(self, box: Box) -> Box:
        return enlarged(box, self._scale)

    def _enlarged(self, box: Box) -> Box:
        return enlarged(box, 1 / self._scale)


def best_match(box: Box, tracks: Sequence[Track], number: int) -> Track | None:
    """Return the track whose face is seen in a box of a frame, if one's is."""
    same = (one for one in tracks if number in one.boxes and _is_same(box, one.boxes[number]))
    return max(same, key=lambda one: likeness(box, one.boxes[number]), default=None)


def _is_same(one: Box, other: Box) -> bool:
    return likeness(one, other) > _SAME or overlap(one, other) > _MOSTLY


def _is_cut(before: Grey, after: Grey) -> bool:
    cells = (_cells(before), _cells(after))
    changed = np.abs(cells[0].astype(np.int16) - cells[1]) > _CUT_LEVELS
    return float(changed.mean()) > _CUT_SHARE


def _cells(grey: Grey) -> NDArray[np.uint8]:
    return np.asarray(cv2.resize(grey, (16, 9), interpolation=cv2.INTER_AREA))
