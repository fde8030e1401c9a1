"""Makers of photos and DICOM files, with identity planted wherever a file can hold some.

Everything planted contains :data:`MARKER`, so a test need only look for one run of bytes.
"""

import struct
from io import BytesIO
from typing import Any

import numpy as np
import pillow_heif
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont, PngImagePlugin
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.filewriter import dcmwrite
from pydicom.sequence import Sequence
from pydicom.uid import (
    UID,
    CTImageStorage,
    DeflatedExplicitVRLittleEndian,
    ExplicitVRLittleEndian,
    JPEG2000Lossless,
    SecondaryCaptureImageStorage,
)

from tests.factories.media import bomb_png, icc

__all__ = ["bomb_png", "icc"]

MARKER = "ZQXMARKER"
KEY = bytes(range(32))
Pixels = NDArray[Any]

pillow_heif.register_heif_opener()


def has_marker(data: bytes) -> bool:
    """Tell whether planted identity is in these bytes, in one-byte or two-byte letters."""
    return MARKER.encode() in data or MARKER.encode("utf-16-le") in data


def plain(width: int = 160, height: int = 120) -> Pixels:
    """Return a smooth picture without text or face, different in every quarter."""
    rows, columns = np.mgrid[0:height, 0:width]
    red = 60 + 120 * rows // max(1, height)
    green = 60 + 120 * columns // max(1, width)
    return np.stack((red, green, np.full_like(red, 90)), axis=2).astype(np.uint8)


def with_text(
    picture: Pixels, text: str, at: tuple[int, int], size: int, colour: tuple[int, int, int]
) -> Pixels:
    """Return a copy with a line of text drawn into it."""
    image = Image.fromarray(picture)
    font = ImageFont.load_default(size)
    ImageDraw.Draw(image).text(at, text, fill=colour, font=font)
    return np.array(image)


def quarters(width: int = 64, height: int = 48) -> Pixels:
    """Return red, green, blue and white quarters, clockwise from the top left."""
    picture = np.zeros((height, width, 3), dtype=np.uint8)
    top, left = height // 2, width // 2
    picture[:top, :left] = (255, 0, 0)
    picture[:top, left:] = (0, 255, 0)
    picture[top:, left:] = (0, 0, 255)
    picture[top:, :left] = (255, 255, 255)
    return picture


def stored_for(picture: Pixels, orientation: int) -> Pixels:
    """Return a picture as a camera stores it that says so with an orientation (CIPA DC-008)."""
    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    image = Image.fromarray(picture)
    return np.asarray(image.transpose(turns[orientation]) if orientation in turns else image)


def exif(orientation: int = 1) -> Image.Exif:
    """Return EXIF with an orientation, a description, an artist, GPS and a comment."""
    block = Image.Exif()
    block[0x0112] = orientation
    block[0x010E] = f"{MARKER} description"
    block[0x013B] = f"{MARKER} artist"
    block.get_ifd(0x8769)[0x9286] = f"{MARKER} comment".encode()
    block.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.0), 29: f"{MARKER}"})
    return block


def xmp() -> bytes:
    """Return an XMP packet that names somebody."""
    return f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{MARKER}</x:xmpmeta>".encode()


def jpeg(picture: Pixels, orientation: int = 1) -> bytes:
    """Return a JPEG with EXIF, XMP, ICC and a comment, and something behind its end."""
    out = BytesIO()
    Image.fromarray(picture).save(
        out,
        "JPEG",
        quality=95,
        subsampling=0,
        exif=exif(orientation),
        xmp=xmp(),
        icc_profile=icc(),
        comment=f"{MARKER} comment",
    )
    return out.getvalue() + MARKER.encode()


def png(picture: Pixels) -> bytes:
    """Return a PNG with EXIF, ICC, text chunks and a private chunk."""
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", f"{MARKER} plain")
    notes.add_itxt("Title", f"{MARKER} international")
    notes.add(b"prIv", MARKER.encode())
    out = BytesIO()
    Image.fromarray(picture).save(out, "PNG", pnginfo=notes, exif=exif(), icc_profile=icc())
    return out.getvalue()


def webp(picture: Pixels) -> bytes:
    """Return a WebP with EXIF, XMP and ICC."""
    out = BytesIO()
    Image.fromarray(picture).save(
        out, "WEBP", lossless=True, exif=exif(), xmp=xmp(), icc_profile=icc()
    )
    return out.getvalue()


def heic(picture: Pixels) -> bytes:
    """Return a HEIC with EXIF and XMP."""
    out = BytesIO()
    file = pillow_heif.from_pillow(Image.fromarray(picture))
    file.save(out, quality=95, exif=exif().tobytes(), xmp=xmp())
    return out.getvalue()


def image_bytes(image: Image.Image, form: str, **options: Any) -> bytes:
    """Return any Pillow image in any of its formats."""
    out = BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def animated(form: str) -> bytes:
    """Return two frames as an animated PNG or WebP."""
    frames = [Image.fromarray(plain(32, 32)), Image.fromarray(quarters(32, 32))]
    return image_bytes(frames[0], form, save_all=True, append_images=frames[1:], duration=100)


