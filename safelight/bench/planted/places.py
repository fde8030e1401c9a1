"""Hiding places that no row of the table names: one file each, with a marker in it."""

import struct
import warnings
from collections.abc import Callable, Iterator
from io import BytesIO

import numpy as np
from PIL import Image
from pydicom.dataset import Dataset, FileDataset
from pydicom.encaps import encapsulate
from pydicom.sequence import Sequence
from pydicom.uid import MPEG4HP41, UID, JPEGBaseline8Bit

from safelight.bench.planted.base import SIDE, base, written
from safelight.bench.planted.markers import Marker, Markers
from safelight.bench.planted.rows import Planted

Plant = Callable[[str], bytes]
"""Takes a marker's text and returns the file that hides it."""

_PDF, _SR = "1.2.840.10008.5.1.4.1.1.104.1", "1.2.840.10008.5.1.4.1.1.88.11"


def place_files(seed: int) -> Iterator[Planted]:
    """Yield a file for every hiding place."""
    markers = Markers(seed)
    for plant in _PLACES:
        text = f"{markers.text()}{markers.text()}"
        name = (plant.__doc__ or "").rstrip(".")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what is planted breaks rules on purpose
            data = plant(text)
        yield Planted(name, 0, data, Marker(text, (text,)))


def _preamble(text: str) -> bytes:
    """The preamble."""
    return written(base(), preamble=text.encode().ljust(128, b"\0"))


def _meta(text: str) -> bytes:
    """Private information and application titles in the file meta information."""
    dataset = base()
    dataset.file_meta.SourceApplicationEntityTitle = text[:16]
    dataset.file_meta.PrivateInformationCreatorUID = UID("1.2.3")
    dataset.file_meta.PrivateInformation = text.encode()
    return written(dataset)


def _behind(text: str) -> bytes:
    """Bytes behind the pixels."""
    return written(base(), behind=text.encode())


def _padding(text: str) -> bytes:
    """Data Set Trailing Padding."""
    value = text.encode().ljust(64)
    return written(base(), behind=struct.pack("<HH2sHI", 0xFFFC, 0xFFFC, b"OB", 0, 64) + value)


def _signature(text: str) -> bytes:
    """A digital signature behind the pixels."""
    head = struct.pack("<HH2sHI", 0xFFFA, 0xFFFA, b"SQ", 0, 0xFFFFFFFF)
    item = _raw(0x04000100, b"UI", text.encode())
    body = struct.pack("<HHI", 0xFFFE, 0xE000, len(item)) + item
    return written(base(), behind=head + body + struct.pack("<HHI", 0xFFFE, 0xE0DD, 0))


def _overlay(text: str) -> bytes:
    """An overlay's data, label and comments."""
    dataset = base()
    for group in (0x6000, 0x601E):
        dataset.add_new(group << 16 | 0x0010, "US", SIDE)
        dataset.add_new(group << 16 | 0x0022, "LO", text)
        dataset.add_new(group << 16 | 0x3000, "OW", text.encode().ljust(32, b"\0")[:32])
        dataset.add_new(group << 16 | 0x4000, "LT", text)
    return written(dataset)


def _spare_bits(text: str) -> bytes:
    """An overlay in the bits above the stored ones."""
    dataset = base()
    pixels = np.frombuffer(dataset.PixelData, "<u2").copy()
    letters = np.frombuffer(text.encode().ljust(pixels.size, b"\0")[: pixels.size], "u1")
    pixels |= (letters.astype("<u2") & 0x0F) << 12
    dataset.add_new(0x60000102, "US", 12)
    dataset.add_new(0x60001500, "LO", text)
    dataset.PixelData = pixels.tobytes()
    return written(dataset)


def _curve(text: str) -> bytes:
    """A curve with its data and labels."""
    dataset = base()
    dataset.add_new(0x50000030, "SH", text)
    dataset.add_new(0x50003000, "OW", text.encode().ljust(64, b"\0"))
    return written(dataset)


def _audio(text: str) -> bytes:
    """Audio in a curve's group."""
    dataset = base()
    dataset.add_new(0x5000200C, "OB", text.encode().ljust(64, b"\0"))
    dataset.add_new(0x5000200E, "LT", text)
    return written(dataset)


def _icon(text: str) -> bytes:
    """An icon image."""
    icon = Dataset()
    icon.add_new("PixelData", "OB", text.encode().ljust(64, b"\0"))
    dataset = base()
    dataset.IconImageSequence = Sequence([icon])
    return written(dataset)


def _nested_pixels(text: str) -> bytes:
    """Pixel Data inside a sequence that is kept."""
    item = Dataset()
    item.add_new("PixelData", "OB", text.encode().ljust(64, b"\0"))
    dataset = base()
    dataset.AnatomicRegionSequence = Sequence([item])
    return written(dataset)


def _pdf(text: str) -> bytes:
    """An encapsulated PDF."""
    dataset = base()
    dataset.SOPClassUID = dataset.file_meta.MediaStorageSOPClassUID = UID(_PDF)
    dataset.MIMETypeOfEncapsulatedDocument = "application/pdf"
    dataset.EncapsulatedDocument = f"%PDF-1.4 {text}".encode().ljust(128)
    return written(dataset)


