"""DICOM headers: built from an allow-list, so nothing planted anywhere comes along."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pydicom
import pytest
from pydicom.dataset import FileDataset
from pydicom.uid import ExplicitVRLittleEndian, SecondaryCaptureImageStorage

from schemas.findings import FindingKind, RedactionPlan
from schemas.media_type import MediaType
from tests.factories import marked_media as media
from workers import registry
from workers.deidentification.file_meta import IMPLEMENTATION_CLASS
from workers.deidentification.pseudonym import map_uid
from workers.stage import StageInput, StageOutput

GREY = np.random.default_rng(3).integers(0, 4000, (1, 40, 50)).astype("<u2")


def _strip(data: bytes, key: bytes = media.KEY) -> StageOutput:
    stage = registry.by_name("strip_phi")
    return stage.run(StageInput(MediaType.DICOM, data, RedactionPlan(), key))


def _obscure(stripped: StageOutput) -> StageOutput:
    stage = registry.by_name("obscure_faces")
    given = StageInput(stripped.media_type, stripped.canonical.data, stripped.plan, media.KEY)
    return stage.run(given)


def _read(output: StageOutput) -> FileDataset:
    return pydicom.dcmread(BytesIO(output.canonical.data[:]))


def test_planted_identity_is_nowhere() -> None:
    """Attributes, nesting, private blocks, overlays, spare bits, preamble, padding, lists."""
    data = media.planted_dicom()
    assert media.has_marker(data)
    stripped = _strip(data)
    obscured = _obscure(stripped)
    for output in (stripped, obscured):
        assert not media.has_marker(output.plan.model_dump_json().encode())
        for rendition in output.renditions:
            assert not media.has_marker(rendition.data[:])
            assert b"19840312" not in rendition.data[:]


def test_what_is_removed_is_named() -> None:
    """One HEADER finding per attribute, by keyword or number, in no region and without a value."""
    findings = _strip(media.planted_dicom()).plan.findings
    headers = [finding for finding in findings if finding.kind is FindingKind.HEADER]
    subjects = [finding.subject for finding in headers]
    expected = {"PatientName", "PatientID", "InstitutionName", "StudyDescription",
                "OtherPatientIDsSequence", "LUTExplanation", "(0009,0010)", "(0009,1001)",
                "OverlayData", "CurveLabel", "preamble",
                "SourceApplicationEntityTitle", "BodyPartExamined", "IconImageSequence",
                "bytes behind the pixels"}  # fmt: skip
    assert expected <= set(subjects)
    assert len(subjects) == len(set(subjects))
    assert all(finding.region is None for finding in headers)
    assert not {"Rows", "PixelData", "SOPInstanceUID", "Modality"} & set(subjects)


def test_spare_bits_are_cleared_and_values_kept() -> None:
    """Old overlays hide above Bits Stored; the twelve bits below are the picture, unchanged."""
    data = media.planted_dicom()
    before = pydicom.dcmread(BytesIO(data[: data.rindex(b"\xfc\xff\xfc\xff")]))
    raw = np.frombuffer(before.PixelData, "<u2").reshape(32, 32)
    after = np.frombuffer(_read(_strip(data)).PixelData, "<u2").reshape(32, 32)
    assert raw.max() > 4095
    assert np.array_equal(after, raw & 0x0FFF)


def test_the_file_is_ours() -> None:
    """Zero preamble, own implementation, plain transfer syntax, and the words of cleaning."""
    dataset = _read(_strip(media.planted_dicom()))
    assert dataset.preamble == bytes(128)
    assert dataset.file_meta.ImplementationClassUID == IMPLEMENTATION_CLASS
    assert dataset.file_meta.TransferSyntaxUID == ExplicitVRLittleEndian
    assert dataset.PatientIdentityRemoved == "YES"
    assert dataset.LongitudinalTemporalInformationModified == "MODIFIED"
    codes = [item.CodeValue for item in dataset.DeidentificationMethodCodeSequence]
    assert codes == ["113100", "113101", "113105", "113107", "113108"]
    assert dataset.PatientName == dataset.PatientID
    assert str(dataset.PatientID).startswith("SL")


def test_only_the_obscured_file_says_that_nothing_is_burned_in() -> None:
    """The stripped pixels may still show a name."""
    stripped = _strip(media.dicom(GREY))
    assert "BurnedInAnnotation" not in _read(stripped)
    assert _read(_obscure(stripped)).BurnedInAnnotation == "NO"


def test_what_shows_pixels_rightly_is_kept() -> None:
    """Window, rescale and spacing are needed; plausible closed values may stay."""
    dataset = media.dicom_dataset(GREY, stored=12)
    dataset.WindowCenter, dataset.WindowWidth = [40, 600], [400, 1500]
    dataset.RescaleIntercept, dataset.RescaleSlope, dataset.RescaleType = -1024, 1, "HU"
    dataset.PixelSpacing = [0.5, 0.5]
    dataset.BodyPartExamined, dataset.ViewPosition = "CHEST", "AP"
    kept = _read(_strip(media.dicom_file(dataset)))
    for keyword in ("WindowCenter", "WindowWidth", "RescaleIntercept", "RescaleSlope",
                    "RescaleType", "PixelSpacing", "BodyPartExamined", "ViewPosition"):  # fmt: skip
        assert kept[keyword].value == dataset[keyword].value
    assert np.array_equal(kept.pixel_array, GREY[0])


def test_uids_are_mapped_by_key() -> None:
    """The same key keeps a study together; another uploader's key gives other numbers."""
    first = _read(_strip(media.dicom(GREY)))
    again = _read(_strip(media.dicom(GREY // 2)))
    other = _read(_strip(media.dicom(GREY), key=bytes(32)))
    assert first.StudyInstanceUID == again.StudyInstanceUID
    assert first.StudyInstanceUID != other.StudyInstanceUID
    assert first.StudyInstanceUID == map_uid("1.2.826.0.1.3680043.8.498.2", media.KEY)
    assert first.SOPInstanceUID == first.file_meta.MediaStorageSOPInstanceUID


def test_a_mapped_uid_is_valid() -> None:
    """PS3.5 section 9.1: at most 64 characters, no leading zeros, and a root that is free."""
    for number in range(200):
        uid = map_uid(f"1.2.{number}", media.KEY)
        assert uid.is_valid
        assert uid.startswith("2.25.")


def test_a_class_that_nobody_registered_becomes_a_secondary_capture() -> None:
    """A private class UID could name a maker or a hospital."""
    dataset = media.dicom_dataset(GREY)
    dataset.SOPClassUID = "1.2.826.0.1.99999.7"
    assert _read(_strip(media.dicom_file(dataset))).SOPClassUID == SecondaryCaptureImageStorage


@pytest.mark.parametrize("name", ["MR_small_RLE", "JPEG2000", "SC_rgb_jpeg_gdcm", "image_dfl",
                                  "MR_small_bigendian", "MR_small_jpeg_ls_lossless"])  # fmt: skip
def test_real_files_read_back(name: str) -> None:
    """Other readers decode what we write to the pixels that they see in the original."""
    path = pydicom.data.get_testdata_file(f"{name}.dcm", download=False)
    stripped = _read(_strip(Path(str(path)).read_bytes()))
    assert np.array_equal(stripped.pixel_array, pydicom.dcmread(str(path)).pixel_array)


@pytest.mark.parametrize(
    ("part", "flag"), [("HEAD", "YES"), ("", "YES"), ("CHEST", None), ("KNEE", None)]
)
def test_a_slice_from_which_a_face_can_be_rendered_says_so(part: str, flag: str | None) -> None:
    """Whoever gets the volume must know that nobody took the face off it."""
    dataset = pydicom.dcmread(BytesIO(media.dicom(GREY)))
    dataset.Modality, dataset.BodyPartExamined = "CT", part
    out = BytesIO()
    dataset.save_as(out)
    told = _read(_obscure(_strip(out.getvalue()))).get("RecognizableVisualFeatures")
    assert told == flag
