"""A header-clean DICOM data set: built anew from the allow-list, never by deleting."""

import hashlib
import warnings

from pydicom._uid_dict import UID_dictionary
from pydicom.dataset import Dataset, FileDataset
from pydicom.sequence import Sequence
from pydicom.tag import Tag
from pydicom.uid import (
    UID,
    MultiFrameGrayscaleByteSecondaryCaptureImageStorage,
    MultiFrameGrayscaleWordSecondaryCaptureImageStorage,
    MultiFrameTrueColorSecondaryCaptureImageStorage,
    SecondaryCaptureImageStorage,
)

from workers.imaging.arrays import Frames
from workers.imaging.dicom_allow import copy_allowed
from workers.imaging.dicom_luts import copy_luts
from workers.imaging.dicom_pixels import Pixels
from workers.imaging.dicom_read import attribute_name
from workers.imaging.pseudonym import map_uid
from workers.imaging.refusal import refusing

_IMAGE_CLASSES = frozenset(
    uid
    for uid, (name, kind, *_) in UID_dictionary.items()
    if kind == "SOP Class" and "Image Storage" in name
)
_LOSSY_SYNTAXES = ("1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51", "1.2.840.10008.1.2.4.81")
_EMPTY = (
    "PatientName", "PatientID", "PatientBirthDate", "PatientSex", "StudyDate", "StudyTime",
    "StudyID", "AccessionNumber", "ReferringPhysicianName", "SeriesNumber", "InstanceNumber",
)  # fmt: skip
"""Type 2 attributes of the patient, study, series and image modules: present, without a value."""

REPLACED = frozenset(
    (
        "FileMetaInformationVersion", "MediaStorageSOPClassUID", "MediaStorageSOPInstanceUID",
        "TransferSyntaxUID", "ImplementationClassUID", "ImplementationVersionName",
        "SOPClassUID", "SOPInstanceUID", "StudyInstanceUID", "SeriesInstanceUID",
        "FrameOfReferenceUID", "PixelData", "SamplesPerPixel", "PhotometricInterpretation",
        "PlanarConfiguration", "NumberOfFrames", "FrameIncrementPointer", "Rows", "Columns",
        "BitsAllocated", "BitsStored", "HighBit", "PixelRepresentation",
        "PatientIdentityRemoved", "LongitudinalTemporalInformationModified", "ConversionType",
    )
)  # fmt: skip
"""Attributes that the stripped data set has with values of its own, so they are not 'removed'."""


