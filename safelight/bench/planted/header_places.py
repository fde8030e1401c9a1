"""Hiding places in a header: each function takes a marker's text and returns a file."""

import numpy as np
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.uid import UID

from safelight.bench.planted.base import base, written
from safelight.bench.planted.raw_elements import raw, with_raw

_PDF, _SR = "1.2.840.10008.5.1.4.1.1.104.1", "1.2.840.10008.5.1.4.1.1.88.11"


def preamble(text: str) -> bytes:
    """The preamble."""
    return written(base(), preamble=text.encode().ljust(128, b"\0"))


def meta(text: str) -> bytes:
    """Private information and application titles in the file meta information."""
    dataset = base()
    dataset.file_meta.SourceApplicationEntityTitle = text[:16]
    dataset.file_meta.PrivateInformationCreatorUID = UID("1.2.3")
    dataset.file_meta.PrivateInformation = text.encode()
    return written(dataset)


def pdf(text: str) -> bytes:
    """An encapsulated PDF."""
    dataset = base()
    dataset.SOPClassUID = dataset.file_meta.MediaStorageSOPClassUID = UID(_PDF)
    dataset.MIMETypeOfEncapsulatedDocument = "application/pdf"
    dataset.EncapsulatedDocument = f"%PDF-1.4 {text}".encode().ljust(128)
    return written(dataset)


def document_in_image(text: str) -> bytes:
    """A document inside an image object."""
    dataset = base()
    dataset.EncapsulatedDocument = f"%PDF-1.4 {text}".encode().ljust(128)
    return written(dataset)


def waveform(text: str) -> bytes:
    """A waveform inside an image object."""
    item = Dataset()
    item.MultiplexGroupLabel = text[:16]
    item.add_new("WaveformData", "OB", text.encode().ljust(64, b"\0"))
    dataset = base()
    dataset.WaveformSequence = Sequence([item])
    return written(dataset)


def report(text: str) -> bytes:
    """A structured report with persons' names and text."""
    name, note = Dataset(), Dataset()
    name.ValueType, name.PersonName = "PNAME", f"{text}^X"
    note.ValueType, note.TextValue = "TEXT", text
    dataset = base()
    dataset.SOPClassUID = dataset.file_meta.MediaStorageSOPClassUID = UID(_SR)
    dataset.ContentSequence = Sequence([name, note])
    del dataset.PixelData
    return written(dataset)


def content_in_image(text: str) -> bytes:
    """Report content inside an image object."""
    name = Dataset()
    name.ValueType, name.PersonName, name.TextValue = "PNAME", f"{text}^X", text
    dataset = base()
    dataset.ContentSequence = Sequence([name])
    return written(dataset)


def presentation(text: str) -> bytes:
    """Text of a presentation state."""
    inner, outer = Dataset(), Dataset()
    inner.UnformattedTextValue = text
    outer.TextObjectSequence = Sequence([inner])
    outer.GraphicLayer = text[:16].upper()
    dataset = base()
    dataset.GraphicAnnotationSequence = Sequence([outer])
    return written(dataset)


def private(text: str) -> bytes:
    """A private block, its creator, and a private sequence."""
    dataset = base()
    block = dataset.private_block(0x0029, text[:32], create=True)
    block.add_new(0x10, "LO", text)
    inner = Dataset()
    inner.PatientName = f"{text}^X"
    block.add_new(0x11, "SQ", Sequence([inner]))
    return written(dataset)


def creator_impostor(text: str) -> bytes:
    """A private attribute under the name of a known maker."""
    dataset = base()
    block = dataset.private_block(0x0019, "SIEMENS MR HEADER", create=True)
    block.add_new(0x0D, "LO", text)
    block.add_new(0x77, "LO", text)
    return written(dataset)


def unknown(text: str) -> bytes:
    """A public attribute that no dictionary knows."""
    dataset = base()
    dataset.add_new(0x00189ABC, "LO", text)
    dataset.add_new(0x00085678, "UN", text.encode().ljust(96))
    return written(dataset)


def wrong_type(text: str) -> bytes:
    """Known attributes with a value representation of another kind."""
    dataset = base()
    dataset.add_new(0x00180050, "LO", text)  # Slice Thickness, a decimal string
    dataset.add_new(0x00280106, "OB", text.encode().ljust(96))  # a pixel value
    dataset.add_new(0x00081090, "UN", text.encode().ljust(96))  # a model's name
    return written(dataset)


def numbers(text: str) -> bytes:
    """Letters in attributes that hold numbers."""
    dataset = base()
    return written(dataset)[:132] + with_raw(
        dataset, (raw(0x00180050, b"DS", text.encode()), raw(0x00200013, b"IS", text.encode()))
    )


def behind_nul(text: str) -> bytes:
    """Letters behind a NUL inside a text that may stay."""
    return written(base())[:132] + with_raw(
        base(), (raw(0x00181210, b"SH", b"STANDARD\0" + text.encode()[:7]),
                 raw(0x00081030, b"LO", b"CT CHEST\0" + text.encode()))
    )  # fmt: skip


def code(text: str) -> bytes:
    """A coded entry's value and meaning."""
    item = Dataset()
    item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning = text[:16], "99LOCAL", text
    dataset = base()
    dataset.AnatomicRegionSequence = Sequence([item])
    return written(dataset)


def charset(text: str) -> bytes:
    """A name in another character set, in an attribute that the table does not name."""
    dataset = base()
    dataset.SpecificCharacterSet = "ISO_IR 144"
    dataset.ProtocolName = f"{text} Иванова"
    dataset.ReasonForStudy = text
    return written(dataset)


def utf16(text: str) -> bytes:
    """Wide letters in a text."""
    wide = raw(0x00081030, b"LO", text.encode("utf-16-le"))
    return written(base())[:132] + with_raw(base(), (wide,))


def icc(text: str) -> bytes:
    """A colour profile that describes its device."""
    dataset = base()
    dataset.add_new("ICCProfile", "OB", text.encode().ljust(128, b"\0"))
    return written(dataset)


def table(text: str) -> bytes:
    """A look-up table's explanation, and bytes behind its entries."""
    table = Dataset()
    table.LUTDescriptor, table.LUTExplanation = [16, 0, 16], text
    entries = np.arange(16, dtype="<u2").tobytes() + text.encode().ljust(64)
    table.add_new("LUTData", "OW", entries)
    dataset = base()
    dataset.VOILUTSequence = Sequence([table])
    return written(dataset)


def group_length(text: str) -> bytes:
    """A group length that is none, and a command's element."""
    raws = (raw(0x00000600, b"AE", text[:16].encode()), raw(0x00090000, b"LO", text.encode()))
    return written(base())[:132] + with_raw(base(), raws)


def twice(text: str) -> bytes:
    """An attribute that stands in the file twice."""
    raws = (raw(0x00180015, b"CS", b"CHEST "), raw(0x00180015, b"CS", text[:16].encode()))
    return written(base())[:132] + with_raw(base(), raws)


HEADER_PLACES = (
    preamble,
    meta,
    pdf,
    document_in_image,
    waveform,
    report,
    content_in_image,
    presentation,
    private,
    creator_impostor,
    unknown,
    wrong_type,
    numbers,
    behind_nul,
    code,
    charset,
    utf16,
    icc,
    table,
    group_length,
    twice,
)
