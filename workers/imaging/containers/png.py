"""PNG (ISO/IEC 15948): its chunks, and what is no drawing among them."""

from collections.abc import Iterator

from workers.imaging.containers import exif
from workers.imaging.containers.trailing import trailing_names

_NAMES = {
    b"iCCP": "ICC",
    b"tEXt": "PNG text",
    b"zTXt": "PNG text",
    b"tIME": "PNG time",
}
_DRAWING = (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs",
            b"sBIT", b"bKGD", b"cICP")  # fmt: skip


def names(data: bytes) -> Iterator[str]:
    """Name the chunks that draw nothing, and what follows IEND."""
    for kind, start, end in chunks(data):
        if kind == b"iTXt":
            yield "XMP" if data.startswith(b"XML:com.adobe.xmp", start) else "PNG text"
        elif kind == b"eXIf":
            yield "EXIF"
            yield from exif.names(data[start : end - 4])
        elif kind in _NAMES:
            yield _NAMES[kind]
        elif kind not in _DRAWING:
            yield "PNG chunk"
        if kind == b"IEND":
            yield from trailing_names(data[end:])
            return


def ends_early(data: bytes) -> bool:
    """Tell whether there is no whole IEND chunk."""
    return not any(kind == b"IEND" for kind, _, _ in chunks(data))


def chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield (type, offset of the body, offset behind the checksum) of each whole chunk (5.3)."""
    at = 8
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        end = at + 12 + length
        if end > len(data):
            return
        yield data[at + 4 : at + 8], at + 8, end
        at = end
