"""DICOM in: bytes that the header's cleaning wrote to a data set, and headers as they came."""

import warnings
from io import BytesIO

from pydicom import dcmread
from pydicom.dataset import Dataset, FileDataset

from workers.imaging.refusal import refusing


def read_dicom(data: bytes) -> FileDataset:
    """Parse a file that :mod:`workers.deidentification` or :mod:`.dicom_write` made.

    Raises:
        InputRejectedError: UNDECODABLE, when it is none.

    """
    with refusing(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return dcmread(BytesIO(data))


def read_header(data: bytes) -> Dataset:
    """Return the header of a file as it came, to know what its picture may say.

    Only for files whose structure was found right when they were cleaned. What pydicom still
    cannot read is an empty data set: then nothing is known.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return dcmread(BytesIO(data), stop_before_pixels=True)
    except MemoryError:
        raise
    except Exception:
        return Dataset()
