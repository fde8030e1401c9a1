"""Elements as bytes, for what a writer would refuse to write."""

import struct

from pydicom.dataset import FileDataset

from safelight.bench.planted.base import written


def raw(tag: int, vr: bytes, value: bytes) -> bytes:
    """Return an element as bytes, whatever its value."""
    value += b" " * (len(value) % 2)
    return struct.pack("<HH2sH", tag >> 16, tag & 0xFFFF, vr, len(value)) + value


def with_raw(dataset: FileDataset, raws: tuple[bytes, ...]) -> bytes:
    """Return what stands behind a file's prefix, with elements put where their tags belong."""
    whole = written(dataset)
    start = 144 + struct.unpack_from("<I", whole, 140)[0]
    at = start
    out = [whole[132:start]]
    waiting = sorted(raws, key=lambda raw: struct.unpack_from("<HH", raw))
    while at < len(whole):
        head = struct.unpack_from("<HH", whole, at)
        while waiting and struct.unpack_from("<HH", waiting[0]) <= head:
            out.append(waiting.pop(0))
        if whole[at + 4 : at + 6] in (b"OW", b"OB", b"SQ"):
            end = at + 12 + struct.unpack_from("<I", whole, at + 8)[0]
        else:
            end = at + 8 + struct.unpack_from("<H", whole, at + 6)[0]
        out.append(whole[at:end])
        at = end
    return b"".join((*out, *waiting))
