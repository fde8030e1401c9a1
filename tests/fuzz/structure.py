"""Where the blocks of a file begin and end, and where its lengths and offsets stand.

Read anew from whatever a mutation left behind, so every walk stops at what it does not know.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from schemas.media_type import MediaType

Order = Literal["big", "little"]
_MOST = 400
_BOXES_WITH_BOXES = {b"meta": 4, b"iprp": 0, b"ipco": 0, b"iref": 4, b"iinf": 6, b"moov": 0,
                     b"trak": 0, b"mdia": 0, b"minf": 0, b"stbl": 0, b"dinf": 0,
                     b"udta": 0, b"edts": 0}  # fmt: skip
_BOXES_OF_NUMBERS = (b"ispe", b"iloc", b"infe", b"pitm", b"ipma", b"stsz", b"stco", b"stts",
                     b"stsc", b"ctts", b"stss", b"elst", b"tkhd", b"mdhd", b"mvhd")  # fmt: skip
_EBML_WITH_ELEMENTS = (0x1A45DFA3, 0x18538067, 0x1F43B675, 0x1654AE6B, 0xAE, 0xE0, 0xA0)
_LONG_VRS = (b"OB", b"OW", b"OF", b"OD", b"OL", b"OV", b"SQ", b"UC", b"UN", b"UR", b"UT")


@dataclass(frozen=True, slots=True)
class Part:
    """A block from ``start`` to ``end``, and a number in it that says how long something is."""

    start: int
    end: int
    number: int
    width: int
    order: Order


def parts_of(media_type: MediaType, data: bytes) -> list[Part]:
    """Return the parts of a file, at most a few hundred of them; none where it is unknown."""
    walk = _WALKS.get(media_type)
    if walk is None:
        return []
    parts: list[Part] = []
    for part in walk(data):
        parts.append(part)
        if len(parts) == _MOST:
            break
    return parts


def _number(data: bytes, at: int, width: int, order: Order) -> int:
    return int.from_bytes(data[at : at + width], order)


def _jpeg(data: bytes) -> Iterator[Part]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        end = at + 2 + _number(data, at + 2, 2, "big")
        yield Part(at, min(end, len(data)), at + 2, 2, "big")
        if data[at + 1] == 0xDA:
            return
        at = end


def _png(data: bytes) -> Iterator[Part]:
    at = 8
    while at + 12 <= len(data):
        end = at + 12 + _number(data, at, 4, "big")
        yield Part(at, min(end, len(data)), at, 4, "big")
        at = end


def _webp(data: bytes) -> Iterator[Part]:
    yield Part(0, len(data), 4, 4, "little")
    at = 12
    while at + 8 <= len(data):
        length = _number(data, at + 4, 4, "little")
        end = at + 8 + length + length % 2
        yield Part(at, min(end, len(data)), at + 4, 4, "little")
        at = end


def _gif(data: bytes) -> Iterator[Part]:
    for at in (6, 8):
        yield Part(0, min(13, len(data)), at, 2, "little")
    at = 13 + (3 << ((data[10] & 7) + 1) if len(data) > 10 and data[10] & 0x80 else 0)
    while at + 2 < len(data):
        start = at
        if data[at] == 0x2C:
            for place in (1, 3, 5, 7):
                yield Part(start, min(start + 10, len(data)), start + place, 2, "little")
            at += 11
        elif data[at] == 0x21:
            at += 2
        else:
            return
        while at < len(data) and data[at]:
            yield Part(at, min(at + 1 + data[at], len(data)), at, 1, "little")
            at += 1 + data[at]
        at += 1


def _tiff(data: bytes) -> Iterator[Part]:
    order: Order = "big" if data.startswith(b"MM") else "little"
    big = _number(data, 2, 2, order) == 43
    counter, width, entry = (8, 8, 20) if big else (2, 4, 12)
    at = 8 if big else 4
    for _ in range(4):
        yield Part(at, min(at + width, len(data)), at, width, order)
        start = _number(data, at, width, order)
        count = min(_number(data, start, counter, order), 60)
        yield Part(start, min(start + counter, len(data)), start, counter, order)
        for number in range(count):
            place = start + counter + number * entry
            end = min(place + entry, len(data))
            for offset, size in ((0, 2), (2, 2), (4, width), (4 + width, width)):
                yield Part(place, end, place + offset, size, order)
        at = start + counter + count * entry


def _boxes(data: bytes, at: int = 0, end: int | None = None) -> Iterator[Part]:
    end = len(data) if end is None else end
    while at + 8 <= end:
        size, kind = _number(data, at, 4, "big"), data[at + 4 : at + 8]
        behind = min(at + max(size, 8), end) if size else end
        yield Part(at, behind, at, 4, "big")
        if kind in _BOXES_WITH_BOXES:
            yield from _boxes(data, at + 8 + _BOXES_WITH_BOXES[kind], behind)
        elif kind in _BOXES_OF_NUMBERS:
            for place in range(at + 8, behind - 3, 2):
                yield Part(at, behind, place, 4, "big")
        at = behind


def _ebml(data: bytes) -> Iterator[Part]:
    """Walk over WebM's elements; the length of a number is in its first byte (RFC 8794 4)."""
    at = 0
    while at + 2 <= len(data):
        kind, sized = _variable(data, at), at + _length(data[at])
        if sized >= len(data):
            return
        body = sized + _length(data[sized])
        size = _variable(data, sized) & ((1 << 7 * (body - sized)) - 1)
        end = min(body + size, len(data))
        yield Part(at, end, sized, body - sized, "big")
        at = body if kind in _EBML_WITH_ELEMENTS else end


def _length(first: int) -> int:
    return max(1, 9 - first.bit_length())


def _variable(data: bytes, at: int) -> int:
    return _number(data, at, _length(data[at]), "big")


def _dicom(data: bytes) -> Iterator[Part]:
    at = 132
    while at + 8 <= len(data):
        kind = data[at + 4 : at + 6]
        if kind in _LONG_VRS:
            place, width, start = at + 8, 4, at + 12
        elif kind.isalpha() and kind.isupper():
            place, width, start = at + 6, 2, at + 8
        else:
            place, width, start = at + 4, 4, at + 8
        length = _number(data, place, width, "little")
        # Undefined length, an item, or a delimiter: step inside.
        inside = length == 0xFFFFFFFF or data[at : at + 2] == b"\xfe\xff" or kind == b"SQ"
        end = start if inside else start + length
        yield Part(at, min(end, len(data)), place, width, "little")
        at = end


_WALKS: dict[MediaType, Callable[[bytes], Iterator[Part]]] = {
    MediaType.JPEG: _jpeg,
    MediaType.PNG: _png,
    MediaType.WEBP: _webp,
    MediaType.GIF: _gif,
    MediaType.TIFF: _tiff,
    MediaType.HEIC: _boxes,
    MediaType.AVIF: _boxes,
    MediaType.DICOM: _dicom,
    MediaType.MP4: _boxes,
    MediaType.MOV: _boxes,
    MediaType.WEBM: _ebml,
}
