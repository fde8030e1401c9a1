"""TIFF (Adobe TIFF 6.0) and BigTIFF: what is no drawing, and what the first page claims."""

from collections.abc import Iterator
from dataclasses import dataclass

from workers.imaging.containers import exif
from workers.imaging.containers.ifd import Directories, Directory
from workers.imaging.containers.trailing import FURTHER_PICTURES

_SUBFILE, _WIDTH, _HEIGHT, _BITS, _COMPRESSION, _PHOTOMETRIC = 254, 256, 257, 258, 259, 262
_SAMPLES, _PLANAR, _TILE_WIDTH, _TILE_HEIGHT = 277, 284, 322, 323
_PLACES = ((273, 279), (324, 325))
"""Offsets and byte counts, of strips and of tiles."""

_SUB_IFDS, _DNG_VERSION = 330, 50706
_CAMERA_RAW = (32803, 34892)
"""Photometric interpretations of raw sensor data: colour filter array and linear raw."""

_NAMES = {
    700: "XMP",
    33723: "IPTC",
    34377: "Photoshop data",
    34675: "ICC",
    37724: "Photoshop data",
    exif.EXIF_IFD: "EXIF",
    exif.GPS_IFD: "GPS",
    _SUB_IFDS: FURTHER_PICTURES,
    269: "document name",
    270: "description",
    271: "camera name",
    272: "camera name",
    285: "page name",
    305: "software",
    306: "date",
    315: "artist",
    316: "computer name",
    33432: "copyright",
    513: "thumbnail",
    exif.MAKER_NOTE: "maker note",
}
_DRAWING = frozenset(
    (254, 255, 256, 257, 258, 259, 262, 263, 264, 265, 266, 273, 274, 277, 278, 279, 280, 281,
     282, 283, 284, 290, 291, 292, 293, 296, 297, 301, 317, 318, 319, 320, 321, 322, 323, 324,
     325, 332, 334, 336, 338, 339, 340, 341, 342, 347, 512, 514, 515, 517, 518, 519, 520, 521,
     529, 530, 531, 532)
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """What the first page says of itself, before a decoder believes it."""

    width: int
    height: int
    bits: int
    compressed: bool
    planar: bool
    tile: tuple[int, int]
    sample_bytes: int
    is_picture: bool


def names(data: bytes) -> Iterator[str]:
    """Name the tags that draw nothing, and pages after the first."""
    directories = Directories(data)
    for number, directory in enumerate(directories.chain(directories.first)):
        if number:
            yield FURTHER_PICTURES
        yield from _tag_names(directory)
        offsets = directories.integers(directory.entries.get(exif.EXIF_IFD), 1)
        if exif.has_maker_note(directories, offsets):
            yield "maker note"


def ends_early(data: bytes) -> bool:
    """Tell whether the first directory, a value of it, a strip or a tile ends behind the file."""
    directories = Directories(data)
    first = directories.at(directories.first)
    if first is None:
        return directories.first == 0 or directories.runs_over(directories.first)
    if any(entry.at + entry.size > len(data) for entry in first.entries.values()):
        return True
    for offsets, counts in _PLACES:
        starts = directories.integers(first.entries.get(offsets))
        sizes = directories.integers(first.entries.get(counts))
        if any(at + size > len(data) for at, size in zip(starts, sizes, strict=False)):
            return True
    return False


def first_page(data: bytes) -> Page | None:
    """Return what the first page claims; ``None`` when there is no such directory."""
    directories = Directories(data)
    directory = directories.at(directories.first)
    if directory is None:
        return None
    entries = directory.entries

    def value(tag: int, default: int) -> int:
        return next(iter(directories.integers(entries.get(tag), 1)), default)

    bits, samples = value(_BITS, 1), value(_SAMPLES, 1)
    return Page(
        width=value(_WIDTH, 0),
        height=value(_HEIGHT, 0),
        bits=bits,
        compressed=value(_COMPRESSION, 1) != 1,
        planar=value(_PLANAR, 1) == 2,
        tile=(value(_TILE_WIDTH, 0), value(_TILE_HEIGHT, 0)),
        sample_bytes=max(1, samples * bits // 8),
        # A first page that is a preview or a mask stands for a picture that is elsewhere.
        is_picture=not value(_SUBFILE, 0) & 0b101
        and _DNG_VERSION not in entries
        and value(_PHOTOMETRIC, 0) not in _CAMERA_RAW,
    )


def _tag_names(directory: Directory) -> Iterator[str]:
    for tag in directory.entries:
        if tag in _NAMES:
            yield _NAMES[tag]
        elif tag not in _DRAWING:
            yield "private TIFF tag" if tag >= 32768 else "TIFF tag"
