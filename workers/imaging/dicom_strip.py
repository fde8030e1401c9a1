"""A cleaned header and decoded pixels, made to fit each other."""

import hashlib
import warnings

from pydicom._uid_dict import UID_dictionary
from pydicom.dataset import Dataset, FileDataset
from pydicom.uid import (
    UID,
    MultiFrameGrayscaleByteSecondaryCaptureImageStorage,
    MultiFrameGrayscaleWordSecondaryCaptureImageStorage,
    MultiFrameTrueColorSecondaryCaptureImageStorage,
    SecondaryCaptureImageStorage,
)

from workers.deidentification.pseudonym import map_uid
from workers.deidentification.terms import MODALITIES
from workers.imaging.arrays import Frames
from workers.imaging.dicom_luts import drop_unusable
from workers.imaging.dicom_pixels import Pixels
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
"""Type 2 attributes of the patient, study, series and image modules: present, empty if need be."""

_IDENTIFIERS = ("StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID")

_PALETTES = tuple(
    f"{colour}PaletteColorLookupTable{part}"
    for colour in ("Red", "Green", "Blue")
    for part in ("Descriptor", "Data")
)


def fit_to_pixels(dataset: FileDataset, pixels: Pixels, key: bytes) -> Dataset:
    """Return a cleaned data set whose image module describes, and holds, the decoded pixels.

    Burned In Annotation goes: the pixels are not clean yet, whatever the file claims.

    Raises:
        InputRejectedError: UNDECODABLE, when the image module cannot be read.

    """
    with refusing(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        target = Dataset()
        target.set_original_encoding(is_implicit_vr=False, is_little_endian=True)
        target.update(dataset)
        drop_unusable(target)
        _describe(target, str(dataset.file_meta.TransferSyntaxUID), pixels)
        _complete(target, pixels, key)
        return target


def set_frames(target: Dataset, frames: Frames) -> None:
    """Put frames into a data set as native Pixel Data, padded to even length (PS3.5 A.2)."""
    raw = frames.astype(frames.dtype.newbyteorder("<"), copy=False).tobytes()
    vr = "OW" if frames.dtype.itemsize > 1 else "OB"
    target.add_new("PixelData", vr, raw + b"\x00" * (len(raw) % 2))


def _describe(target: Dataset, syntax: str, pixels: Pixels) -> None:
    """Write the image pixel module (PS3.3 section C.7.6.3) from the decoded array."""
    frames = pixels.frames
    colour = pixels.photometric == "RGB"
    for keyword in (*_PALETTES, "PlanarConfiguration", "BurnedInAnnotation"):
        if keyword in target:
            delattr(target, keyword)
    target.SamplesPerPixel = 3 if colour else 1
    target.PhotometricInterpretation = pixels.photometric
    if colour:
        target.PlanarConfiguration = 0
    target.Rows, target.Columns = int(frames.shape[1]), int(frames.shape[2])
    target.BitsAllocated = frames.dtype.itemsize * 8
    target.BitsStored = pixels.stored
    target.HighBit = pixels.stored - 1
    target.PixelRepresentation = int(frames.dtype.kind == "i")
    if len(frames) > 1 or "NumberOfFrames" in target:
        target.NumberOfFrames = len(frames)
    if syntax in _LOSSY_SYNTAXES:
        target.LossyImageCompression = "01"
    set_frames(target, frames)


def _complete(target: Dataset, pixels: Pixels, key: bytes) -> None:
    """Add what every image object has to have."""
    for keyword in _EMPTY:
        if keyword not in target:
            setattr(target, keyword, "")
    if str(target.get("Modality") or "") not in MODALITIES:
        target.Modality = "OT"
    target.SOPClassUID = _sop_class(target, pixels)
    if target.SOPClassUID in _SECONDARY_CAPTURES and "ConversionType" not in target:
        target.ConversionType = "WSD"
    missing = [keyword for keyword in _IDENTIFIERS if not target.get(keyword)]
    if missing:
        # A file without an identifier gets one of its own, from what it shows.
        content = hashlib.sha256(pixels.frames.tobytes()).hexdigest()
        for keyword in missing:
            setattr(target, keyword, map_uid(f"{keyword} {content}", key))


def _sop_class(target: Dataset, pixels: Pixels) -> UID:
    """Keep a registered image storage class; anything else becomes a secondary capture."""
    claimed = str(target.get("SOPClassUID") or "")
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
