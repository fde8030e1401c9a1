"""DICOM out: a data set to a file whose every byte is ours."""

from io import BytesIO

from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.filewriter import dcmwrite
from pydicom.uid import UID, ExplicitVRLittleEndian

from workers.deidentification.file_meta import IMPLEMENTATION_CLASS


def write_dicom(
    dataset: Dataset, syntax: UID = ExplicitVRLittleEndian, came_as: str | None = None
) -> bytes:
    """Write a data set with a zero preamble (PS3.10 section 7.1).

    Pixel Data must be in the form that ``syntax`` wants. ``came_as`` is remembered in the file's
    private information, for whoever gives the medium back; a file that leaves us has none.
    """
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = dataset.SOPClassUID
    meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    meta.TransferSyntaxUID = syntax
    meta.ImplementationClassUID = IMPLEMENTATION_CLASS
    meta.ImplementationVersionName = "SAFELIGHT"
    if came_as:
        meta.PrivateInformationCreatorUID = IMPLEMENTATION_CLASS
        meta.PrivateInformation = came_as.encode("ascii")
    whole = Dataset()
    whole.update(dataset)
    whole.file_meta = meta
    whole.preamble = b"\x00" * 128
    out = BytesIO()
    dcmwrite(out, whole, implicit_vr=False, little_endian=True, enforce_file_format=True)
    return out.getvalue()


def came_as(meta: Dataset) -> str:
    """Return the transfer syntax that a stripped file says it came in, or an empty text."""
    if meta.get("PrivateInformationCreatorUID") != IMPLEMENTATION_CLASS:
        return ""
    return bytes(meta.get("PrivateInformation") or b"").decode("ascii", "replace").strip("\0 ")
