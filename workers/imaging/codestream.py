"""What a compressed frame says about its own size, before a decoder believes it."""

from collections.abc import Iterable

from workers.imaging.containers import jpeg_segments

_SOF = frozenset((*range(0xC0, 0xD0), 0xF7)) - {0xC4, 0xC8, 0xCC}
"""Start-of-frame markers of JPEG (ITU-T T.81 table B.1) and JPEG-LS (T.87 annex C)."""


def declared_size(frame: bytes) -> tuple[int, int] | None:
    """Return (rows, columns) of a JPEG, JPEG-LS or JPEG 2000 codestream, ``None`` for others."""
    if frame.startswith(b"\xff\x4f\xff\x51"):
        # SIZ (ITU-T T.800 annex A.5.1): the image area is the grid less its offset.
        x_end, y_end, x, y = (int.from_bytes(frame[at : at + 4], "big") for at in (8, 12, 16, 20))
        return y_end - y, x_end - x
    if frame.startswith(b"\xff\xd8"):
        for marker, _, payload in jpeg_segments(frame):
            if marker in _SOF:
                return int.from_bytes(payload[1:3], "big"), int.from_bytes(payload[3:5], "big")
    return None


def any_larger(frames: Iterable[bytes], rows: int, columns: int) -> bool:
    """Tell whether a codestream claims more rows or columns than its data set does.

    A decoder allocates what the codestream claims, so a few bytes could ask for gigabytes.
    """
    for frame in frames:
        size = declared_size(frame)
        if size is not None and (size[0] > rows or size[1] > columns):
            return True
    return False
