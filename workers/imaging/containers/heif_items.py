"""The items of a HEIF file: what ``iinf``, ``iref`` and ``pitm`` say (ISO/IEC 14496-12, 8.11)."""

from collections.abc import Iterator
from dataclasses import dataclass

from workers.imaging.containers.boxes import Box, boxes

MAX_REFERENCES = 10_000


@dataclass(frozen=True, slots=True)
class Item:
    """An item: its number, type, whether it is hidden, and its name and content type in one."""

    number: int
    kind: bytes
    hidden: bool
    rest: bytes


def items(data: bytes, meta: list[Box]) -> Iterator[Item]:
    """Yield the items that a meta box's children list (section 8.11.6)."""
    for table in (box for box in meta if box.kind == b"iinf"):
        count = 2 if data[table.start : table.start + 1] == b"\x00" else 4
        for entry in boxes(data, table.start + 4 + count, table.end):
            if entry.kind == b"infe" and data[entry.start : entry.start + 1] in (b"\x02", b"\x03"):
                yield _item(data, entry)


def primary(data: bytes, meta: list[Box]) -> int:
    """Return the number of the primary item (section 8.11.4); 0 when none is named."""
    for box in (box for box in meta if box.kind == b"pitm"):
        return int.from_bytes(data[box.start + 4 : box.end][: _id_bytes(data, box)], "big")
    return 0


def extents(data: bytes, meta: list[Box]) -> dict[int, list[tuple[int, int]]]:
    """Return where the bytes of each item stand, as start and end offsets (section 8.11.3).

    Items whose bytes are in another file, or are built from other items, are left out.
    """
    inside = next((box.start for box in meta if box.kind == b"idat"), 0)
    found: dict[int, list[tuple[int, int]]] = {}
    for box in (box for box in meta if box.kind == b"iloc"):
        reader = _Reader(data, box.start, box.end)
        version = reader.number(1)
        reader.number(3)
        sizes = reader.number(2)
        for _ in range(min(reader.number(2 if version < 2 else 4), MAX_REFERENCES)):
            if reader.at >= box.end:
                break
            number = reader.number(2 if version < 2 else 4)
            places = _places(reader, version, sizes, inside)
            found[number] = [(start, min(end, len(data))) for start, end in places]
    return found


def _places(reader: "_Reader", version: int, sizes: int, inside: int) -> Iterator[tuple[int, int]]:
    """Yield the extents of one item; ``sizes`` holds the widths of its four kinds of number."""
    offset, length, base, index = (sizes >> shift & 15 for shift in (12, 8, 4, 0))
    method = reader.number(2) & 15 if version else 0
    reader.number(2)
    origin = reader.number(base) + (inside if method == 1 else 0)
    for _ in range(min(reader.number(2), MAX_REFERENCES)):
        reader.number(index if version else 0)
        start = origin + reader.number(offset)
        size = reader.number(length)
        if method < 2:
            yield start, start + size if size else 1 << 63


class _Reader:
    """Reads big-endian numbers one after the other; behind the end everything is zero."""

    def __init__(self, data: bytes, at: int, end: int) -> None:
        self._data, self.at, self._end = data, at, end

    def number(self, width: int) -> int:
        start = self.at
        self.at += width
        return int.from_bytes(self._data[start : min(self.at, self._end)], "big")


def references(data: bytes, meta: list[Box]) -> list[tuple[bytes, tuple[int, ...]]]:
    """Return each reference between items as its type and numbers, the referring item first."""
    found: list[tuple[bytes, tuple[int, ...]]] = []
    for table in (box for box in meta if box.kind == b"iref"):
        width = _id_bytes(data, table)
        for box in boxes(data, table.start + 4, table.end):
            body = data[box.start : min(box.end, box.start + MAX_REFERENCES)]
            ends = [body[at : at + width] for at in range(width + 2, len(body), width)]
            numbers = (int.from_bytes(end, "big") for end in (body[:width], *ends))
            found.append((box.kind, tuple(numbers)))
    return found


def _item(data: bytes, entry: Box) -> Item:
    version, flags = data[entry.start], data[entry.start + 3 : entry.start + 4]
    width = 2 if version == 2 else 4
    body = data[entry.start + 4 : entry.end]
    return Item(
        number=int.from_bytes(body[:width], "big"),
        kind=body[width + 2 : width + 6],
        hidden=bool(flags and flags[0] & 1),
        rest=body[width + 6 :],
    )


def _id_bytes(data: bytes, box: Box) -> int:
    """Return how many bytes an item's number takes, by the box's version."""
    return 2 if data[box.start : box.start + 1] == b"\x00" else 4
