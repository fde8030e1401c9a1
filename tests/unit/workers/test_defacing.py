"""The front of heads is covered in slices, the back is not, and the edge does not tell the nose."""

from collections.abc import Sequence
from io import BytesIO

import numpy as np
import pydicom
import pytest
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence as Items

from schemas.failures import FailureCode, InputRejectedError
from schemas.findings import Finding, FindingReason, RedactionPlan
from schemas.media_type import MediaType
from tests.factories import marked_media as media
from workers import registry
from workers.deidentification.options import DEFAULT, Option, Options
from workers.imaging.defacing import DETECTOR, cover_faces
from workers.stage import StageInput, StageOutput

_STEP = 2.0
"""Millimetres a voxel, in all directions."""

_AXIAL, _SAGITTAL, _CORONAL = (1, 0, 0, 0, 1, 0), (0, 1, 0, 0, 0, -1), (1, 0, 0, 0, 0, -1)

_DEFACED: Options = DEFAULT | {Option.CLEAN_RECOGNIZABLE_VISUAL_FEATURES}

Volume = NDArray[np.int16]


def _head(nose: float = 25.0, wide: float = 75.0) -> Volume:
    """Return a head in Hounsfield units, z × y × x: an ellipsoid with a nose, feet first."""
    z, y, x = np.mgrid[-60:60, -75:75, -64:64] * _STEP
    skull = (x / wide) ** 2 + (y / 95) ** 2 + (z / 110) ** 2 <= 1
    tip = -95 - nose * (1 - np.abs(z + 20) / 30)
    is_nose = (np.abs(x) < 18) & (np.abs(z + 20) < 30) & (y < -60) & (y > tip)
    return np.where(skull | is_nose, 40, -1000).astype(np.int16)


def _dataset(orientation: Sequence[float], **more: object) -> Dataset:
    dataset = Dataset()
    dataset.Modality = "CT"
    dataset.ImageOrientationPatient = list(orientation)
    dataset.PixelSpacing = [_STEP, _STEP]
    for keyword, value in more.items():
        setattr(dataset, keyword, value)
    return dataset


def _covered(findings: Sequence[Finding] | None, frames: Volume) -> NDArray[np.bool_]:
    assert findings is not None
    mask = np.zeros(frames.shape, dtype=bool)
    for finding in findings:
        for number in range(len(frames)):
            region = finding.region_at(number)
            if region is not None:
                mask[number, region.y : region.y + region.h, region.x : region.x + region.w] = True
    return mask


def _check(volume: Volume, covered: NDArray[np.bool_]) -> None:
    """Both as z × y × x, front first: nose and brow are gone, the back half is not."""
    shows = volume > -400
    front = np.zeros_like(shows)
    front[:, : round((150 - 70) / _STEP)] = True  # 70 mm before the middle: brow, eyes, nose
    below = np.zeros_like(shows)
    below[15:75] = True  # from chin to brow
    assert covered[shows & front & below].all()
    assert not covered[:, 75:].any()


def test_the_front_of_axial_slices_is_covered() -> None:
    volume = _head()
    _check(volume, _covered(cover_faces(_dataset(_AXIAL), volume), volume))


@pytest.mark.parametrize("nose", [0.0, 10.0, 40.0])
def test_the_edge_is_the_same_whatever_the_nose(nose: float) -> None:
    """Else the edges, one above the other, would draw the profile."""
    one, other = (
        _covered(cover_faces(_dataset(_AXIAL), volume), volume)
        for volume in (_head(), _head(nose=nose))
    )
    assert np.array_equal(one, other)


@pytest.mark.parametrize(
    ("orientation", "turn"),
    [
        ((1, 0, 0, 0, -1, 0), lambda volume: volume[:, ::-1]),
        ((-1, 0, 0, 0, 1, 0), lambda volume: volume[:, :, ::-1]),
        ((0, 1, 0, 1, 0, 0), lambda volume: volume.transpose(0, 2, 1)),
        ((0, -1, 0, 1, 0, 0), lambda volume: volume[:, ::-1].transpose(0, 2, 1)),
        ((1, 0, 0, 0, 0.97, 0.24), lambda volume: volume),
    ],
)
def test_slices_may_lie_in_any_way(orientation: Sequence[float], turn: object) -> None:
    assert callable(turn)
    volume = _head()
    turned = np.ascontiguousarray(turn(volume))
    covered = _covered(cover_faces(_dataset(orientation), turned), turned)
    wanted = _covered(cover_faces(_dataset(_AXIAL), volume), volume)
    assert np.array_equal(covered, turn(wanted))


def test_the_front_of_sagittal_slices_is_covered() -> None:
    volume = _head()
    slices = np.ascontiguousarray(volume.transpose(2, 0, 1)[:, ::-1])
    covered = _covered(cover_faces(_dataset(_SAGITTAL), slices), slices)
    middle = slice(50, 78)
    upright = covered[middle, ::-1].transpose(1, 2, 0)
    _check(volume[:, :, middle], upright)


