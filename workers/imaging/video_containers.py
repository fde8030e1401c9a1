"""Walks over the containers of video: what stands in them beside tracks, and whether they end.

Nothing here decodes. Boxes are those of ISO/IEC 14496-12 and QuickTime, elements those of EBML
(RFC 8794) and Matroska (RFC 9559).
"""

from collections.abc import Iterator

from schemas.media_type import MediaType

_TOP_BOXES = frozenset(
    (b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"moof", b"mfra", b"sidx", b"styp",
     b"ssix", b"prft", b"meta", b"uuid", b"pnot", b"emsg", b"pdin")
)  # fmt: skip
_NESTS = frozenset((b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"moof", b"traf"))
_TELLING = {b"udta": "user data", b"meta": "metadata", b"uuid": "private box", b"emsg": "message"}
_SPACE = frozenset((b"free", b"skip", b"wide"))
_DEEPEST = 8
_TRAILING, _HIDDEN = "trailing bytes", "bytes in free space"

_SEGMENT, _CLUSTER = 0x18538067, 0x1F43B675
_VOID = 0xEC


def ends_early(media_type: MediaType, data: bytes) -> bool:
    """Tell whether a video's container announces more than there is."""
    if media_type is MediaType.WEBM:
        return any(end > len(data) for _, _, end in _elements(data))
    return any(end > len(data) for _, _, end in _boxes(data, 0, len(data)))


def container_names(media_type: MediaType, data: bytes) -> Iterator[str]:
    """Yield what stands in a container that no track explains; names may repeat."""
    if media_type is MediaType.WEBM:
        yield from _webm_names(data)
        return
    end = 0
    for kind, _, end in _boxes(data, 0, len(data)):
        if kind not in _TOP_BOXES or end > len(data):
            yield _TRAILING
            break
    yield from _box_names(data, 0, len(data), 0)
    if end < len(data):
        yield _TRAILING


def _boxes(data: bytes, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield (type, start of body, end) of each box; the last one may end behind ``end``."""
    while at + 8 <= end:
        size, kind, head = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8], 8
        if size == 1:
            size, head = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        stop = end if size == 0 else at + max(size, head)
        yield kind, at + head, stop
        at = stop


def _box_names(data: bytes, at: int, end: int, depth: int) -> Iterator[str]:
    for kind, body, stop in _boxes(data, at, end):
        if stop > end:
            return
        if kind in _TELLING:
            yield _TELLING[kind]
        elif kind in _SPACE and any(data[body:stop]):
            yield _HIDDEN
        elif kind in _NESTS and depth < _DEEPEST:
            yield from _box_names(data, body, stop, depth + 1)


def _elements(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield (ID, start of body, end) of top-level elements and those inside the segment.

    An element of unknown size (RFC 8794 section 6.2) is entered, so what it holds comes next.
    """
    at = 0
    while at < len(data):
        identity, size_at = _number(data, at, keep_marker=True)
        size, body = _number(data, size_at, keep_marker=False)
        length = body - size_at
        if identity < 0 or length < 1:
            return
        unknown = size == (1 << (7 * length)) - 1
        stop = body if unknown else body + size
        yield identity, body, stop
        at = body if identity == _SEGMENT or unknown else stop


def _number(data: bytes, at: int, *, keep_marker: bool) -> tuple[int, int]:
    """Read a variable-size integer; return it, or -1 where there is none, and where it ends."""
    first = data[at] if at < len(data) else 0
    length = 9 - first.bit_length()
    if first == 0 or at + length > len(data):
        return -1, at
    value = int.from_bytes(data[at : at + length], "big")
    return value if keep_marker else value & ((1 << (7 * length)) - 1), at + length


def _webm_names(data: bytes) -> Iterator[str]:
    end = 0
    for identity, body, stop in _elements(data):
        if identity == _VOID and any(data[body:stop]):
            yield _HIDDEN
        if identity == _SEGMENT and stop > body:
            end = stop
    if 0 < end < len(data):
        yield _TRAILING
