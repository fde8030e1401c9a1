"""A file with a planted value in every attribute of the dictionary, and none of it in the result.

A green run does not prove that pixels are clean; it proves that no attribute gets through.
"""

from io import BytesIO

import pydicom

from tests.factories.media import PLANTED, holds_planted
from tests.unit.workers import dicom_files
from workers.imaging.dicom_pixels import decode_pixels
from workers.imaging.dicom_read import read_dicom
from workers.imaging.dicom_strip import removed_names, strip_dataset
from workers.imaging.medium import DicomMedium

KEY = bytes(range(32))


def test_no_attribute_of_the_dictionary_survives() -> None:
    """Texts, dates, numbers and UIDs; private, nested, in spare bits, before and behind."""
    data = dicom_files.full_of_markers()
    assert data.count(PLANTED.encode()) > 1000
    file = read_dicom(data)
    pixels = decode_pixels(file.dataset)
    medium = DicomMedium(strip_dataset(file.dataset, pixels, KEY), pixels)
    for made in (medium.stripped().data, medium.obscured(medium.read()).data):
        assert not holds_planted(made)
        assert dicom_files.DATE.encode() not in made
        assert dicom_files.UID_ROOT.encode() not in made
        assert str(dicom_files.NUMBER).encode() not in made
        assert dicom_files.NUMBER.to_bytes(4, "little") not in made
        assert not pydicom.dcmread(BytesIO(made)).group_dataset(0x6000)
    assert pixels.frames.max() < 1 << 12
    assert not any(PLANTED in name for name in removed_names(file.names, medium.dataset))
