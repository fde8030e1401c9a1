"""Makers of DICOM files, down to the ones that carry a name in every attribute there is."""

from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from pydicom import config
from pydicom._dicom_dict import DicomDictionary
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.filewriter import dcmwrite
from pydicom.sequence import Sequence
from pydicom.uid import ExplicitVRLittleEndian, UltrasoundMultiFrameImageStorage, generate_uid

from tests.factories.media import PLANTED

NUMBER = 471147114
DATE = "19470113"
UID_ROOT = "1.2.826.0.1.4711471147"
ONES = {"PN", "LO", "SH", "LT", "ST", "UT", "UC", "AE", "CS", "UR"}
_PIXEL_GROUPS = (0x0002, 0x0028, 0x7FE0, 0xFFFE, 0x0000)


def grey(bits: int = 8, photometric: str = "MONOCHROME2", frames: int = 1) -> Dataset:
    """Return a CT or, with several frames, ultrasound data set: a ramp from left to right."""
    top = (1 << min(bits, 12)) - 1
    ramp = np.tile(np.linspace(0, top, 64), (frames, 48, 1))
    return around(ramp.astype(np.uint8 if bits == 8 else np.uint16), photometric, min(bits, 12))


def around(pixels: NDArray[np.integer], photometric: str, stored: int) -> Dataset:
    """Return a data set around frames, N × H × W or N × H × W × 3."""
    dataset = Dataset()
    dataset.SOPClassUID = UltrasoundMultiFrameImageStorage
    for keyword in ("SOPInstanceUID", "StudyInstanceUID", "SeriesInstanceUID"):
        setattr(dataset, keyword, generate_uid(entropy_srcs=[keyword]))
    dataset.Modality = "US"
    dataset.SamplesPerPixel = 3 if pixels.ndim == 4 else 1
    if pixels.ndim == 4:
        dataset.PlanarConfiguration = 0
    dataset.PhotometricInterpretation = photometric
    dataset.Rows, dataset.Columns = pixels.shape[1:3]
    dataset.BitsAllocated = pixels.dtype.itemsize * 8
    dataset.BitsStored, dataset.HighBit = stored, stored - 1
    dataset.PixelRepresentation = 0
    if len(pixels) > 1:
        dataset.NumberOfFrames = len(pixels)
    raw = pixels.tobytes()
    dataset.add_new(
        "PixelData", "OW" if pixels.dtype.itemsize > 1 else "OB", raw + bytes(len(raw) % 2)
    )
    return dataset


def as_file(dataset: Dataset, *, preamble: bytes = bytes(128), tail: bytes = b"") -> bytes:
    """Return a data set as a file (PS3.10), with what may stand before and behind it."""
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = dataset.get("SOPClassUID", UltrasoundMultiFrameImageStorage)
    meta.MediaStorageSOPInstanceUID = dataset.get("SOPInstanceUID", generate_uid())
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    whole = Dataset()
    whole.update(dataset)
    whole.file_meta = meta
    whole.preamble = preamble
    out = BytesIO()
    dcmwrite(out, whole, implicit_vr=False, little_endian=True, enforce_file_format=True)
    return out.getvalue() + tail


def full_of_markers() -> bytes:
    """Return a file with a planted value in every text, date, number and UID of the dictionary.

    On top of that: a private block, nested sequences, two overlays (one of them in the unused
    high bits), a curve, a filled preamble, and bytes behind the pixels.
    """
    dataset = grey(bits=16)
    dataset.SpecificCharacterSet = "ISO_IR 192"
    for tag, (vr, _, _, _, keyword) in DicomDictionary.items():
        if tag >> 16 not in _PIXEL_GROUPS and keyword and keyword not in dataset:
            _plant(dataset, tag, vr)
    dataset.WindowCenter, dataset.WindowWidth = 2000, 4000
    dataset.add_new("WindowCenterWidthExplanation", "LO", PLANTED)
    _plant_private(dataset)
    _plant_nested(dataset)
    _plant_overlays(dataset)
    preamble = PLANTED.encode().ljust(128, b"\x00")
    before = config.settings.writing_validation_mode
    config.settings.writing_validation_mode = config.IGNORE
    try:
        return as_file(dataset, preamble=preamble, tail=PLANTED.encode())
    finally:
        config.settings.writing_validation_mode = before


def _plant(dataset: Dataset, tag: int, vr: str) -> None:
    values: dict[str, object] = dict.fromkeys(ONES, PLANTED)
    values |= {"DA": DATE, "DT": DATE + "010203", "TM": "010203", "AS": "091Y"}
    values |= {
        "IS": NUMBER,
        "DS": NUMBER,
        "UL": NUMBER,
        "SL": NUMBER,
        "OB": PLANTED.encode() + b" ",
    }
    values |= {"UI": f"{UID_ROOT}.{tag}", "UN": PLANTED.encode() + b" "}
    if vr in values:
        element = Dataset()
        element.add_new(tag, vr, values[vr])
        dataset.update(element)


def _plant_private(dataset: Dataset) -> None:
    block = dataset.private_block(0x0009, f"{PLANTED} CO", create=True)
    block.add_new(0x01, "LO", PLANTED)
    block.add_new(0x02, "UN", PLANTED.encode() + b" ")
    block.add_new(0x03, "OB", PLANTED.encode() + b" ")


def _plant_nested(dataset: Dataset) -> None:
    inmost, middle = Dataset(), Dataset()
    inmost.PatientName, inmost.PatientID = PLANTED, PLANTED
    middle.ReferencedPatientSequence = Sequence([inmost])
    middle.TextValue = PLANTED
    dataset.RequestAttributesSequence = Sequence([middle])
    lut = Dataset()
    lut.add_new("LUTDescriptor", "US", [16, 0, 16])
    lut.add_new("LUTData", "OW", np.linspace(0, 65535, 16).astype("<u2").tobytes())
    lut.LUTExplanation = PLANTED
    lut.PatientComments = PLANTED
    dataset.VOILUTSequence = Sequence([lut])


def _plant_overlays(dataset: Dataset) -> None:
    dataset.add_new(0x60000010, "US", 8)
    dataset.add_new(0x60000011, "US", 16)
    dataset.add_new(0x60000022, "LO", PLANTED)
    dataset.add_new(0x60003000, "OW", PLANTED.encode().ljust(16, b"\x00"))
    dataset.add_new(0x50003000, "OW", PLANTED.encode().ljust(16, b"\x00"))
    pixels = np.frombuffer(dataset.PixelData, dtype="<u2") | 0x8000
    dataset.PixelData = pixels.tobytes()
