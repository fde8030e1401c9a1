"""A walk over the elements of WebM (EBML, RFC 8794, and Matroska, RFC 9559).

Nothing here decodes.
"""

from collections.abc import Iterator
from dataclasses import dataclass

HIDDEN, TRAILING = "bytes in free space", "trailing bytes"

_SEGMENT, _CLUSTER, _VOID, _CHECKSUM = 0x18538067, 0x1F43B675, 0xEC, 0xBF
_TRACKS, _TRACK_ENTRY, _TRACK_NUMBER = 0x1654AE6B, 0xAE, 0xD7
_SIMPLE_BLOCK, _BLOCK_GROUP, _BLOCK = 0xA3, 0xA0, 0xA1
_NESTED = frozenset((_SEGMENT, _CLUSTER, _TRACKS, _TRACK_ENTRY, _BLOCK_GROUP))
_LEVEL_ONE = frozenset(
    # Seek head, info, cues, attachments, chapters, tags.
    (0x114D9B74, 0x1549A966, 0x1C53BB6B, 0x1941A469, 0x1043A770, 0x1254C367, _TRACKS, _CLUSTER)
)
_IN_CLUSTER = frozenset(
    # Time, silent tracks, position, previous size.
    (0xE7, 0x5854, 0xA7, 0xAB, _SIMPLE_BLOCK, _BLOCK_GROUP, _VOID, _CHECKSUM)
)
_AT_MOST = {0xE7: 8, 0xA7: 8, 0xAB: 8, _CHECKSUM: 4}
"""The most bytes of a cluster's numbers (RFC 8794 sections 7.2 and 11.3.1): a block whose first
byte was hit can pass for one of them, but is longer."""

_NEVER_SET = 0x78
"""Flags of a simple block: three are reserved, and no picture or sound of WebM is invisible."""

_ALLOWED = {_SEGMENT: _LEVEL_ONE | {_VOID, _CHECKSUM}, _CLUSTER: _IN_CLUSTER}


@dataclass(frozen=True, slots=True)
class _Element:
    """An element with that which it stands in (0 at the top), its body's start, and its end."""

    identity: int
    parent: int
    body: int
    stop: int


def ends_early(data: bytes) -> bool:
    """Tell whether an element announces more than there is."""
    return any(element.stop > len(data) for element in _elements(data))


def is_torn(data: bytes) -> bool:
    """Tell whether elements do not fit one into the other, or blocks into their track or time.

    A demuxer looks for the next cluster then, or leaves out what seems to be of the past, and the
    frames between are gone without a word.
    """
    tracks: set[int] = set()
    times: dict[int, int] = {}
    reached = 0
    for element in _elements(data):
        identity, body, stop = element.identity, element.body, element.stop
        reached = body if identity in _NESTED else stop
        if identity == _TRACK_NUMBER:
            tracks.add(int.from_bytes(data[body:stop], "big"))
        elif _is_stray(element, data, tracks):
            return True
        if identity == _CLUSTER:
            times.clear()
        elif identity == _SIMPLE_BLOCK and not _fits(data, body, times):
            return True
    return reached < _end(data)


def _is_stray(element: _Element, data: bytes, tracks: set[int]) -> bool:
    """Tell whether an element stands where it cannot, or is a block of no track, or hides one."""
    identity, body, stop = element.identity, element.body, element.stop
    if identity in (_SIMPLE_BLOCK, _BLOCK):
        return _track(data, body) not in tracks
    if element.parent == _CLUSTER and stop - body > _AT_MOST.get(identity, stop):
        return True
    if element.parent == _CLUSTER and identity == _VOID:
        # Free space among pictures is empty, or was a picture.
        return any(data[body:stop])
    return identity not in _ALLOWED.get(element.parent, (identity,))


def _fits(data: bytes, block: int, times: dict[int, int]) -> bool:
    """Note a simple block's time in its cluster; tell whether time and flags can be right.

    The codecs of WebM store pictures in the order in which they are shown (RFC 9559 section 10.2).
    """
    track, at = _number(data, block, keep_marker=False)
    time = int.from_bytes(data[at : at + 2], "big", signed=True)
    before = times.get(track, time)
    times[track] = time
    flags = data[at + 2] if at + 2 < len(data) else 0
    return time >= before and not flags & _NEVER_SET


def _track(data: bytes, block: int) -> int:
    """Return the number of the track that a block belongs to (RFC 9559 section 10.1)."""
    return _number(data, block, keep_marker=False)[0]


def names(data: bytes) -> Iterator[str]:
    """Yield what stands between elements and behind them; names may repeat."""
    for element in _elements(data):
        if element.identity == _VOID and any(data[element.body : element.stop]):
            yield HIDDEN
    if _end(data) < len(data):
        yield TRAILING


def _end(data: bytes) -> int:
    """Return where the segment ends: with the file, where it does not say itself."""
    ends = (element.stop for element in _elements(data) if element.identity == _SEGMENT)
    return min(next(ends, len(data)), len(data))


def _elements(data: bytes) -> Iterator[_Element]:
    """Yield elements in order, entering those that nest; stop where none begins, or at the end.

    One of unknown size (RFC 8794 section 6.2) lasts until something of its own level comes.
    """
    at, last = 0, len(data)
    nest: list[_Element] = []
    while at < last:
        nest = [outer for outer in nest if at < outer.stop]
        identity, size_at = _number(data, at, keep_marker=True)
        size, body = _number(data, size_at, keep_marker=False)
        if identity < 0 or size < 0:
            return
        if identity in _LEVEL_ONE:
            nest = nest[:1]
        unknown = size == (1 << (7 * (body - size_at))) - 1
        outer_stop = nest[-1].stop if nest else last
        parent = nest[-1].identity if nest else 0
        element = _Element(identity, parent, body, outer_stop if unknown else body + size)
        yield element
        if identity == _SEGMENT:
            last = min(last, element.stop)
        if identity in _NESTED:
            nest.append(element)
        at = body if identity in _NESTED else element.stop


def _number(data: bytes, at: int, *, keep_marker: bool) -> tuple[int, int]:
    """Read a variable-size integer; return it, or -1 where there is none, and where it ends."""
    first = data[at] if at < len(data) else 0
    length = 9 - first.bit_length()
    if first == 0 or at + length > len(data):
        return -1, at
    value = int.from_bytes(data[at : at + length], "big")
    return value if keep_marker else value & ((1 << (7 * length)) - 1), at + length
