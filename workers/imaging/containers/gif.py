"""GIF (CompuServe GIF89a): its blocks, and what is no drawing among them."""

from collections.abc import Iterator

from workers.imaging.containers.trailing import FURTHER_PICTURES, trailing_names

_EXTENSION, _IMAGE, _TRAILER = 0x21, 0x2C, 0x3B
_GRAPHIC_CONTROL = 0xF9
_NAMES = {0xFE: "GIF comment", 0x01: "GIF plain text"}
_APPLICATIONS = ((b"XMP Data", "XMP"), (b"ICCRGBG1", "ICC"), (b"NETSCAPE", None))


def names(data: bytes) -> Iterator[str]:
    """Name extensions that draw nothing, images after the first, and what follows the trailer."""
    images = 0
    for kind, label, body, end in blocks(data):
        if kind == _IMAGE:
            images += 1
            if images > 1:
                yield FURTHER_PICTURES
        elif kind == _EXTENSION and label != _GRAPHIC_CONTROL:
            name = _extension_name(label, body)
            if name:
                yield name
        elif kind == _TRAILER:
            yield from trailing_names(data[end:])


def ends_early(data: bytes) -> bool:
    """Tell whether the blocks run out before the trailer."""
    return not any(kind == _TRAILER for kind, _, _, _ in blocks(data))


def declared_size(data: bytes) -> tuple[int, int]:
    """Return the width and height of the logical screen and its first image taken together.

    Decoders enlarge the screen to an image that stands out of it.
    """
    width, height = _u16(data, 6), _u16(data, 8)
    for kind, _, body, _ in blocks(data):
        if kind == _IMAGE:
            width = max(width, _u16(body, 0) + _u16(body, 4))
            height = max(height, _u16(body, 2) + _u16(body, 6))
            break
    return width, height


def _extension_name(label: int, body: bytes) -> str | None:
    if label != 0xFF:
        return _NAMES.get(label, "GIF extension")
    known = (name for start, name in _APPLICATIONS if body[1:].startswith(start))
    return next(known, "GIF application data")


def blocks(data: bytes) -> Iterator[tuple[int, int, bytes, int]]:
    """Yield (introducer, label, first bytes, end offset) of each whole block up to the trailer.

    For an image the first bytes are its descriptor, for an extension its first sub-block.
    """
    at = 13 + _table_bytes(data[10:11])
    while at < len(data):
        kind, label = data[at], int.from_bytes(data[at + 1 : at + 2], "big")
        if kind == _TRAILER:
            yield kind, 0, b"", at + 1
            return
        if kind == _IMAGE:
            body = data[at + 1 : at + 10]
            end = _behind_subblocks(data, at + 11 + _table_bytes(body[8:9]))
        elif kind == _EXTENSION:
            body = data[at + 2 : at + 20]
            end = _behind_subblocks(data, at + 2)
        else:
            return
        if end is None:
            return
        yield kind, label, body, end
        at = end


def _table_bytes(flags: bytes) -> int:
    """Return how many bytes the colour table has that a flags byte announces (section 18)."""
    return 3 << ((flags[0] & 7) + 1) if flags and flags[0] & 0x80 else 0


def _behind_subblocks(data: bytes, at: int) -> int | None:
    """Return the offset behind a run of sub-blocks, ``None`` when it does not end."""
    while at < len(data):
        if data[at] == 0:
            return at + 1
        at += 1 + data[at]
    return None


def _u16(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "little")
