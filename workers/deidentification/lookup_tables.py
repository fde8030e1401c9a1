"""Look-up tables that a picture is drawn with: the entries that their descriptors announce.

PS3.3 sections C.7.6.3.1.5 and C.11.1.1.1. They are the only bytes without a meaning of their own
that a header keeps.
"""

from workers.deidentification.elements import Elements

DESCRIPTORS = {
    0x00283006: 0x00283002,  # LUT Data
    0x00281201: 0x00281101,  # red, green and blue palettes
    0x00281202: 0x00281102,
    0x00281203: 0x00281103,
}
"""The descriptor's tag by the data's."""

_MOST = 65_536


def table_entries(elements: Elements, tag: int, value: bytes, *, little: bool) -> bytes | None:
    """Return as many bytes of a table as its descriptor says, ``None`` where it has none.

    ``little`` is the byte order of the descriptor.
    """
    descriptor = elements.get(DESCRIPTORS[tag])
    if descriptor is None or not isinstance(descriptor.value, bytes) or len(descriptor.value) != 6:
        return None
    count = int.from_bytes(descriptor.value[:2], "little" if little else "big")
    return value[: 2 * (count or _MOST)]
