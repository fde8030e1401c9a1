"""A writer of TIFF and BigTIFF files, byte by byte, so that any tag can say anything."""

import struct
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Pixels: TypeAlias = NDArray[Any]

_FORMS = {1: "B", 2: "B", 3: "H", 4: "I", 6: "b", 7: "B", 8: "h", 9: "i", 11: "f", 12: "d", 16: "Q"}


@dataclass(frozen=True, slots=True)
class Blocks:
    """A value that is the offsets of blocks of bytes elsewhere in the file."""

    bodies: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Nested:
    """A value that is the offset of a directory of its own."""

    tags: "Tags"


Value: TypeAlias = "bytes | str | tuple[int, tuple[float, ...]] | Blocks | Nested"
Tags: TypeAlias = dict[int, Value]


@dataclass(slots=True)
class _Writer:
    order: str
    big: bool
    data: bytearray = field(default_factory=bytearray)

    def header(self) -> None:
        mark = b"II" if self.order == "<" else b"MM"
        rest = struct.pack(self.order + "HHHQ", 43, 8, 0, 0) if self.big else self.pack("HI", 42, 0)
        self.data += mark + rest

    def pack(self, form: str, *values: float) -> bytes:
        return struct.pack(self.order + form, *values)

    def append(self, body: bytes) -> int:
        self.data += bytes(len(self.data) % 2)
        at = len(self.data)
        self.data += body
        return at

    def directory(self, tags: Tags) -> tuple[int, int]:
        """Write a directory; return its offset, and where the offset of the next one stands."""
        entries = b"".join(self._entry(tag, tags[tag]) for tag in sorted(tags))
        at = self.append(self.pack("Q" if self.big else "H", len(tags)) + entries)
        link = len(self.data)
        self.data += bytes(8 if self.big else 4)
        return at, link

    def _entry(self, tag: int, value: Value) -> bytes:
        kind, count, body = self._encoded(value)
        room = 8 if self.big else 4
        if len(body) > room:
            body = self.pack("Q" if self.big else "I", self.append(body))
        return self.pack("HHQ" if self.big else "HHI", tag, kind, count) + body.ljust(room, b"\x00")

    def _encoded(self, value: Value) -> tuple[int, int, bytes]:
        if isinstance(value, str):
            body = value.encode() + b"\x00"
            return 2, len(body), body
        if isinstance(value, bytes):
            return 7, len(value), value
        if isinstance(value, Nested):
            return 4, 1, self.pack("I", self.directory(value.tags)[0])
        if isinstance(value, Blocks):
            places = [self.append(body) for body in value.bodies]
            return 4, len(places), self.pack(f"{len(places)}I", *places)
        kind, values = value
        return kind, len(values), self.pack(f"{len(values)}{_FORMS[kind]}", *values)


def tiff_file(*pages: Tags, order: str = "<", big: bool = False) -> bytes:
    """Return a TIFF of these pages, one after the other."""
    writer = _Writer(order, big)
    writer.header()
    link = 8 if big else 4
    for tags in pages:
        at, following = writer.directory(tags)
        struct.pack_into(order + ("Q" if big else "I"), writer.data, link, at)
        link = following
    return bytes(writer.data)


def page(
    pixels: Pixels, *, order: str = "<", photometric: int | None = None, planar: bool = False
) -> Tags:
    """Return the tags of a page of uncompressed pixels, H × W or H × W × samples, in one strip."""
    samples = 1 if pixels.ndim == 2 else pixels.shape[2]
    stored = pixels.astype(pixels.dtype.newbyteorder(order))  # type: ignore[arg-type]
    planes = np.moveaxis(stored, -1, 0) if planar else stored[np.newaxis]
    strips = tuple(np.ascontiguousarray(plane).tobytes() for plane in planes)
    form = {"u": 1, "i": 2, "f": 3}[pixels.dtype.kind]
    default = 1 if samples < 3 else 2
    return {
        256: (4, (pixels.shape[1],)),
        257: (4, (pixels.shape[0],)),
        258: (3, (pixels.dtype.itemsize * 8,) * samples),
        259: (3, (1,)),
        262: (3, (default if photometric is None else photometric,)),
        273: Blocks(strips),
        277: (3, (samples,)),
        278: (4, (pixels.shape[0],)),
        279: (4, tuple(len(strip) for strip in strips)),
        284: (3, (2 if planar else 1,)),
        339: (3, (form,) * samples),
    }


def tiled_page(pixels: Pixels, side: int = 16) -> Tags:
    """Return the tags of a page of H × W × 3 bytes in square tiles."""
    tags = page(pixels)
    for tag in (273, 278, 279):
        del tags[tag]
    height, width = pixels.shape[:2]
    padded = np.pad(pixels, ((0, -height % side), (0, -width % side), (0, 0)))
    tiles = tuple(
        np.ascontiguousarray(padded[top : top + side, left : left + side]).tobytes()
        for top in range(0, height, side)
        for left in range(0, width, side)
    )
    tags[322], tags[323] = (3, (side,)), (3, (side,))
    tags[324], tags[325] = Blocks(tiles), (4, tuple(len(tile) for tile in tiles))
    return tags
