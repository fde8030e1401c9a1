"""Compressed comes in, compressed goes out, and the pixels between are as they were."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pydicom
import pytest
from pydicom.pixels.utils import pixel_array
from pydicom.uid import (
    UID,
    DeflatedExplicitVRLittleEndian,
    ExplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGLSLossless,
    RLELossless,
)

from schemas.findings import Finding, FindingKind, RedactionPlan, Region
from schemas.media_type import MediaType
from tests.factories import marked_media as media
from workers import registry
from workers.imaging.arrays import Frames
from workers.imaging.dicom_compress import output_syntax
from workers.imaging.dicom_pixels import decode_pixels
from workers.imaging.dicom_read import read_dicom
from workers.stage import StageInput

LOSSLESS = (RLELossless, JPEGLSLossless, JPEG2000Lossless)
SHIPPED = {
    "MR_small_RLE": ("RLELossless", 0),
    "MR_small_jpeg_ls_lossless": ("JPEGLSLossless", 0),
    "MR_small_jp2klossless": ("JPEG2000Lossless", 0),
    "SC_rgb_jpeg_gdcm": ("JPEGLosslessSV1", 0),
    "examples_jpeg2k": ("JPEG2000Lossless", 0),
    "JPEGLSNearLossless_16": ("JPEGLSLossless", 0),
    "SC_rgb_jpeg_dcmtk": ("JPEGBaseline8Bit", 12),
    "JPEG2000": ("JPEG2000", 12),
    "JPGExtended": ("JPEG2000", 12),
    "image_dfl": ("DeflatedExplicitVRLittleEndian", 0),
    "MR_small_bigendian": ("ExplicitVRLittleEndian", 0),
}
RAMPS = {
    "12 bit": (np.arange(1440, dtype="<u2").reshape(1, 36, 40), 12),
    "signed": (np.arange(-720, 720, dtype="<i2").reshape(1, 36, 40), 12),
    "frames": (np.arange(4320, dtype="<u2").reshape(3, 36, 40), 16),
    "RGB": (np.arange(4320, dtype="u4").reshape(1, 36, 40, 3).astype("u1"), 8),
}
PAINTED = Region(x=5, y=5, w=20, h=10)


def _through(data: bytes, plan: RedactionPlan) -> tuple[pydicom.FileDataset, Frames]:
    """Return what both automatic stages make of a file, and the frames between them."""
    first, second = registry.chain()
    stripped = first.run(StageInput(MediaType.DICOM, data, RedactionPlan(), media.KEY))
    between = decode_pixels(read_dicom(stripped.canonical.data[:])).frames
    obscured = second.run(StageInput(MediaType.DICOM, stripped.canonical.data, plan, media.KEY))
    return pydicom.dcmread(BytesIO(obscured.canonical.data[:])), between


def _worst(made: pydicom.FileDataset, frames: Frames) -> int:
    shown = np.asarray(pixel_array(made, raw=False)).reshape(frames.shape)
    return int(np.abs(shown.astype(np.int64) - frames.astype(np.int64)).max())


@pytest.mark.parametrize("name", SHIPPED)
def test_real_files_come_back_in_their_class(name: str) -> None:
    """Nothing is burned, so what other readers see is what was decoded, up to a lossy encode."""
    syntax, wrong_by = SHIPPED[name]
    path = Path(str(pydicom.data.get_testdata_file(f"{name}.dcm", download=False)))
    nothing = RedactionPlan(findings=(_lifted(),), lifted=frozenset((0,)))
    made, frames = _through(path.read_bytes(), nothing)
    assert made.file_meta.TransferSyntaxUID == getattr(pydicom.uid, syntax)
    assert "PrivateInformation" not in made.file_meta
    assert _worst(made, frames) <= wrong_by


@pytest.mark.parametrize("syntax", LOSSLESS, ids=[uid.name[:12] for uid in LOSSLESS])
@pytest.mark.parametrize("kind", RAMPS)
def test_lossless_is_exact(kind: str, syntax: UID) -> None:
    """Signs, depths, frames and colours, with a region painted."""
    frames, stored = RAMPS[kind]
    native = media.dicom_file(media.dicom_dataset(frames, stored=stored))
    dataset = pydicom.dcmread(BytesIO(native))
    dataset.compress(syntax, generate_instance_uid=False)
    out = BytesIO()
    dataset.save_as(out)
    painted = RedactionPlan(findings=(_finding(PAINTED),))
    made, between = _through(out.getvalue(), painted)
    assert made.file_meta.TransferSyntaxUID == syntax
    assert np.array_equal(between, frames)
    shown = np.asarray(pixel_array(made, raw=False)).reshape(frames.shape)
    outside = np.ones(frames.shape[1:3], dtype=bool)
    outside[PAINTED.y : PAINTED.y + PAINTED.h, PAINTED.x : PAINTED.x + PAINTED.w] = False
    assert np.array_equal(shown[:, outside], frames[:, outside])
    assert len(np.unique(shown[:, ~outside])) == 1


def test_what_was_never_compressed_stays_so() -> None:
    made, _ = _through(media.dicom(RAMPS["12 bit"][0]), RedactionPlan())
    assert made.file_meta.TransferSyntaxUID == ExplicitVRLittleEndian
    deflated, _ = _through(media.deflated_dicom(RAMPS["12 bit"][0]), RedactionPlan())
    assert deflated.file_meta.TransferSyntaxUID == DeflatedExplicitVRLittleEndian


def _finding(region: Region) -> Finding:
    return Finding(kind=FindingKind.MARK, detector="test", version="1", region=region)


def _lifted() -> Finding:
    """Return a finding over everything, which lifted keeps verification from painting."""
    return _finding(Region(x=0, y=0, w=5000, h=5000))


def test_a_tiny_picture_finds_an_encoder_too() -> None:
    """JPEG 2000 wants 32 pixels a side."""
    frames = np.arange(64, dtype="<u2").reshape(1, 8, 8)
    assert output_syntax(JPEG2000Lossless, frames) == JPEGLSLossless