def _document_in_image(text: str) -> bytes:
    """A document inside an image object."""
    dataset = base()
    dataset.EncapsulatedDocument = f"%PDF-1.4 {text}".encode().ljust(128)
    return written(dataset)


def _waveform(text: str) -> bytes:
    """A waveform inside an image object."""
    item = Dataset()
    item.MultiplexGroupLabel = text[:16]
    item.add_new("WaveformData", "OB", text.encode().ljust(64, b"\0"))
    dataset = base()
    dataset.WaveformSequence = Sequence([item])
    return written(dataset)


def _report(text: str) -> bytes:
    """A structured report with persons' names and text."""
    name, note = Dataset(), Dataset()
    name.ValueType, name.PersonName = "PNAME", f"{text}^X"
    note.ValueType, note.TextValue = "TEXT", text
    dataset = base()
    dataset.SOPClassUID = dataset.file_meta.MediaStorageSOPClassUID = UID(_SR)
    dataset.ContentSequence = Sequence([name, note])
    del dataset.PixelData
    return written(dataset)


def _content_in_image(text: str) -> bytes:
    """Report content inside an image object."""
    name = Dataset()
    name.ValueType, name.PersonName, name.TextValue = "PNAME", f"{text}^X", text
    dataset = base()
    dataset.ContentSequence = Sequence([name])
    return written(dataset)


def _presentation(text: str) -> bytes:
    """Text of a presentation state."""
    inner, outer = Dataset(), Dataset()
    inner.UnformattedTextValue = text
    outer.TextObjectSequence = Sequence([inner])
    outer.GraphicLayer = text[:16].upper()
    dataset = base()
    dataset.GraphicAnnotationSequence = Sequence([outer])
    return written(dataset)


def _private(text: str) -> bytes:
    """A private block, its creator, and a private sequence."""
    dataset = base()
    block = dataset.private_block(0x0029, text[:32], create=True)
    block.add_new(0x10, "LO", text)
    inner = Dataset()
    inner.PatientName = f"{text}^X"
    block.add_new(0x11, "SQ", Sequence([inner]))
    return written(dataset)


def _creator_impostor(text: str) -> bytes:
    """A private attribute under the name of a known maker."""
    dataset = base()
    block = dataset.private_block(0x0019, "SIEMENS MR HEADER", create=True)
    block.add_new(0x0D, "LO", text)
    block.add_new(0x77, "LO", text)
    return written(dataset)


def _unknown(text: str) -> bytes:
    """A public attribute that no dictionary knows."""
    dataset = base()
    dataset.add_new(0x00189ABC, "LO", text)
    dataset.add_new(0x00085678, "UN", text.encode().ljust(96))
    return written(dataset)


def _wrong_type(text: str) -> bytes:
    """Known attributes with a value representation of another kind."""
    dataset = base()
    dataset.add_new(0x00180050, "LO", text)  # Slice Thickness, a decimal string
    dataset.add_new(0x00280106, "OB", text.encode().ljust(96))  # a pixel value
    dataset.add_new(0x00081090, "UN", text.encode().ljust(96))  # a model's name
    return written(dataset)


def _numbers(text: str) -> bytes:
    """Letters in attributes that hold numbers."""
    dataset = base()
    return written(dataset)[:132] + _with_raw(
        dataset, (_raw(0x00180050, b"DS", text.encode()), _raw(0x00200013, b"IS", text.encode()))
    )


def _behind_nul(text: str) -> bytes:
    """Letters behind a NUL inside a text that may stay."""
    return written(base())[:132] + _with_raw(
        base(), (_raw(0x00181210, b"SH", b"STANDARD\0" + text.encode()[:7]),
                 _raw(0x00081030, b"LO", b"CT CHEST\0" + text.encode()))
    )  # fmt: skip


def _code(text: str) -> bytes:
    """A coded entry's value and meaning."""
    item = Dataset()
    item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning = text[:16], "99LOCAL", text
    dataset = base()
    dataset.AnatomicRegionSequence = Sequence([item])
    return written(dataset)


def _charset(text: str) -> bytes:
    """A name in another character set, in an attribute that the table does not name."""
    dataset = base()
    dataset.SpecificCharacterSet = "ISO_IR 144"
    dataset.ProtocolName = f"{text} Иванова"
    dataset.ReasonForStudy = text
    return written(dataset)


def _utf16(text: str) -> bytes:
    """Wide letters in a text."""
    raw = _raw(0x00081030, b"LO", text.encode("utf-16-le"))
    return written(base())[:132] + _with_raw(base(), (raw,))


def _icc(text: str) -> bytes:
    """A colour profile that describes its device."""
    dataset = base()
    dataset.add_new("ICCProfile", "OB", text.encode().ljust(128, b"\0"))
    return written(dataset)


