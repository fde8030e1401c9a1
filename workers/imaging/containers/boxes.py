"""Boxes of the ISO base media file format (ISO/IEC 14496-12 section 4.2), walked within bounds."""

from collections.abc import Iterator
from dataclasses import dataclass

MAX_BOXES = 10_000
"""The most boxes that are looked at in one container."""

_TOP_LEVEL = (b"ftyp", b"meta", b"mdat", b"moov", b"free", b"skip", b"wide", b"uuid", b"udta")
_NEEDED = {b"meta", b"mdat"}
"""What a still is made of; files that keep a picture within the meta box are hardly seen."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box: its type, and the offsets between which its content stands."""

    kind: bytes
    start: int
    end: int


def boxes(data: bytes, at: int, end: int) -> Iterator[Box]:
    """Yield the whole boxes between two offsets, and stop at what is none."""
    for _ in range(MAX_BOXES):
        box = _box(data, at, end)
        if box is None or box.end > end:
            return
        yield box
        at = box.end


def end_of_boxes(data: bytes) -> int:
    """Return the offset behind the last whole box of a file."""
    return max((box.end for box in boxes(data, 0, len(data))), default=0)


def runs_over(data: bytes) -> bool:
    """Tell whether a top-level box of a known type ends behind the file, or one is not there.

    What is no box at all is trailing bytes, and no sign that something is missing.
    """
    whole = list(boxes(data, 0, len(data)))
    box = _box(data, max((box.end for box in whole), default=0), len(data))
    if box is not None and box.end > len(data) and box.kind in _TOP_LEVEL:
        return True
    return not {box.kind for box in whole} >= _NEEDED


def _box(data: bytes, at: int, end: int) -> Box | None:
    if at + 8 > end:
        return None
    size, kind, start = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8], at + 8
    if size == 1:
        size, start = int.from_bytes(data[at + 8 : at + 16], "big"), at + 16
    elif size == 0:
        size = end - at
    if size < start - at:
        return None
    return Box(kind, start, at + size)
