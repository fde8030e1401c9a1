"""Whole files through the header's cleaning: encodings, tables, keys, and what they say then."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import numpy as np
import pydicom
import pytest
from pydicom.dataset import Dataset, FileDataset
from pydicom.filewriter import dcmwrite
from pydicom.sequence import Sequence
from pydicom.uid import ExplicitVRBigEndian, ExplicitVRLittleEndian, ImplicitVRLittleEndian

from safelight.bench.planted.base import base, written
from tests.factories import marked_media as media
from workers.deidentification.header import clean_file
from workers.deidentification.options import DEFAULT, Option, checked

KEY = bytes(range(32))


def _cleaned(data: bytes, key: bytes = KEY, *options: Option) -> FileDataset:
    return pydicom.dcmread(BytesIO(clean_file(data, key, checked(options or DEFAULT)).data))


def _day(dataset: FileDataset) -> datetime:
    return datetime.strptime(dataset.StudyDate, "%Y%m%d").replace(tzinfo=UTC)


def _with(**values: object) -> bytes:
    dataset = base()
    for keyword, value in values.items():
        setattr(dataset, keyword, value)
    return written(dataset)


@pytest.mark.parametrize(
    "syntax", [ImplicitVRLittleEndian, ExplicitVRLittleEndian, ExplicitVRBigEndian]
)
def test_every_native_encoding_reads_alike(syntax: pydicom.uid.UID) -> None:
    """Numbers, texts, nesting, a full look-up table and pixels."""
    table = Dataset()
    table.LUTDescriptor = [0, 0, 16]
    table.add_new("LUTData", "OW", np.arange(65_536, dtype="<u2").tobytes())
    source = base()
    source.SeriesDescription, source.SliceThickness = "AX T2 FLAIR", "2.5"
    source.AcquisitionMatrix, source.PatientName = [0, 256, 256, 0], "Doe^Jane"
    source.VOILUTSequence = Sequence([table])
    native = pydicom.dcmread(BytesIO(written(source)))
    out = BytesIO()
    native.file_meta.TransferSyntaxUID = syntax
    if syntax == ExplicitVRBigEndian:
        native["PixelData"].value = np.frombuffer(native.PixelData, "<u2").astype(">u2").tobytes()
        swapped = np.arange(65_536, dtype=">u2").tobytes()
        native.VOILUTSequence[0]["LUTData"].value = swapped
    dcmwrite(out, native, implicit_vr=syntax == ImplicitVRLittleEndian,
             little_endian=syntax != ExplicitVRBigEndian)  # fmt: skip
    made = _cleaned(out.getvalue())
    assert made.file_meta.TransferSyntaxUID == ExplicitVRLittleEndian
    assert (made.SeriesDescription, made.SliceThickness) == ("AX T2 FLAIR", 2.5)
    assert list(made.AcquisitionMatrix) == [0, 256, 256, 0]
    assert "Doe" not in str(made.PatientName)
    entries = np.frombuffer(made.VOILUTSequence[0].LUTData, "<u2")
    assert np.array_equal(entries, np.arange(65_536))
    assert np.array_equal(made.pixel_array, source.pixel_array)


def test_files_of_a_case_stay_together_and_cases_apart() -> None:
    """One key, one pseudonym, one offset; another key, nothing in common."""
    one = _with(PatientID="4711", StudyDate="20200110", SeriesDescription="LOC")
    other = _with(PatientID="4711", StudyDate="20200112")
    first, second, elsewhere = _cleaned(one), _cleaned(other), _cleaned(one, bytes(32))
    assert first.PatientID == second.PatientID != elsewhere.PatientID
    assert first.StudyInstanceUID == second.StudyInstanceUID != elsewhere.StudyInstanceUID
    assert _day(second) - _day(first) == timedelta(days=2)
    assert first.StudyDate != elsewhere.StudyDate


def test_patients_of_one_case_have_pseudonyms_of_their_own() -> None:
    one, other = (_cleaned(_with(PatientID=number)) for number in ("4711", "4712"))
    assert one.PatientID != other.PatientID


def test_what_a_file_says_of_its_cleaning() -> None:
    made = _cleaned(_with(PatientName="Doe"), KEY, Option.RETAIN_FULL_DATES, Option.RETAIN_UIDS)
    assert made.PatientIdentityRemoved == "YES"
    assert made.LongitudinalTemporalInformationModified == "UNMODIFIED"
    codes = {item.CodeValue for item in made.DeidentificationMethodCodeSequence}
    assert codes == {"113100", "113101", "113106", "113110"}


def test_retained_private_attributes_are_known_numbers() -> None:
    """Only under the option, and only those on the standard's list."""
    dataset = base()
    block = dataset.private_block(0x0019, "SIEMENS MR HEADER", create=True)
    block.add_new(0x0C, "IS", "1000")
    block.add_new(0x0F, "LO", "Jane Doe")
    data = written(dataset)
    assert not any(element.tag.is_private for element in _cleaned(data))
    kept = _cleaned(data, KEY, Option.RETAIN_SAFE_PRIVATE)
    assert [str(element.value) for element in kept if element.tag.is_private] == [
        "SIEMENS MR HEADER",
        "1000",
    ]


def test_a_compressed_frame_is_handed_on_as_it_came() -> None:
    """The header's cleaning looks into no pixels; whoever decodes them writes them anew."""
    file = media.jpeg2000_dicom(np.zeros((16, 16), dtype="<u2"), b"\xff\x4f" + bytes(62))
    assert pydicom.dcmread(BytesIO(file)).PixelData == _cleaned(file).PixelData