def _table(text: str) -> bytes:
    """A look-up table's explanation, and bytes behind its entries."""
    table = Dataset()
    table.LUTDescriptor, table.LUTExplanation = [16, 0, 16], text
    entries = np.arange(16, dtype="<u2").tobytes() + text.encode().ljust(64)
    table.add_new("LUTData", "OW", entries)
    dataset = base()
    dataset.VOILUTSequence = Sequence([table])
    return written(dataset)


def _group_length(text: str) -> bytes:
    """A group length that is none, and a command's element."""
    raws = (_raw(0x00000600, b"AE", text[:16].encode()), _raw(0x00090000, b"LO", text.encode()))
    return written(base())[:132] + _with_raw(base(), raws)


def _twice(text: str) -> bytes:
    """An attribute that stands in the file twice."""
    raws = (_raw(0x00180015, b"CS", b"CHEST "), _raw(0x00180015, b"CS", text[:16].encode()))
    return written(base())[:132] + _with_raw(base(), raws)


def _jpeg_segments(text: str) -> bytes:
    """APPn and COM segments inside a JPEG frame of the pixels."""
    frame = _jpeg()
    parts = (b"\xff\xe1" + _sized(b"Exif\0\0" + text.encode()), b"\xff\xed" + _sized(text.encode()),
             b"\xff\xfe" + _sized(text.encode()))  # fmt: skip
    return _with_frames([frame[:2] + b"".join(parts) + frame[2:]])


def _jpeg_end(text: str) -> bytes:
    """Bytes behind the end of a JPEG frame."""
    return _with_frames([_jpeg() + text.encode().ljust(64)])


def _more_fragments(text: str) -> bytes:
    """Fragments behind the last frame."""
    return _with_frames([_jpeg(), text.encode().ljust(64)])


def _offset_table(text: str) -> bytes:
    """A Basic Offset Table that is text."""
    data = _with_frames([_jpeg()])
    empty = struct.pack("<HHI", 0xFFFE, 0xE000, 0)
    value = text.encode().ljust(96)
    full = struct.pack("<HHI", 0xFFFE, 0xE000, 96) + value
    return data.replace(empty, full, 1)


def _mp4_atoms(text: str) -> bytes:
    """MP4 atoms inside the pixels of a video syntax."""
    atom = struct.pack(">I4s", 8 + 96, b"udta") + text.encode().ljust(96)
    return _with_frames([struct.pack(">I4s4sI", 16, b"ftyp", b"mp42", 0) + atom], MPEG4HP41)


_PLACES: tuple[Plant, ...] = (
    _preamble, _meta, _behind, _padding, _signature, _overlay, _spare_bits, _curve, _audio, _icon,
    _nested_pixels, _pdf, _document_in_image, _waveform, _report, _content_in_image, _presentation,
    _private, _creator_impostor, _unknown, _wrong_type, _numbers, _behind_nul, _code, _charset,
    _utf16, _icc, _table, _group_length, _twice, _jpeg_segments, _jpeg_end, _more_fragments,
    _offset_table, _mp4_atoms,
)  # fmt: skip


def _raw(tag: int, vr: bytes, value: bytes) -> bytes:
    """Return an element as bytes, whatever its value."""
    value += b" " * (len(value) % 2)
    return struct.pack("<HH2sH", tag >> 16, tag & 0xFFFF, vr, len(value)) + value


def _with_raw(dataset: FileDataset, raws: tuple[bytes, ...]) -> bytes:
    """Return what stands behind a file's prefix, with elements put where their tags belong."""
    whole = written(dataset)
    start = 144 + struct.unpack_from("<I", whole, 140)[0]
    at = start
    out = [whole[132:start]]
    waiting = sorted(raws, key=lambda raw: struct.unpack_from("<HH", raw))
    while at < len(whole):
        head = struct.unpack_from("<HH", whole, at)
        while waiting and struct.unpack_from("<HH", waiting[0]) <= head:
            out.append(waiting.pop(0))
        if whole[at + 4 : at + 6] in (b"OW", b"OB", b"SQ"):
            end = at + 12 + struct.unpack_from("<I", whole, at + 8)[0]
        else:
            end = at + 8 + struct.unpack_from("<H", whole, at + 6)[0]
        out.append(whole[at:end])
        at = end
    return b"".join((*out, *waiting))


def _jpeg() -> bytes:
    picture = Image.fromarray((np.arange(SIDE * SIDE) % 251).astype(np.uint8).reshape(SIDE, SIDE))
    out = BytesIO()
    picture.save(out, "JPEG", quality=95)
    return out.getvalue()


def _sized(payload: bytes) -> bytes:
    return struct.pack(">H", len(payload) + 2) + payload


def _with_frames(frames: list[bytes], syntax: UID = JPEGBaseline8Bit) -> bytes:
    dataset = base()
    dataset.file_meta.TransferSyntaxUID = syntax
    dataset.BitsAllocated = dataset.BitsStored = 8
    dataset.HighBit = 7
    dataset.PixelData = encapsulate(frames, has_bot=False)
    dataset["PixelData"].VR = "OB"
    dataset["PixelData"].is_undefined_length = True
    return written(dataset)
