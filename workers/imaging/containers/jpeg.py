"""JPEG (ITU-T T.81 annex B): its segments, and what is no drawing among them."""

import re
from collections import deque
from collections.abc import Iterator

from workers.imaging.containers import exif
from workers.imaging.containers.trailing import FURTHER_PICTURES, trailing_names

_SOS, _EOI, _COM = 0xDA, 0xD9, 0xFE
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""Entropy-coded data hold no marker but restarts, and 0xFF only as 0xFF 0x00 (section B.1.1.5)."""

_APP_STARTS = (
    (b"Exif\x00", "EXIF"),
    (b"http://ns.adobe.com/", "XMP"),
    (b"ICC_PROFILE\x00", "ICC"),
    (b"MPF\x00", FURTHER_PICTURES),
)


def jpeg_segments(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield (marker, offset, payload) of each segment up to and with the first scan's header."""
    for marker, at, payload in segments(data):
        yield marker, at, payload
        if marker == _SOS:
            return


def names(data: bytes) -> Iterator[str]:
    """Name the segments that draw nothing, before and between scans, and what follows the end."""
    end = len(data)
    for marker, at, payload in segments(data):
        if marker == _EOI:
            end = at + 2
        elif marker == _COM:
            yield "JPEG comment"
        elif 0xE0 <= marker <= 0xEF:
            yield from _app_names(marker - 0xE0, payload)
    yield from trailing_names(data[end:])


def scans(data: bytes) -> int:
    """Count the scans of a JPEG; each costs a decoder one pass over the whole picture."""
    return sum(marker == _SOS for marker, _, _ in segments(data))


def ends_early(data: bytes) -> bool:
    """Tell whether the file is over within its last segment, or within a scan."""
    last = deque(segments(data), maxlen=1)
    if not last:
        return len(data) < 4
    marker, at, payload = last[0]
    return marker == _SOS or (marker != _EOI and at + 5 + len(payload) >= len(data))


def segments(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield (marker, offset, payload) of each segment up to EOI; stop where there is none."""
    at = 2
    while at + 2 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == _EOI:
            yield marker, at, b""
            return
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        yield marker, at, data[at + 4 : at + 2 + length]
        at += 2 + max(length, 2)
        if marker == _SOS:
            behind = _AFTER_SCAN.search(data, at)
            if behind is None:
                return
            at = behind.start()


def _app_names(number: int, payload: bytes) -> Iterator[str]:
    if number == 0 and payload.startswith(b"JFIF\x00"):
        # Bytes 12 and 13 give the size of a thumbnail inside the JFIF header itself.
        if len(payload) > 14:
            yield "thumbnail"
        return
    if number == 14 and payload.startswith(b"Adobe"):
        return
    other = "IPTC" if number == 13 else f"JPEG APP{number}"
    name = next((name for start, name in _APP_STARTS if payload.startswith(start)), other)
    yield name
    if name == "EXIF":
        yield from exif.names(payload)
