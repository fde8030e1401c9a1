"""Cleaned DICOM in: bytes that the header's cleaning wrote, to a data set."""

import warnings
from io import BytesIO

from pydicom import dcmread
from pydicom.dataset import FileDataset

from workers.imaging.refusal import refusing


def read_dicom(data: bytes) -> FileDataset:
    """Parse a file that :mod:`workers.deidentification` or :mod:`.dicom_write` made.

    Raises:
        InputRejectedError: UNDECODABLE, when it is none.

    """
    with refusing(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return dcmread(BytesIO(data))
