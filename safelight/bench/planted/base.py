"""A small, plain image to plant things in."""

from io import BytesIO

import numpy as np
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.filewriter import dcmwrite
from pydicom.uid import UID, CTImageStorage, ExplicitVRLittleEndian

SIDE = 16
_ROOT = "1.2.826.0.1.3680043.8.498."


def base() -> FileDataset:
    """Return a grey CT picture that holds no identity but identifiers of its own."""
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    meta.MediaStorageSOPClassUID = CTImageStorage
    meta.MediaStorageSOPInstanceUID = UID(_ROOT + "3")
    dataset = FileDataset("", {}, file_meta=meta, preamble=bytes(128))
    dataset.SpecificCharacterSet = "ISO_IR 192"
    dataset.SOPClassUID, dataset.SOPInstanceUID = CTImageStorage, UID(_ROOT + "3")
    dataset.StudyInstanceUID, dataset.SeriesInstanceUID = UID(_ROOT + "1"), UID(_ROOT + "2")
    dataset.Modality = "CT"
    _draw(dataset)
    return dataset


def _draw(dataset: Dataset) -> None:
    dataset.SamplesPerPixel, dataset.PhotometricInterpretation = 1, "MONOCHROME2"
    dataset.Rows = dataset.Columns = SIDE
    dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit = 16, 12, 11
    dataset.PixelRepresentation = 0
    ramp = np.arange(SIDE * SIDE, dtype="<u2").reshape(SIDE, SIDE)
    dataset.add_new("PixelData", "OW", (ramp * 7).tobytes())


def written(dataset: Dataset, preamble: bytes = bytes(128), behind: bytes = b"") -> bytes:
    """Return a data set as a file, with bytes behind it where wanted."""
    out = BytesIO()
    dataset.preamble = preamble
    dcmwrite(out, dataset, enforce_file_format=True)
    return out.getvalue() + behind