def test_magnetic_resonance_is_told_from_its_ground() -> None:
    volume = np.where(_head() > -400, 300, 8).astype(np.int16)
    volume += np.random.default_rng(7).integers(0, 12, volume.shape, dtype=np.int16)
    dataset = _dataset(_AXIAL, Modality="MR")
    _check(
        np.where(volume > 100, 40, -1000).astype(np.int16),
        _covered(cover_faces(dataset, volume), volume),
    )


def test_orientation_may_stand_in_functional_groups() -> None:
    shared, plane, measures = Dataset(), Dataset(), Dataset()
    plane.ImageOrientationPatient = list(_AXIAL)
    measures.PixelSpacing = [_STEP, _STEP]
    shared.PlaneOrientationSequence = Items([plane])
    shared.PixelMeasuresSequence = Items([measures])
    dataset = Dataset()
    dataset.Modality = "CT"
    dataset.SharedFunctionalGroupsSequence = Items([shared])
    volume = _head()
    assert cover_faces(dataset, volume) == cover_faces(_dataset(_AXIAL), volume)


@pytest.mark.parametrize(
    "dataset",
    [
        _dataset(_CORONAL),
        _dataset((0.8, 0.6, 0, -0.6, 0.8, 0)),
        _dataset(_AXIAL, PixelSpacing=None),
        _dataset(_AXIAL, PixelSpacing=[0, 0]),
        _dataset((1, 0, 0)),
    ],
    ids=["coronal", "oblique", "no spacing", "spacing of nothing", "half an orientation"],
)
def test_what_one_slice_cannot_tell_is_not_guessed(dataset: Dataset) -> None:
    assert cover_faces(dataset, _head()) is None


def test_a_trunk_and_air_have_no_face() -> None:
    air = np.full((1, 128, 128), -1000, dtype=np.int16)
    assert cover_faces(_dataset(_AXIAL), air) == ()
    assert cover_faces(_dataset(_AXIAL), _head(wide=120.0)[50:60]) == ()


def _file(frames: Volume, orientation: Sequence[float] = _AXIAL) -> bytes:
    dataset = pydicom.dcmread(BytesIO(media.dicom(frames)))
    dataset.Modality, dataset.BodyPartExamined = "CT", "HEAD"
    dataset.RescaleSlope, dataset.RescaleIntercept = 1, 0
    dataset.ImageOrientationPatient = list(orientation)
    dataset.PixelSpacing = [_STEP, _STEP]
    out = BytesIO()
    dataset.save_as(out)
    return out.getvalue()


def _run(name: str, data: bytes, plan: RedactionPlan, options: Options = _DEFACED) -> StageOutput:
    given = StageInput(MediaType.DICOM, data, plan, media.KEY, options)
    return registry.by_name(name).run(given)


def test_with_the_option_a_slice_goes_out_without_its_face() -> None:
    frames = _head()[50:51]
    stripped = _run("strip_phi", _file(frames), RedactionPlan())
    (found,) = [one for one in stripped.plan.findings if one.detector == DETECTOR]
    assert found.reason is FindingReason.FRONT_OF_HEAD
    place = found.region
    assert place is not None
    assert place.y == 0
    output = _run("obscure_faces", stripped.canonical.data[:], stripped.plan)
    told = pydicom.dcmread(BytesIO(output.canonical.data[:]))
    assert told.RecognizableVisualFeatures == "NO"
    pixels = told.pixel_array
    assert (pixels[: place.h, place.x : place.x + place.w] == pixels.min()).all()
    assert np.array_equal(pixels[place.h :], frames[0, place.h :])


def test_a_moderator_may_lift_it_and_the_header_says_so() -> None:
    stripped = _run("strip_phi", _file(_head()[50:51]), RedactionPlan())
    findings = stripped.plan.findings
    (number,) = [n for n, one in enumerate(findings) if one.detector == DETECTOR]
    plan = stripped.plan.with_lifted([number])
    output = _run("burn_revision", stripped.canonical.data[:], plan)
    told = pydicom.dcmread(BytesIO(output.canonical.data[:]))
    assert told.RecognizableVisualFeatures == "YES"


def test_with_the_option_a_coronal_slice_is_held() -> None:
    with pytest.raises(InputRejectedError) as refused:
        _run("strip_phi", _file(_head()[50:51], _CORONAL), RedactionPlan())
    assert refused.value.code is FailureCode.RECOGNIZABLE_FEATURES


def test_without_the_option_nothing_is_covered() -> None:
    stripped = _run("strip_phi", _file(_head()[50:51]), RedactionPlan(), DEFAULT)
    assert not [one for one in stripped.plan.findings if one.detector == DETECTOR]
