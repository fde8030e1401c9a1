"""DICOM files in several transfer syntaxes, with a marker in what is no pixel."""

from collections.abc import Iterator
from io import BytesIO

import numpy as np
from PIL import Image
from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGBaseline8Bit,
    RLELossless,
)

from tests.factories import marked_media as media
from workers import samples

_NATIVE = {
    "explicit": ExplicitVRLittleEndian,
    "implicit": ImplicitVRLittleEndian,
    "big endian": ExplicitVRBigEndian,
    "deflated": DeflatedExplicitVRLittleEndian,
}


def dicom_files() -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of a file in each transfer syntax."""
    yield "planted", media.planted_dicom()
    for name, syntax in _NATIVE.items():
        yield name, media.dicom_file(_grey(), syntax=syntax)
    yield "frames", media.dicom_file(_named(media.dicom_dataset(_ramp((3, 5, 24)))))
    yield "colour", media.dicom_file(_named(media.dicom_dataset(_colour()[np.newaxis])))
    for frames in (1, 3):
        yield f"RLE, {frames} frames", _rle(_named(media.dicom_dataset(_ramp((frames, 16, 16)))))
    yield "JPEG", _encapsulated("JPEG", JPEGBaseline8Bit, {"quality": 90})
    yield "JPEG 2000", _encapsulated("JPEG2000", JPEG2000Lossless, {"no_jp2": True})
    for name in ("MR_small_jpeg_ls_lossless.dcm", "MR_small_jp2klossless.dcm"):
        yield name, _shipped(name)


def _ramp(shape: tuple[int, ...]) -> media.Pixels:
    return (np.arange(np.prod(shape)).reshape(shape) * 7 % 4096).astype("<u2")


def _colour() -> media.Pixels:
    return media.plain(24, 5)


def _grey() -> Dataset:
    return _named(media.dicom_dataset(_ramp((1, 24, 24)), stored=12))


def _named(dataset: Dataset) -> Dataset:
    """Plant the marker at the top, in a sequence, and in a private block."""
    dataset.PatientName, dataset.PatientID = f"{media.MARKER}^Jane", media.MARKER
    dataset.ImageComments = media.MARKER
    inner = Dataset()
    inner.PatientName = media.MARKER
    dataset.RequestAttributesSequence = [inner]
    block = dataset.private_block(0x0009, media.MARKER, create=True)
    block.add_new(0x01, "LO", media.MARKER)
    return dataset


def _rle(dataset: Dataset) -> bytes:
    file = dcmread(BytesIO(media.dicom_file(dataset)))
    file.compress(RLELossless, generate_instance_uid=False)
    out = BytesIO()
    file.save_as(out)
    return out.getvalue()


def _encapsulated(form: str, syntax: str, options: dict[str, object]) -> bytes:
    picture = media.plain(32, 32)[:, :, 0]
    codestream = media.image_bytes(Image.fromarray(picture), form, **options)
    dataset = _named(media.dicom_dataset(picture[np.newaxis]))
    dataset.PixelData = encapsulate([codestream])
    dataset["PixelData"].VR = "OB"
    dataset["PixelData"].is_undefined_length = True
    return media.dicom_file(dataset, syntax=syntax)


def _shipped(name: str) -> bytes:
    file = dcmread(BytesIO(samples.shipped_dicom(name)))
    _named(file)
    out = BytesIO()
    file.save_as(out)
    return out.getvalue()