def dicom_dataset(frames: Pixels, *, photometric: str = "MONOCHROME2", stored: int = 0) -> Dataset:
    """Return a small clean data set around N × H × W (× 3) integers."""
    grey = frames.ndim == 3
    dataset = Dataset()
    dataset.SOPClassUID = CTImageStorage if grey else SecondaryCaptureImageStorage
    dataset.SOPInstanceUID = "1.2.826.0.1.3680043.8.498.1"
    dataset.StudyInstanceUID = "1.2.826.0.1.3680043.8.498.2"
    dataset.SeriesInstanceUID = "1.2.826.0.1.3680043.8.498.3"
    dataset.Modality = "CT" if grey else "OT"
    dataset.SamplesPerPixel = 1 if grey else 3
    dataset.PhotometricInterpretation = photometric if grey else "RGB"
    if not grey:
        dataset.PlanarConfiguration = 0
    if len(frames) > 1:
        dataset.NumberOfFrames = len(frames)
    dataset.Rows, dataset.Columns = frames.shape[1:3]
    dataset.BitsAllocated = frames.dtype.itemsize * 8
    dataset.BitsStored = stored or dataset.BitsAllocated
    dataset.HighBit = dataset.BitsStored - 1
    dataset.PixelRepresentation = int(frames.dtype.kind == "i")
    raw = frames.tobytes()
    dataset.add_new("PixelData", "OW", raw + b"\x00" * (len(raw) % 2))
    return dataset


def dicom_file(
    dataset: Dataset,
    *,
    syntax: str = ExplicitVRLittleEndian,
    preamble: bytes = b"\x00" * 128,
    trailing: bytes = b"",
) -> bytes:
    """Write a data set as a DICOM file."""
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = dataset.SOPClassUID
    meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    meta.TransferSyntaxUID = UID(syntax)
    meta.SourceApplicationEntityTitle = MARKER
    whole = Dataset()
    whole.update(dataset)
    whole.file_meta = meta
    whole.preamble = preamble
    out = BytesIO()
    dcmwrite(out, whole, enforce_file_format=True)
    return out.getvalue() + trailing


def dicom(frames: Pixels, *, photometric: str = "MONOCHROME2", stored: int = 0) -> bytes:
    """Return a small DICOM file around an array."""
    return dicom_file(dicom_dataset(frames, photometric=photometric, stored=stored))


def deflated_dicom(frames: Pixels) -> bytes:
    """Return a DICOM file in the deflated transfer syntax."""
    return dicom_file(dicom_dataset(frames), syntax=DeflatedExplicitVRLittleEndian)


def jpeg2000_dicom(frame: Pixels, codestream: bytes) -> bytes:
    """Return a data set that describes ``frame`` around any codestream."""
    dataset = dicom_dataset(frame[np.newaxis])
    dataset.PixelData = encapsulate([codestream])
    dataset["PixelData"].VR = "OB"
    dataset["PixelData"].is_undefined_length = True
    return dicom_file(dataset, syntax=JPEG2000Lossless)


def planted_dicom() -> bytes:
    """Return a CT slice with the marker in every place that a DICOM file has for it."""
    rng = np.random.default_rng(7)
    frames = rng.integers(0, 4096, (1, 32, 32)).astype("<u2") | np.uint16(0xA000)
    dataset = dicom_dataset(frames, stored=12)
    _plant_attributes(dataset)
    _plant_nested(dataset)
    _plant_private(dataset)
    preamble = (MARKER * 20).encode()[:128]
    return dicom_file(dataset, preamble=preamble, trailing=_trailing())


def _plant_attributes(dataset: Dataset) -> None:
    dataset.PatientName = f"{MARKER}^Jane"
    dataset.PatientID = f"{MARKER}-1"
    dataset.PatientBirthDate = "19840312"
    dataset.AccessionNumber = MARKER
    dataset.StudyDescription = f"CT of {MARKER}"
    dataset.InstitutionName = f"{MARKER} hospital"
    # Attributes that the allow-list has, with values that it must not have.
    for keyword in ("BodyPartExamined", "ViewPosition", "Laterality", "RescaleType",
                    "VOILUTFunction"):  # fmt: skip
        setattr(dataset, keyword, MARKER)
    dataset.PatientOrientation = [MARKER, "L"]


def _plant_nested(dataset: Dataset) -> None:
    inner = Dataset()
    inner.PatientName = f"{MARKER}^Nested"
    item = Dataset()
    item.OtherPatientIDsSequence = Sequence([inner])
    dataset.RequestAttributesSequence = Sequence([item])
    table = Dataset()
    table.LUTDescriptor = [256, 0, 8]
    table.LUTExplanation = MARKER
    table.add_new("LUTData", "OW", np.arange(256, dtype="<u2").tobytes())
    dataset.VOILUTSequence = Sequence([table])
    icon = Dataset()
    icon.add_new("PixelData", "OB", (MARKER * 4).encode())
    dataset.IconImageSequence = Sequence([icon])


def _plant_private(dataset: Dataset) -> None:
    block = dataset.private_block(0x0009, f"{MARKER} CREATOR", create=True)
    block.add_new(0x01, "LO", f"{MARKER} private")
    dataset.add_new(0x50002500, "LO", f"{MARKER} curve")
    dataset.add_new(0x60000022, "LO", f"{MARKER} overlay")
    dataset.add_new(0x60003000, "OW", (MARKER * 16).encode()[:128])


def _trailing() -> bytes:
    """Return padding as the standard has it (PS3.10 section 7.2), then bytes that are nothing."""
    text = f"{MARKER} pad".encode().ljust(20)
    head = struct.pack("<HH2sHI", 0xFFFC, 0xFFFC, b"OB", 0, len(text))
    return head + text + MARKER.encode()


def nested_dicom(depth: int) -> bytes:
    """Return a data set with sequences of undefined length, one in the other, never closed."""
    opening = struct.pack("<HH2sHI", 0x0040, 0x0275, b"SQ", 0, 0xFFFFFFFF)
    item = struct.pack("<HHI", 0xFFFE, 0xE000, 0xFFFFFFFF)
    return dicom_file(pixelless_dataset()) + (opening + item) * depth


def pixelless_dataset() -> Dataset:
    """Return a data set that ends before its pixels."""
    dataset = dicom_dataset(np.zeros((1, 4, 4), dtype=np.uint8))
    del dataset.PixelData
    return dataset