def strip_dataset(source: FileDataset, pixels: Pixels, key: bytes) -> Dataset:
    """Build the header-clean data set around decoded pixels; ``key`` maps the UIDs.

    The attributes that tell of the cleaning are those of PS3.15 section E.1.1 and PS3.3 section
    C.12.1. Burned In Annotation is not among them: pixels are not clean yet.

    Raises:
        InputRejectedError: UNDECODABLE, when an identifier or the image module cannot be read.

    """
    with refusing(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return _built(source, pixels, key)


def _built(source: FileDataset, pixels: Pixels, key: bytes) -> Dataset:
    target = Dataset()
    target.set_original_encoding(is_implicit_vr=False, is_little_endian=True)
    copy_allowed(source, target)
    copy_luts(source, target, signed=bool(source.get("PixelRepresentation") or 0))
    for keyword in _EMPTY:
        setattr(target, keyword, "")
    if "Modality" not in target:
        target.Modality = "OT"
    _set_pixel_module(target, source, pixels)
    _set_uids(target, source, pixels, key)
    _mark_cleaned(target)
    return target


def removed_names(names: tuple[str, ...], target: Dataset) -> tuple[str, ...]:
    """Return which of a file's names have no place, or no value, in the stripped data set."""
    own = {attribute_name(Tag(tag)) for tag in list(target.keys())}
    kept = REPLACED | own - set(_EMPTY)
    return tuple(name for name in names if name not in kept)


def set_frames(target: Dataset, frames: Frames) -> None:
    """Put frames into a data set as native Pixel Data, padded to even length (PS3.5 A.2)."""
    raw = frames.astype(frames.dtype.newbyteorder("<"), copy=False).tobytes()
    vr = "OW" if frames.dtype.itemsize > 1 else "OB"
    target.add_new("PixelData", vr, raw + b"\x00" * (len(raw) % 2))


def _set_pixel_module(target: Dataset, source: FileDataset, pixels: Pixels) -> None:
    """Write the image pixel module (PS3.3 section C.7.6.3) from the decoded array."""
    frames = pixels.frames
    colour = pixels.photometric == "RGB"
    target.SamplesPerPixel = 3 if colour else 1
    target.PhotometricInterpretation = pixels.photometric
    if colour:
        target.PlanarConfiguration = 0
    target.Rows, target.Columns = int(frames.shape[1]), int(frames.shape[2])
    target.BitsAllocated = frames.dtype.itemsize * 8
    target.BitsStored = pixels.stored
    target.HighBit = pixels.stored - 1
    target.PixelRepresentation = int(frames.dtype.kind == "i")
    if len(frames) > 1 or "NumberOfFrames" in source:
        target.NumberOfFrames = len(frames)
        if "FrameTime" in target:
            target.FrameIncrementPointer = 0x00181063
    if str(source.file_meta.get("TransferSyntaxUID")) in _LOSSY_SYNTAXES:
        target.LossyImageCompression = "01"
    set_frames(target, frames)


def _set_uids(target: Dataset, source: FileDataset, pixels: Pixels, key: bytes) -> None:
    target.SOPClassUID = _sop_class(source, pixels)
    if target.SOPClassUID in _SECONDARY_CAPTURES:
        target.ConversionType = "WSD"
    content = hashlib.sha256(pixels.frames.tobytes()).hexdigest()
    for keyword in ("StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID"):
        # A file without an identifier gets one of its own, from what it shows.
        original = str(source.get(keyword) or "").strip() or f"{keyword} {content}"
        setattr(target, keyword, map_uid(original, key))
    reference = str(source.get("FrameOfReferenceUID") or "").strip()
    if reference:
        target.FrameOfReferenceUID = map_uid(reference, key)


def _sop_class(source: FileDataset, pixels: Pixels) -> UID:
    """Keep a registered image storage class; anything else becomes a secondary capture."""
    claimed = str(source.get("SOPClassUID") or "")
    if claimed in _IMAGE_CLASSES:
        return UID(claimed)
    if len(pixels.frames) == 1:
        return SecondaryCaptureImageStorage
    if pixels.photometric == "RGB":
        return MultiFrameTrueColorSecondaryCaptureImageStorage
    if pixels.frames.dtype.itemsize == 1:
        return MultiFrameGrayscaleByteSecondaryCaptureImageStorage
    return MultiFrameGrayscaleWordSecondaryCaptureImageStorage


_SECONDARY_CAPTURES = (
    SecondaryCaptureImageStorage,
    MultiFrameTrueColorSecondaryCaptureImageStorage,
    MultiFrameGrayscaleByteSecondaryCaptureImageStorage,
    MultiFrameGrayscaleWordSecondaryCaptureImageStorage,
)


def _mark_cleaned(target: Dataset) -> None:
    target.PatientIdentityRemoved = "YES"
    target.DeidentificationMethod = "Safelight: allow-list of attributes, burned-in text and faces"
    target.DeidentificationMethodCodeSequence = Sequence(
        [
            _code("113100", "Basic Application Confidentiality Profile"),
            _code("113101", "Clean Pixel Data Option"),
        ]
    )
    target.LongitudinalTemporalInformationModified = "REMOVED"


def _code(value: str, meaning: str) -> Dataset:
    """Return a code of PS3.16 context group 7050."""
    code = Dataset()
    code.CodeValue = value
    code.CodingSchemeDesignator = "DCM"
    code.CodeMeaning = meaning
    return code
