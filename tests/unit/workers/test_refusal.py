"""Whatever a decoder raises on hostile bytes becomes a code, a panic in Rust included."""

from io import BytesIO

import numpy as np
import pytest
from pydicom import dcmread
from pydicom.uid import RLELossless

from schemas.failures import FailureCode, InputRejectedError
from tests.factories import marked_media as media
from workers.deidentification.header import clean_file
from workers.imaging.dicom_pixels import decode_pixels
from workers.imaging.dicom_read import read_dicom
from workers.imaging.refusal import refusing


class _Panic(BaseException):
    """Stands for pyo3's PanicException, which cannot be imported."""


@pytest.mark.parametrize(
    ("raised", "code"),
    [
        (ValueError("the bytes"), FailureCode.UNDECODABLE),
        (OSError("image file is truncated"), FailureCode.TRUNCATED),
        (EOFError(), FailureCode.TRUNCATED),
        (_Panic("the bytes"), FailureCode.UNDECODABLE),
    ],
)
def test_errors_become_codes(raised: BaseException, code: FailureCode) -> None:
    """No words of the original cross."""
    with pytest.raises(InputRejectedError) as caught, refusing():
        raise raised
    assert caught.value.code is code
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("raised", [MemoryError, KeyboardInterrupt, SystemExit])
def test_what_is_no_fault_of_the_bytes_passes(raised: type[BaseException]) -> None:
    """Running out of memory and being told to stop are not the medium's doing."""
    with pytest.raises(raised), refusing():
        raise raised


def test_every_bent_byte_of_run_lengths_is_decoded_or_refused() -> None:
    """The RLE decoder (PS3.5 annex G) is the Rust library that panics on some headers."""
    file = dcmread(BytesIO(media.dicom(np.arange(256, dtype="<u2").reshape(1, 16, 16))))
    file.compress(RLELossless)
    out = BytesIO()
    file.save_as(out)
    data = out.getvalue()
    for at in range(data.index(b"\xfe\xff\x00\xe0"), len(data)):
        bent = data[:at] + bytes((data[at] ^ 0xFF,)) + data[at + 1 :]
        try:
            decode_pixels(read_dicom(clean_file(bent, media.KEY).data))
        except InputRejectedError as error:
            assert error.code in (FailureCode.UNDECODABLE, FailureCode.TRUNCATED)
