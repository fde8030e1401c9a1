"""Walks over the four photo containers: which blocks they hold, and whether they end early.

Nothing here decodes pixels. Names are what a moderator reads as a finding's subject; they say
what kind of block was there, never what stood in it.
"""

from collections.abc import Iterator

from schemas.media_type import MediaType

_PNG_NAMES = {
    b"eXIf": "EXIF",
    b"iCCP": "ICC",
    b"tEXt": "PNG text",
    b"zTXt": "PNG text",
    b"tIME": "PNG time",
}
_PNG_DRAWING = (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs",
                b"sBIT", b"bKGD")  # fmt: skip
_WEBP_NAMES = {b"EXIF": "EXIF", b"XMP ": "XMP", b"ICCP": "ICC"}
_WEBP_DRAWING = (b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF")
TRAILING = "trailing bytes"


def block_names(media_type: MediaType, data: bytes) -> list[str]:
    """Return the names of the metadata blocks in a photo, in order, each once."""
    walk = {
        MediaType.JPEG: _jpeg_names,
        MediaType.PNG: _png_names,
        MediaType.WEBP: _webp_names,
    }.get(media_type)
    return list(dict.fromkeys(walk(data))) if walk else []


def ends_early(media_type: MediaType, data: bytes) -> bool:
    """Tell whether a photo's container announces more than there is.

    Asked only after decoding has failed, to tell a short file from a damaged one.
    """
    if media_type is MediaType.PNG:
        return not any(kind == b"IEND" for kind, _, _ in _png_chunks(data))
    if media_type is MediaType.WEBP:
        return int.from_bytes(data[4:8], "little") + 8 > len(data)
    if media_type is MediaType.HEIC:
        return _boxes_run_over(data)
    return data.rfind(b"\xff\xd9") < 0


def jpeg_segments(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield (marker, offset, payload) of each segment before the scan (ITU-T T.81 annex B)."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        yield marker, at, data[at + 4 : at + 2 + length]
        if marker == 0xDA:
            return
        at += 2 + max(length, 2)


def _jpeg_names(data: bytes) -> Iterator[str]:
    scan = len(data)
    for marker, at, payload in jpeg_segments(data):
        if marker == 0xDA:
            scan = at
        elif marker == 0xFE:
            yield "JPEG comment"
        elif 0xE0 <= marker <= 0xEF:
            name = _app_name(marker - 0xE0, payload)
            if name:
                yield name
    end = data.find(b"\xff\xd9", scan)
    if 0 <= end < len(data) - 2:
        yield TRAILING


_APP_STARTS = (
    (b"Exif\x00", "EXIF"),
    (b"http://ns.adobe.com/", "XMP"),
    (b"ICC_PROFILE\x00", "ICC"),
    (b"MPF\x00", "further pictures"),
)


def _app_name(number: int, payload: bytes) -> str | None:
    if number == 0 and payload.startswith(b"JFIF\x00"):
        # Bytes 12 and 13 give the size of a thumbnail inside the JFIF header itself.
        return "thumbnail" if len(payload) > 14 else None
    if number == 14 and payload.startswith(b"Adobe"):
        return None
    other = "IPTC" if number == 13 else f"JPEG APP{number}"
    return next((name for start, name in _APP_STARTS if payload.startswith(start)), other)


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes, int]]:
    """Yield (type, body, end offset) of each whole chunk (ISO/IEC 15948 section 5.3)."""
    at = 8
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        end = at + 12 + length
        if end > len(data):
            return
        yield data[at + 4 : at + 8], data[at + 8 : end - 4], end
        at = end


def _png_names(data: bytes) -> Iterator[str]:
    for kind, body, end in _png_chunks(data):
        if kind == b"iTXt":
            yield "XMP" if body.startswith(b"XML:com.adobe.xmp") else "PNG text"
        elif kind in _PNG_NAMES:
            yield _PNG_NAMES[kind]
        elif kind not in _PNG_DRAWING:
            yield "PNG chunk"
        if kind == b"IEND":
            if end < len(data):
                yield TRAILING
            return


def _webp_names(data: bytes) -> Iterator[str]:
    end = min(int.from_bytes(data[4:8], "little") + 8, len(data))
    at = 12
    while at + 8 <= end:
        kind = data[at : at + 4]
        if kind in _WEBP_NAMES:
            yield _WEBP_NAMES[kind]
        elif kind not in _WEBP_DRAWING:
            yield "WebP chunk"
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        at += 8 + length + length % 2
    if end < len(data):
        yield TRAILING


def _boxes_run_over(data: bytes) -> bool:
    """Tell whether a top-level box ends behind the file (ISO/IEC 14496-12 section 4.2)."""
    at = 0
    while at + 8 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        if size == 1:
            size = int.from_bytes(data[at + 8 : at + 16], "big")
        if size == 0:
            return False
        at += max(size, 8)
    return at != len(data)
