"""WebP (RFC 9649): its RIFF chunks, and what is no drawing among them."""

from collections.abc import Iterator

from workers.imaging.containers import exif
from workers.imaging.containers.trailing import trailing_names

_NAMES = {b"EXIF": "EXIF", b"XMP ": "XMP", b"ICCP": "ICC"}
_DRAWING = (b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF")


def names(data: bytes) -> Iterator[str]:
    """Name the chunks that draw nothing, and what follows the RIFF's end."""
    end = min(_declared(data), len(data))
    at = 12
    while at + 8 <= end:
        kind = data[at : at + 4]
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        if kind in _NAMES:
            yield _NAMES[kind]
        elif kind not in _DRAWING:
            yield "WebP chunk"
        if kind == b"EXIF":
            yield from exif.names(data[at + 8 : at + 8 + length])
        at += 8 + length + length % 2
    yield from trailing_names(data[end:])


def ends_early(data: bytes) -> bool:
    """Tell whether the RIFF header announces more bytes than there are."""
    return _declared(data) > len(data)


def _declared(data: bytes) -> int:
    return int.from_bytes(data[4:8], "little") + 8
