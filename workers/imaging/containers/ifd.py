"""Image file directories (TIFF 6.0 section 2, BigTIFF), read within bounds; EXIF is one as well.

A directory may lie anywhere, point anywhere and claim any length; nothing is believed beyond the
bytes that are there, and no more directories are walked than :data:`MAX_DIRECTORIES`.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

MAX_DIRECTORIES = 64
_MAX_ENTRIES = 4096

_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4,
          16: 8, 17: 8, 18: 8}  # fmt: skip
_INTEGERS = {1: "B", 3: "H", 4: "I", 13: "I", 16: "Q", 18: "Q"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its tag, field type, count of values, and the offset where they stand."""

    tag: int
    kind: int
    count: int
    at: int

    @property
    def size(self) -> int:
        """How many bytes the values take; 0 for a field type that there is not."""
        return _SIZES.get(self.kind, 0) * self.count


@dataclass(frozen=True, slots=True)
class Directory:
    """The entries of a directory by tag, and the offset of the next one, 0 at the end."""

    entries: dict[int, Entry]
    following: int


class Directories:
    """Reads the directories of one TIFF structure."""

    def __init__(self, data: bytes) -> None:
        """Take the bytes from the byte-order mark on."""
        self._data = data
        self._order = ">" if data.startswith(b"MM") else "<"
        self._big = data[2:4] in (b"+\x00", b"\x00+")

    @property
    def first(self) -> int:
        """The offset of the first directory; 0 when there is none."""
        return self._offset(8 if self._big else 4)

    def at(self, offset: int) -> Directory | None:
        """Return the directory at an offset; ``None`` when it does not lie wholly in the bytes."""
        start, width, count = self._extent(offset)
        end = start + width * count
        if offset < 8 or count > _MAX_ENTRIES or self.runs_over(offset):
            return None
        entries = (self._entry(start + number * width) for number in range(count))
        return Directory({entry.tag: entry for entry in entries}, self._offset(end))

    def runs_over(self, offset: int) -> bool:
        """Tell whether a directory at this offset would end behind the bytes."""
        start, width, count = self._extent(offset)
        return start + width * count + (8 if self._big else 4) > len(self._data)

    def chain(self, offset: int) -> Iterator[Directory]:
        """Yield a directory and those that follow it, each once."""
        seen: set[int] = set()
        while offset and offset not in seen and len(seen) < MAX_DIRECTORIES:
            seen.add(offset)
            directory = self.at(offset)
            if directory is None:
                return
            yield directory
            offset = directory.following

    def integers(self, entry: Entry | None, most: int | None = None) -> tuple[int, ...]:
        """Return the values of an entry of unsigned integers, as far as they lie in the bytes."""
        form = _INTEGERS.get(entry.kind) if entry else None
        if entry is None or form is None:
            return ()
        room = max(0, len(self._data) - entry.at) // struct.calcsize(form)
        count = min(entry.count, room, entry.count if most is None else most)
        return struct.unpack_from(f"{self._order}{count}{form}", self._data, entry.at)

    def _extent(self, offset: int) -> tuple[int, int, int]:
        """Return where a directory's entries start, the bytes of each, and how many it claims."""
        counter, width = ("Q", 20) if self._big else ("H", 12)
        start = offset + struct.calcsize(counter)
        if start > len(self._data):
            return start, width, 0
        (count,) = struct.unpack_from(self._order + counter, self._data, offset)
        return start, width, int(count)

    def _entry(self, at: int) -> Entry:
        tag, kind, count = struct.unpack_from(
            self._order + ("HHQ" if self._big else "HHI"), self._data, at
        )
        room, value = (8, at + 12) if self._big else (4, at + 8)
        inline = _SIZES.get(kind, 0) * count <= room
        return Entry(tag, kind, count, value if inline else self._offset(value))

    def _offset(self, at: int) -> int:
        width, form = (8, "Q") if self._big else (4, "I")
        if at + width > len(self._data):
            return 0
        return int(struct.unpack_from(self._order + form, self._data, at)[0])
