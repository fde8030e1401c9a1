"""One file per row of PS3.15 table E.1-1, with its attribute planted at the top or inside."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from pydicom.datadict import dictionary_VR
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from safelight.bench.planted.base import base, written
from safelight.bench.planted.markers import Marker, Markers
from workers.deidentification.table import Row, rows

_CARRIERS = (
    0x00082218,  # Anatomic Region Sequence
    0x00082229,  # Anatomic Structure, Space or Region Sequence
    0x00189346,  # CTDI Phantom Type Code Sequence
    0x00209116,  # Plane Orientation Sequence
    0x00289110,  # Pixel Measures Sequence
    0x00289145,  # Pixel Value Transformation Sequence
    0x00400260,  # Performed Protocol Code Sequence
    0x0040A043,  # Concept Name Code Sequence
    0x00540016,  # Radiopharmaceutical Information Sequence
    0x52009229,  # Shared Functional Groups Sequence
)
"""Sequences that the table does not name, so that they, and their items, ought to be kept."""

_NOT_IN_DATA_SETS = (0x0000, 0x0002)
"""Groups of commands and of the file meta information: no data set may hold them."""

_WIDE = {"OB or OW": "OB", "US or SS": "US", "US or SS or OW": "US", "US or OW": "US"}


@dataclass(frozen=True, slots=True)
class Planted:
    """A file, where its marker is, and which sequences lead there."""

    name: str
    tag: int
    data: bytes
    marker: Marker
    path: tuple[int, ...] = ()


def row_files(seed: int, *, nested: bool) -> Iterator[Planted]:
    """Yield a file for every row that names one attribute.

    Nested ones stand in one to three sequences, which differ from file to file.
    """
    markers, chance = Markers(seed), random.Random(seed + 1)  # noqa: S311 - nothing secret
    for row in rows():
        if row.number is None or row.number >> 16 in _NOT_IN_DATA_SETS:
            continue
        path = tuple(chance.sample(_CARRIERS, chance.randrange(1, 4))) if nested else ()
        if row.number in path:
            continue
        yield _planted(row, row.number, path, markers)


def _planted(row: Row, tag: int, path: tuple[int, ...], markers: Markers) -> Planted:
    vr = _representation(tag)
    marker = markers.of(vr)
    value = Sequence(marker.value) if vr == "SQ" else marker.value
    dataset = place = base()
    for carrier in path:
        item = Dataset()
        place.add_new(carrier, "SQ", Sequence([item]))
        place = item  # type: ignore[assignment]
    place[tag] = DataElement(tag, vr, value)
    if tag == 0x00080018:
        dataset.file_meta.MediaStorageSOPInstanceUID = marker.value
    return Planted(row.name, tag, written(dataset), marker, path)


def _representation(tag: int) -> str:
    """Return the attribute's representation; later editions' attributes are planted as text."""
    try:
        vr = dictionary_VR(tag)
    except KeyError:
        return "LO"
    return _WIDE.get(vr, vr)
