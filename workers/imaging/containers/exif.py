"""What an EXIF block (CIPA DC-008) holds besides plain attributes."""

from collections.abc import Iterator

from workers.imaging.containers.ifd import Directories

EXIF_IFD, GPS_IFD, MAKER_NOTE = 0x8769, 0x8825, 0x927C
_PREFIX = b"Exif\x00\x00"


def names(block: bytes) -> Iterator[str]:
    """Name the parts of an EXIF block, with or without its prefix, that a moderator cares about."""
    directories = Directories(block.removeprefix(_PREFIX))
    chain = list(directories.chain(directories.first))
    if not chain:
        return
    main = chain[0].entries
    if GPS_IFD in main:
        yield "GPS"
    if len(chain) > 1:
        yield "thumbnail"
    if has_maker_note(directories, directories.integers(main.get(EXIF_IFD), 1)):
        yield "maker note"


def has_maker_note(directories: Directories, offsets: tuple[int, ...]) -> bool:
    """Tell whether one of the EXIF directories at these offsets holds a maker note."""
    found = (directories.at(offset) for offset in offsets)
    return any(exif is not None and MAKER_NOTE in exif.entries for exif in found)
