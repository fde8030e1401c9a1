"""Text along a film: what was read once is followed, and only what has come is read.

A full search for text costs a second; a film is looked at twice a second and more. So a look asks
first which strokes are new against the last one, where it stood then and where the camera has
moved it to. Text that was found is looked for in its neighbourhood, by the shape of its strokes.
The network sees the whole picture at the start, behind cuts, where much is new, and every so many
seconds; else it sees the places of new strokes and of text that was lost.
"""

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from schemas.findings import Finding, Region
from workers.imaging.arrays import Mask, Picture
from workers.imaging.detector import ReadsStrokes
from workers.imaging.encode import resized
from workers.imaging.followed import Followed
from workers.imaging.soften import softened
from workers.imaging.stroke_match import spread
from workers.imaging.sweep import cover
from workers.imaging.text_contrast import INK, Grey, evened, standing_out, strokes
from workers.imaging.text_places import Box, area, words_in
from workers.imaging.text_regions import shows_text

WHOLE_SECONDS = 2.0
"""A look at the whole picture comes at least so often, whatever seems to be new."""

_PIXELS = 3_000_000
"""Larger pictures are reduced, as the detector of text does by itself."""

_SHAKE = 7
"""Strokes that move by half as many pixels are no news."""

_BESIDE, _ABOVE = 64, 24
"""How far around new strokes is read: the rest of the line may have been there."""

_AROUND = 64
"""How much around new strokes the network is shown to tell whether they are text."""

_MOST = 0.4
"""Above this share of the picture, the places to look at are the whole picture."""

_MOST_WORDS = 24
"""Of so many new words the network is asked in one look, the strongest first; the others wait for
the next look at the whole picture."""

_SMALL = 320


class FilmReader:
    """Reads the frames of one film in turn, those at which somebody wants to look."""

    def __init__(self, detectors: Sequence[ReadsStrokes]) -> None:
        """Take the detectors that read."""
        self._detectors = detectors
        self._followed: list[Followed] = []
        self._before: tuple[NDArray[np.float32], NDArray[np.uint8]] | None = None
        self._whole_at = 0.0

    def find(self, seconds: float, picture: Picture) -> list[Finding]:
        """Return the text in a frame, H × W × 3, that is shown ``seconds`` after the first."""
        work, scale = _work(picture)
        even = evened(work)
        lines = strokes(even)
        ink = standing_out(lines, INK)
        small, near = _small(work), spread(ink, _SHAKE)
        before, self._before = self._before, (small, near)
        if before is None or seconds - self._whole_at >= WHOLE_SECONDS:
            found = self._whole(seconds, work)
        else:
            shift = _shift(before[0], small, work.shape[1] / small.shape[1])
            kept, lost = self._follow(lines, shift)
            new = ink & (before[1] == 0) & (_moved(before[1], shift) == 0)
            new = (new | (ink & _mask(lost, ink.shape))) & ~_mask(_regions(kept), ink.shape)
            places = _places(even, new, lines)
            if sum(area(place) for place in places) > _MOST * ink.size:
                found = self._whole(seconds, work)
            else:
                rest = softened(work, _mask(_regions(kept), ink.shape)) if places else work
                found = [*kept, *(one for place in places for one in self._part(rest, place))]
        self._followed = [one for one in (Followed.begin(each, lines) for each in found) if one]
        return [_enlarged(one, scale, picture) for one in found] if scale > 1 else found

    def _whole(self, seconds: float, picture: Picture) -> list[Finding]:
        self._whole_at = seconds
        return [one for detector in self._detectors for one in detector.find(picture)]

    def _part(self, picture: Picture, place: Box) -> Iterator[Finding]:
        left, top, right, bottom = place
        part = np.ascontiguousarray(picture[top:bottom, left:right])
        side = max(picture.shape[:2])
        for finding in (one for detector in self._detectors for one in detector.find(part, side)):
            region = finding.region
            if region is not None:
                there = region.model_copy(update={"x": left + region.x, "y": top + region.y})
                yield finding.model_copy(update={"region": there})

    def _follow(self, lines: Grey, shift: tuple[int, int]) -> tuple[list[Finding], list[Region]]:
        """Return the text that is still there, and where text was that is not."""
        kept: list[Finding] = []
        lost: list[Region] = []
        for one in self._followed:
            region = one.sought(lines, shift)
            if region is None:
                lost.append(one.region)
                lost.append(one.carried(shift, lines.shape))
            else:
                kept.append(one.finding.model_copy(update={"region": region}))
        return kept, lost


