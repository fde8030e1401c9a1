"""A file full of what may stay, and the checks that it did: taking away too much is a fault too."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO

import pydicom
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from safelight.bench.planted.base import base, written

_SAME = {
    "ImageType": ["ORIGINAL", "PRIMARY", "AXIAL"],
    "Modality": "CT",
    "StudyDescription": "CT CHEST W/O CONTRAST",
    "SeriesDescription": "AX T2 FLAIR FS 3mm",
    "ProtocolName": "Abdomen Routine (Adult)",
    "BodyPartExamined": "CHEST",
    "Laterality": "L",
    "ViewPosition": "AP",
    "PatientPosition": "HFS",
    "PatientOrientation": ["L", "P"],
    "ScanningSequence": "SE",
    "SequenceVariant": "SK",
    "ScanOptions": "HELICAL MODE",
    "MRAcquisitionType": "3D",
    "SliceThickness": "2.5",
    "KVP": "120",
    "RepetitionTime": "500",
    "EchoTime": "12.5",
    "MagneticFieldStrength": "1.5",
    "ConvolutionKernel": "B30f",
    "ContrastBolusAgent": "contrast",
    "ImageComments": "motion artefact in upper slices",
    "PixelSpacing": ["0.5", "0.5"],
    "ImageOrientationPatient": ["1", "0", "0", "0", "1", "0"],
    "WindowCenter": "40",
    "WindowWidth": "400",
    "RescaleIntercept": "-1024",
    "RescaleSlope": "1",
    "RescaleType": "HU",
    "SeriesNumber": "3",
    "InstanceNumber": "17",
    "PatientSex": "F",
    "NumberOfTemporalPositions": "4",
    "DerivationDescription": "maximum intensity projection",
    "AcquisitionMatrix": [0, 256, 256, 0],
    "FlipAngle": "15",
    "ExposureTime": "500",
}
_CODES = (
    ("SCT", "39607008", "Lung"),
    ("DCM", "113100", "Basic profile"),
    ("LN", "8867-4", "Heart rate"),
)
_UID = "1.2.826.0.1.3680043.8.498.77"


def harmless_file() -> bytes:
    """Return the file."""
    dataset = base()
    for keyword, value in _SAME.items():
        setattr(dataset, keyword, value)
    dataset.StudyDate, dataset.StudyTime = "20190304", "235000"
    dataset.AcquisitionDate, dataset.AcquisitionTime = "20190305", "001500"
    dataset.ContentDate, dataset.AcquisitionDateTime = "20190402", "20190305001500"
    dataset.FrameOfReferenceUID = _UID
    image = Dataset()
    image.ReferencedSOPClassUID, image.ReferencedSOPInstanceUID = dataset.SOPClassUID, _UID
    dataset.ReferencedImageSequence = Sequence([image])
    dataset.AnatomicRegionSequence = Sequence([_coded(*code) for code in _CODES])
    plane = Dataset()
    plane.PixelSpacing = ["0.5", "0.5"]
    group = Dataset()
    group.PixelMeasuresSequence = Sequence([plane])
    dataset.SharedFunctionalGroupsSequence = Sequence([group])
    return written(dataset)


def lost(made: bytes | None) -> list[str]:
    """Return which of the checks a cleaned file fails; all of them, where there is no file."""
    if made is None:
        return sorted(CHECKS)
    before = pydicom.dcmread(BytesIO(harmless_file()))
    after = pydicom.dcmread(BytesIO(made), force=True)
    return sorted(name for name, check in CHECKS.items() if not _holds(check, before, after))


Check = Callable[[Dataset, Dataset], bool]


def _holds(check: Check, before: Dataset, after: Dataset) -> bool:
    try:
        return check(before, after)
    except (AttributeError, KeyError, ValueError, IndexError, TypeError):
        return False


def _is_same(keyword: str) -> Check:
    return lambda before, after: bool(before[keyword].value == after[keyword].value)


def _interval(data: Dataset) -> float:
    taken = datetime.strptime(data.AcquisitionDate + data.AcquisitionTime[:6], "%Y%m%d%H%M%S")  # noqa: DTZ007
    begun = datetime.strptime(data.StudyDate + data.StudyTime[:6], "%Y%m%d%H%M%S")  # noqa: DTZ007
    return (taken - begun).total_seconds()


def _days(data: Dataset) -> int:
    shown = datetime.strptime(data.ContentDate, "%Y%m%d")  # noqa: DTZ007
    return abs((shown - datetime.strptime(data.StudyDate, "%Y%m%d")).days)  # noqa: DTZ007


CHECKS: dict[str, Check] = {
    **{keyword: _is_same(keyword) for keyword in _SAME},
    "minutes between study and acquisition": lambda b, a: _interval(b) == _interval(a),
    "days between study and content": lambda b, a: abs(_days(b) - _days(a)) <= 1,
    "moment and date agree": lambda _, a: (
        a.AcquisitionDateTime[:14] == a.AcquisitionDate + a.AcquisitionTime[:6]
    ),
    "references agree": lambda _, a: (
        a.FrameOfReferenceUID == a.ReferencedImageSequence[0].ReferencedSOPInstanceUID != _UID
    ),
    "classes of references": lambda b, a: (
        a.ReferencedImageSequence[0].ReferencedSOPClassUID == b.SOPClassUID
    ),
    "codes": lambda b, a: (
        [_code(item) for item in a.AnatomicRegionSequence]
        == [_code(item) for item in b.AnatomicRegionSequence]
    ),
    "shared functional groups": lambda _, a: (
        a.SharedFunctionalGroupsSequence[0].PixelMeasuresSequence[0].PixelSpacing == [0.5, 0.5]
    ),
    "pixels": lambda b, a: a.PixelData == b.PixelData,
}
"""By name: what must be as before, or still fit together."""


def _coded(scheme: str, value: str, meaning: str) -> Dataset:
    item = Dataset()
    item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning = value, scheme, meaning
    return item


def _code(item: Dataset) -> tuple[str, str, str]:
    return (item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning)
