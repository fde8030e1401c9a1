"""Private attributes that are known to hold no identity.

DICOM PS3.15 table E.3.10-1, as far as the attributes are numbers that a reader needs: scale
factors of PET, diffusion weights and directions of MR, dose and geometry of CT and mammography.
The table's further blocks (volume ultrasound, screening results) are not kept.
"""

from pydicom.datadict import private_dictionary_VR

from workers.deidentification.elements import Elements

_FIRST_BLOCK, _LAST_BLOCK = 0x10, 0xFF

_SAFE = {
    ("Philips PET Private Group", 0x7053): "00 09",
    ("Philips MR Imaging DD 001", 0x2005): "0d 0e",
    ("Philips Imaging DD 001", 0x2001): "03 04",
    ("SIEMENS MR HEADER", 0x0019): "0c 0d 0e 27",
    ("ELSCINT1", 0x00E1): "21",
    ("ELSCINT1", 0x01E1): "26 50",
    ("ELSCINT1", 0x01F1): "01 07 26 27",
    ("GEMS_ACQU_01", 0x0019): "23 24 27 9e",
    ("GEMS_SERS_01", 0x0025): "07",
    ("GEMS_PARM_01", 0x0043): "27 39 6f",
    ("GEMS_HELIOS_01", 0x0045): "01 02",
    ("HOLOGIC, Inc.", 0x0019): "06 07 08 16 25 26 27 28 29 30 31 32 33 34 35 37 40 41 42 43 44 45 "
    "46 50 51 52 53 60 61 62 70 71 80 85 87 89 8a 90 97 98",
    ("LORAD Selenia", 0x0019): "06 07 08 16 26 27 28 29 30 31 32 33 34 35 37 40 41 50 51 52 53 60 "
    "70 71 80 90",
}
_ATTRIBUTES = frozenset(
    (creator, group, int(element, 16))
    for (creator, group), elements in _SAFE.items()
    for element in elements.split()
)
_CREATORS = frozenset(_SAFE)


def is_reservation(elements: Elements, tag: int) -> bool:
    """Tell whether an element reserves a block for one of the known creators (PS3.5 7.8.1)."""
    if not _FIRST_BLOCK <= tag & 0xFFFF <= _LAST_BLOCK:
        return False
    return (creator_of(elements, tag), tag >> 16) in _CREATORS


def creator_of(elements: Elements, tag: int) -> str:
    """Return the private creator that an element names, or an empty text."""
    element = elements.get(tag)
    if element is None or not isinstance(element.value, bytes):
        return ""
    return element.value.decode("ascii", "replace").strip(" \0")


def representation(elements: Elements, tag: int) -> bytes | None:
    """Return the representation of a private attribute on the list, ``None`` for all others."""
    group, number = tag >> 16, tag & 0xFFFF
    creator = creator_of(elements, group << 16 | number >> 8)
    if (creator, group, number & 0xFF) not in _ATTRIBUTES:
        return None
    try:
        return private_dictionary_VR(tag, creator).encode()
    except KeyError:
        return None