def _work(picture: Picture) -> tuple[Picture, float]:
    height, width = picture.shape[:2]
    scale = max(1.0, (height * width / _PIXELS) ** 0.5)
    if scale == 1:
        return picture, scale
    return resized(picture, round(width / scale), round(height / scale)), scale


def _enlarged(finding: Finding, scale: float, picture: Picture) -> Finding:
    """Return a finding of the reduced picture in pixels of the picture itself."""
    region = finding.region
    if region is None:
        return finding
    left, top = int(region.x * scale), int(region.y * scale)
    right = min(picture.shape[1], int((region.x + region.w) * scale) + 1)
    bottom = min(picture.shape[0], int((region.y + region.h) * scale) + 1)
    larger = Region(x=left, y=top, w=max(1, right - left), h=max(1, bottom - top))
    return finding.model_copy(update={"region": larger})


def _small(picture: Picture) -> NDArray[np.float32]:
    """Return a small grey picture, in which the camera's motion is told."""
    height, width = picture.shape[:2]
    share = min(1.0, _SMALL / max(height, width))
    small = resized(picture, max(2, round(width * share)), max(2, round(height * share)))
    return cv2.cvtColor(small, cv2.COLOR_RGB2GRAY).astype(np.float32)


def _shift(
    before: NDArray[np.float32], after: NDArray[np.float32], scale: float
) -> tuple[int, int]:
    """Return by how many pixels, across and down, most of the picture has moved."""
    if before.shape != after.shape:
        return 0, 0
    window = cv2.createHanningWindow((before.shape[1], before.shape[0]), cv2.CV_32F)
    (across, down), _ = cv2.phaseCorrelate(before, after, window)
    return round(across * scale), round(down * scale)


def _moved(mask: NDArray[np.uint8], shift: tuple[int, int]) -> NDArray[np.uint8]:
    height, width = mask.shape
    motion = np.array([[1, 0, shift[0]], [0, 1, shift[1]]], dtype=np.float64)
    return np.asarray(cv2.warpAffine(mask, motion, (width, height)), dtype=np.uint8)


def _regions(findings: Sequence[Finding]) -> list[Region]:
    return [one.region for one in findings if one.region is not None]


def _mask(regions: Sequence[Region], shape: tuple[int, ...]) -> Mask:
    mask = np.zeros(shape[:2], dtype=bool)
    cover(mask, regions)
    return mask


def _places(even: Picture, new: Mask, lines: Grey) -> list[Box]:
    """Return boxes around the new strokes that the network takes for text, with what is near.

    They are the whole picture where it might as well be looked at.
    """
    height, width = new.shape
    words = words_in(new, lines)
    if sum(area(word) for word in words) > _MOST * new.size:
        return [(0, 0, width, height)]
    near = np.zeros(new.shape, dtype=np.uint8)
    for left, top, right, bottom in words[:_MOST_WORDS]:
        if _is_text(even, new, lines, (left, top, right, bottom)):
            first_y, first_x = max(0, top - _ABOVE), max(0, left - _BESIDE)
            near[first_y : bottom + _ABOVE, first_x : right + _BESIDE] = 1
    _, _, stats, _ = cv2.connectedComponentsWithStats(near)
    return [(x, y, x + w, y + h) for x, y, w, h, _ in stats[1:].tolist()]


def _is_text(even: Picture, new: Mask, lines: Grey, word: Box) -> bool:
    left, top, right, bottom = word
    first_y, first_x = max(0, top - _AROUND), max(0, left - _AROUND)
    part = np.s_[first_y : bottom + _AROUND, first_x : right + _AROUND]
    inside = np.zeros_like(new[part])
    inside[top - first_y : bottom - first_y, left - first_x : right - first_x] = True
    return shows_text(np.ascontiguousarray(even[part]), new[part] & inside, lines[part])
