"""Text in pictures: where it is, what of it may stay, and what goes.

Two networks find it: PP-OCR's, out of the rapidocr wheel, and on texture one of our own. PP-OCR
reads it; what is read is judged by the scanner of free text and against what the same file's
header says.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from schemas.findings import Finding, FindingKind, FindingReason, Region, Tier
from workers.free_text.marks import Reading, judge
from workers.imaging.arrays import Picture
from workers.imaging.known_values import KnownValues
from workers.imaging.text_contrast import Grey, evened, strokes
from workers.imaging.text_ends import beyond, gaps, joined
from workers.imaging.text_fit import boxes_around, boxes_beyond, is_lone_stroke
from workers.imaging.text_letters import LETTERS, VERSION, are_letters
from workers.imaging.text_lines import Line
from workers.imaging.text_network import Likelihood, networks_version
from workers.imaging.text_places import Box
from workers.imaging.text_reading import Words, read
from workers.imaging.text_regions import find_lines

_WORK_PIXELS = 3_000_000
_MIN_SIDE, _MIN_SEEN = 6, 64
_LARGE = 0.12
_HALF_READ = 0.5
"""How sure the network must be of the letters of a doubtful line for it to count as one."""

_IDENTIFIES = frozenset((FindingReason.HEADER_VALUE, FindingReason.IDENTIFYING_TEXT))
"""Reasons for which a line is sure to go; all others leave it to be checked."""


@dataclass(frozen=True, slots=True)
class _Going:
    """A line that goes, why, and how sure its letters are, 0 to 1."""

    line: Line
    reason: FindingReason
    score: float


class TextDetector:
    """Finds lines of text and reads them, only to tell what they are.

    ``known`` is what the same file's header says of the patient: a line that says so as well
    identifies, whatever else it looks like.
    """

    reads_strokes = True

    def __init__(self, known: KnownValues | None = None) -> None:
        self._known = known or KnownValues.none()

    def find(self, picture: Picture, side: int | None = None) -> tuple[Finding, ...]:
        """Return TEXT findings: SURE where identity was read, else CHECK.

        ``side`` is the longer side of the picture that this one was cut from, if it was: how large
        writing is, is a matter of the whole.

        A photo is looked at with about three megapixels, which keeps a phone photo's text
        readable at about a second.
        """
        if min(picture.shape[:2]) < _MIN_SIDE:
            return ()
        scale = min(1.0, (_WORK_PIXELS / (picture.shape[0] * picture.shape[1])) ** 0.5)
        given = _at_least(_reduced(picture, scale), _MIN_SEEN)
        even = evened(given)
        stands_out = strokes(even)
        lines, likely = find_lines(given, even, stands_out)
        whole = max(even.shape) if side is None else side * scale
        going = list(self._going(lines, given, even, stands_out, whole))
        covers = [_covers(one.line, likely, stands_out) for one in going]
        for first, gap in gaps([boxes[0] for boxes in covers]):
            covers[first].append(gap)
        return tuple(
            _finding(one, region)
            for one, boxes in zip(going, covers, strict=True)
            for region in (_region(box, scale, picture) for box in joined(boxes))
            if region
        )

    def _going(
        self, lines: list[Line], given: Picture, even: Picture, stands_out: Grey, whole: float
    ) -> Iterator[_Going]:
        """Yield the lines that go, of a picture out of one that is ``whole`` pixels long."""
        for line in lines:
            words = read(even, line)
            if _is_mere_stroke(given, line, words, stands_out):
                continue
            if line.doubtful and words.score < _HALF_READ:
                continue
            # Coins and teeth are what PP-OCR alone takes for writing.
            share = 0.0 if line.network == LETTERS else line.height / whole
            reason = self._reason(words, share)
            if reason is not None and not _may_be_a_bone(line, reason):
                yield _Going(line, reason, words.score)

    def _reason(self, words: Words, share: float) -> FindingReason | None:
        """Tell why a line goes; ``None`` for what may stay, and for what is no text.

        ``share`` is its height as a share of the picture's longer side: writing as high as that
        can be read; what cannot, or as noughts above all, is a row of coins or teeth.
        """
        if words.legible and self._known.matches(words.text):
            return FindingReason.HEADER_VALUE
        reading = judge(words.text)
        if words.legible and reading is Reading.STAYS:
            return None
        if share > _LARGE and (words.are_rings or not words.is_text):
            return None
        return _reason_for(words, reading)


def _covers(line: Line, likely: Likelihood, lines: Grey) -> list[Box]:
    """Return boxes that cover a line, and what goes on at its ends; the line's own come first."""
    ends = (box for end in beyond(line, likely) for box in boxes_beyond(end, line, lines))
    return [*boxes_around(line, lines), *ends]


def _is_mere_stroke(picture: Picture, line: Line, words: Words, lines: Grey) -> bool:
    """Tell a rib or a tick from a word that nobody can read.

    Letters that are joined, as in Arabic, are one stroke as well.
    """
    if words.legible or not is_lone_stroke(line, lines):
        return False
    return not are_letters(picture, line)


def _may_be_a_bone(line: Line, reason: FindingReason) -> bool:
    """Tell whether PP-OCR alone, and in doubt, read one letter: it identifies nobody.

    On texture a letter is what can be seen of a word.
    """
    is_doubtful = line.doubtful and line.network != LETTERS
    return is_doubtful and reason is FindingReason.SINGLE_SIGN


def warm_up() -> None:
    """Load the models, so that the first upload need not wait for them."""
    from workers.imaging.text_letters import lines_on_texture
    from workers.imaging.text_network import likelihood, read_line

    blank = np.zeros((64, 64, 3), dtype=np.uint8)
    likelihood(blank, 1.0)
    lines_on_texture(blank, 1.0)
    read_line(blank)
    judge("a word")


def _reason_for(words: Words, reading: Reading) -> FindingReason:
    if not words.legible:
        return FindingReason.UNREADABLE_TEXT
    if not words.is_text:
        return FindingReason.SINGLE_SIGN
    if reading is Reading.IDENTIFIES:
        return FindingReason.IDENTIFYING_TEXT
    return FindingReason.UNEXPLAINED_TEXT


def _finding(going: _Going, region: Region) -> Finding:
    network = going.line.network
    return Finding(
        kind=FindingKind.TEXT,
        detector=network,
        version=VERSION if network == LETTERS else networks_version(),
        score=round(going.score, 4),
        tier=Tier.SURE if going.reason in _IDENTIFIES else Tier.CHECK,
        reason=going.reason,
        region=region,
    )


def _reduced(picture: Picture, scale: float) -> Picture:
    if scale >= 1:
        return picture
    height, width = (max(1, round(side * scale)) for side in picture.shape[:2])
    small = cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA)
    return np.asarray(small, dtype=np.uint8)


def _at_least(picture: Picture, side: int) -> Picture:
    """Widen a narrow picture at its right and lower edge, which moves no coordinate."""
    below, beside = (max(0, side - extent) for extent in picture.shape[:2])
    if not below and not beside:
        return picture
    return np.pad(picture, ((0, below), (0, beside), (0, 0)), mode="edge")


def _region(box: Box, scale: float, picture: Picture) -> Region | None:
    """Return a box of the reduced picture in pixels of the picture itself, cut to it."""
    height, width = picture.shape[:2]
    left, top = int(box[0] / scale), int(box[1] / scale)
    right, bottom = (-int(-side // scale) for side in box[2:])
    right, bottom = min(width, right), min(height, bottom)
    if right <= left or bottom <= top:
        return None
    return Region(x=left, y=top, w=right - left, h=bottom - top)
