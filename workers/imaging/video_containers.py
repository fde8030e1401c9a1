"""Walks over the containers of video: what stands in them beside tracks, and whether they end.

Nothing here decodes. Boxes are those of ISO/IEC 14496-12 and QuickTime; WebM is walked over in
:mod:`workers.imaging.webm`.
"""

from collections.abc import Iterator

from schemas.media_type import MediaType
from workers.imaging import webm
from workers.imaging.webm import HIDDEN, TRAILING

_TOP_BOXES = frozenset(
    (b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"moof", b"mfra", b"sidx", b"styp",
     b"ssix", b"prft", b"meta", b"uuid", b"pnot", b"emsg", b"pdin")
)  # fmt: skip
_NESTS = frozenset((b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"moof", b"traf"))
_TELLING = {b"udta": "user data", b"meta": "metadata", b"uuid": "private box", b"emsg": "message"}
_SPACE = frozenset((b"free", b"skip", b"wide"))
_DEEPEST = 8


def ends_early(media_type: MediaType, data: bytes) -> bool:
    """Tell whether a video's container announces more than there is."""
    if media_type is MediaType.WEBM:
        return webm.ends_early(data)
    known = (end for kind, _, end in _boxes(data, 0, len(data)) if kind in _TOP_BOXES)
    return any(end > len(data) for end in known)


def container_names(media_type: MediaType, data: bytes) -> Iterator[str]:
    """Yield what stands in a container that no track explains; names may repeat."""
    if media_type is MediaType.WEBM:
        yield from webm.names(data)
        return
    end = 0
    for kind, _, end in _boxes(data, 0, len(data)):
        if kind not in _TOP_BOXES or end > len(data):
            yield TRAILING
            break
    yield from _box_names(data, 0, len(data), 0)
    if end < len(data):
        yield TRAILING


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
            yield HIDDEN
        elif kind in _NESTS and depth < _DEEPEST:
            yield from _box_names(data, body, stop, depth + 1)
