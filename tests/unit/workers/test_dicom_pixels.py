"""DICOM pixels: what is decoded, what is refused and why, and how it is shown."""

import struct
import zlib
from io import BytesIO

import numpy as np
import pydicom
import pytest
from pydicom.dataset import FileDataset
from pydicom.uid import JPEG2000Lossless

from schemas.failures import FailureCode, InputRejectedError
from tests.factories import marked_media as media
from workers.deidentification.header import clean_file
from workers.imaging.dicom_display import display_values
from workers.imaging.dicom_pixels import decode_pixels
from workers.imaging.dicom_read import read_dicom
from workers.imaging.medium import DicomMedium
from workers.imaging.window import window_for

GREY = np.arange(40 * 50, dtype="<u2").reshape(1, 40, 50)


def _cleaned(data: bytes) -> FileDataset:
    return read_dicom(clean_file(data, media.KEY).data)


def _code(data: bytes) -> FailureCode:
    with pytest.raises(InputRejectedError) as caught:
        decode_pixels(_cleaned(data))
    return caught.value.code


def _medium(data: bytes) -> DicomMedium:
    dataset = _cleaned(data)
    return DicomMedium(dataset, decode_pixels(dataset))


@pytest.mark.parametrize(
    "frames",
    [
        np.arange(600, dtype="u1").reshape(1, 20, 30),
        np.arange(600, dtype="<u2").reshape(1, 20, 30),
        np.arange(-300, 300, dtype="<i2").reshape(1, 20, 30),
        np.arange(1800, dtype="<u2").reshape(3, 20, 30),
        np.arange(1800, dtype="u1").reshape(1, 20, 30, 3),
    ],
    ids=["8 bit", "16 bit", "signed", "frames", "RGB"],
)
def test_values_are_kept(frames: media.Pixels) -> None:
    """Grey stays in its depth, colour in its bytes, frames in their order."""
    pixels = _medium(media.dicom(frames)).pixels
    assert np.array_equal(pixels.frames, frames)


def test_a_deflated_data_set_is_read() -> None:
    """PS3.5 section A.5."""
    assert np.array_equal(_medium(media.deflated_dicom(GREY)).pixels.frames, GREY)


def test_a_deflate_bomb_is_bounded() -> None:
    """A data set that would inflate to more than a gigabyte stops there."""
    data = media.deflated_dicom(GREY)
    length = int(pydicom.dcmread(BytesIO(data)).file_meta.FileMetaInformationGroupLength)
    packer = zlib.compressobj(9, wbits=-15)
    # One flushed block stands for itself wherever it is put (RFC 1951 section 3.2.3).
    block = packer.compress(bytes(1 << 24)) + packer.flush(zlib.Z_FULL_FLUSH)
    assert _code(data[: 132 + 12 + length] + block * 65) is FailureCode.TOO_MANY_PIXELS


def _changed(**values: object) -> bytes:
    dataset = media.dicom_dataset(GREY)
    for keyword, value in values.items():
        setattr(dataset, keyword, value)
    return media.dicom_file(dataset)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (media.dicom_file(media.pixelless_dataset()), FailureCode.NO_PIXEL_DATA),
        (_changed(NumberOfFrames=2001), FailureCode.TOO_MANY_FRAMES),
        (_changed(Rows=60_000, Columns=60_000), FailureCode.TOO_MANY_PIXELS),
        (_changed(NumberOfFrames=2), FailureCode.TRUNCATED),
        (_changed(BitsAllocated=64), FailureCode.UNSUPPORTED_PIXEL_FORMAT),
        (_changed(PhotometricInterpretation="HSV"), FailureCode.UNSUPPORTED_PIXEL_FORMAT),
        (_changed(SamplesPerPixel=4), FailureCode.UNSUPPORTED_PIXEL_FORMAT),
    ],
)
def test_each_refusal_has_its_code(data: bytes, code: FailureCode) -> None:
    """The uploader is told what is wrong, from a closed list."""
    assert _code(data) is code


def test_float_pixels_are_refused() -> None:
    """Float Pixel Data (PS3.3 section C.7.6.24) is for parametric maps, which are no pictures."""
    dataset = media.dicom_dataset(GREY)
    del dataset.PixelData
    dataset.FloatPixelData = bytes(8000)
    assert _code(media.dicom_file(dataset)) is FailureCode.UNSUPPORTED_PIXEL_FORMAT


def test_a_video_syntax_is_refused() -> None:
    """A known transfer syntax without a decoder is not a damaged file."""
    data = media.jpeg2000_dicom(GREY[0], bytes(64))
    video = data.replace(JPEG2000Lossless.encode(), b"1.2.840.10008.1.2.4.93")
    assert _code(video) is FailureCode.UNSUPPORTED_TRANSFER_SYNTAX


def test_a_codestream_larger_than_its_header_is_refused() -> None:
    """A decoder would allocate what the codestream claims."""
    siz = struct.pack(">HHHIIIIIIII", 0xFF51, 47, 0, 60_000, 60_000, 0, 0, 60_000, 60_000, 0, 0)
    data = media.jpeg2000_dicom(GREY[0], b"\xff\x4f" + siz + bytes(40))
    assert _code(data) is FailureCode.UNDECODABLE


def test_deep_nesting_is_undecodable() -> None:
    """Ten thousand sequences in each other end as a code, not as a crash."""
    assert _code(media.nested_dicom(10_000)) in (FailureCode.UNDECODABLE, FailureCode.TRUNCATED)


def test_a_window_maps_its_edges() -> None:
    """PS3.3 section C.11.2.1.2.1: the window's ends are black and white, its middle is grey."""
    dataset = display_values(_cleaned(_changed(WindowCenter=1000, WindowWidth=401)))
    shown = window_for(GREY[0], dataset).show(np.array([[799, 1000, 1200]], dtype="<u2"))
    assert shown.shape == (1, 3, 3)
    assert [int(value) for value in shown[0, :, 0]] == [0, 128, 255]


def test_without_a_window_percentiles_span_the_screen() -> None:
    """One hot pixel must not make the rest black."""
    frame = GREY[0].copy()
    frame[0, 0] = 65_535
    shown = window_for(frame, _cleaned(media.dicom(frame[np.newaxis]))).show(frame)
    assert int(shown.min()) == 0
    assert int(shown.max()) == 255
    assert 110 < float(shown.mean()) < 145


def test_monochrome1_is_inverted_and_burns_to_black() -> None:
    """High values are dark there, so the fill is the greatest value, not the least."""
    medium = _medium(media.dicom(GREY, photometric="MONOCHROME1", stored=12))
    shown = medium.show(0, medium.pixels.frames[0])
    assert shown[0, 0, 0] > shown[-1, -1, 0]
    assert medium.fill == 4095
    assert _medium(media.dicom(GREY, stored=12)).fill == 0


def test_a_fill_always_shows_black() -> None:
    """Signed values, a negative slope: whatever is burned is the darkest there is."""
    dataset = media.dicom_dataset((GREY.astype("<i2") - 1000).astype("<i2"))
    for slope in ("1", "-1"):
        dataset.RescaleSlope, dataset.RescaleIntercept = slope, "0"
        medium = _medium(media.dicom_file(dataset))
        frame = np.full_like(medium.pixels.frames[0], medium.fill)
        assert int(medium.show(0, frame).max()) == 0
