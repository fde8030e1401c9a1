"""DICOM out: a data set to a file whose every byte is ours."""

from io import BytesIO

from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.filewriter import dcmwrite
from pydicom.uid import UID, ExplicitVRLittleEndian

IMPLEMENTATION_CLASS = UID("2.25.268274930138014290417346573221457891203")
"""Names this implementation in the file meta information (PS3.7 annex D.3.3.2)."""


def write_dicom(dataset: Dataset) -> bytes:
    """Write a data set as Explicit VR Little Endian with a zero preamble (PS3.10 section 7.1)."""
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = dataset.SOPClassUID
    meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    meta.ImplementationClassUID = IMPLEMENTATION_CLASS
    meta.ImplementationVersionName = "SAFELIGHT"
    whole = Dataset()
    whole.update(dataset)
    whole.file_meta = meta
    whole.preamble = b"\x00" * 128
    out = BytesIO()
    dcmwrite(out, whole, implicit_vr=False, little_endian=True, enforce_file_format=True)
    return out.getvalue()
