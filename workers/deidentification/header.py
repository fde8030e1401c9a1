"""Clean DICOM out of DICOM: the header by the policy, the pixels as they came.

The bytes that come out hold nothing of the old file but the values that may stay and the Pixel
Data element, which is not looked into here: whoever decodes the pixels writes them anew.
"""

import hashlib
import hmac
from base64 import b32encode
from collections.abc import Iterator
from dataclasses import dataclass

from pydicom.datadict import keyword_for_tag
from pydicom.uid import ExplicitVRBigEndian, ExplicitVRLittleEndian, ImplicitVRLittleEndian

from schemas.failures import FailureCode, InputRejectedError
from workers.deidentification.cleaning import Cleaning, encoded, pixel_head
from workers.deidentification.elements import PIXEL_DATA, Element, Elements, read_elements
from workers.deidentification.file_meta import DicomFile, meta_bytes, open_file
from workers.deidentification.method import method_elements
from workers.deidentification.options import DEFAULT, Options
from workers.deidentification.policy import PATIENT_ID, PATIENT_NAME, policy_for
from workers.deidentification.pseudonym import map_uid
from workers.deidentification.temporal import offset_for
from workers.deidentification.values import Context, encodings_of, swapped_pixels, text_of

_SOP_CLASS, _SOP_INSTANCE, _STUDY = 0x00080016, 0x00080018, 0x0020000D
_CHARACTER_SET, _BITS_ALLOCATED, _SIGNED = 0x00080005, 0x00280100, 0x00280103
_PIXEL_ELEMENTS = (0x7FE00008, 0x7FE00009, PIXEL_DATA)
_DOCUMENT_CLASSES = ("1.2.840.10008.5.1.4.1.1.104.", "1.2.840.10008.5.1.4.1.1.88.")
_META_OF_OURS = frozenset((0x00020000, 0x00020001, 0x00020002, 0x00020003, 0x00020010, 0x00020012))
_NATIVE = (ImplicitVRLittleEndian, ExplicitVRBigEndian)


@dataclass(frozen=True, slots=True)
class CleanFile:
    """A cleaned file and the names of what is not in it any more.

    ``removed`` are keywords, ``(gggg,eeee)`` for private and unknown attributes, and plain words
    for what is no attribute; each once, whatever depth it stood at. ``syntax`` is the transfer
    syntax that the file came in.
    """

    data: bytes
    removed: tuple[str, ...]
    syntax: str


def clean_file(data: bytes, key: bytes, options: Options = DEFAULT) -> CleanFile:
    """Clean a DICOM file with its prefix; ``key``, 32 bytes, maps identifiers and dates.

    Raises:
        InputRejectedError: TRUNCATED, UNDECODABLE, TOO_MANY_PIXELS, or DOCUMENT for a report or
            an embedded document, which cannot be made safe.

    """
    file = open_file(data)
    elements, end = read_elements(file.data, file.start, file.encoding)
    _refuse_documents(elements)
    pixels = {tag: elements.pop(tag) for tag in _PIXEL_ELEMENTS if tag in elements}
    patient = _patient(elements)
    cleaning = Cleaning(
        policy_for(options),
        file.encoding,
        pseudonym=_pseudonym(patient, key),
        signed=_number(elements, _SIGNED, file) == 1,
    )
    kept = cleaning.data_set(elements, Context(options, key, offset_for(patient, key)))
    kept |= method_elements(options)
    if _SOP_INSTANCE not in kept:
        kept[_SOP_INSTANCE] = encoded(_SOP_INSTANCE, b"UI", _made_up(data, key))
    syntax = str(ExplicitVRLittleEndian) if file.syntax in _NATIVE else file.syntax
    meta = meta_bytes(syntax, kept.get(_SOP_CLASS, b"")[8:], kept[_SOP_INSTANCE][8:])
    names = (*cleaning.removed, *_left_behind(file, end, has_pixels=PIXEL_DATA in pixels))
    body: list[bytes | memoryview] = [kept[tag] for tag in sorted(kept)]
    for tag, element in sorted(pixels.items()):
        body += _pixel_pieces(tag, element, _number(elements, _BITS_ALLOCATED, file), file)
    return CleanFile(b"".join((meta, *body)), tuple(dict.fromkeys(names)), file.came_as)


def _refuse_documents(elements: Elements) -> None:
    """Hold what is made of words: a report's tree, a PDF, a CDA document, a model (PS3.4 B.5)."""
    element = elements.get(_SOP_CLASS)
    value = element.value if element else b""
    text = value.decode("latin-1") if isinstance(value, bytes) else ""
    if text.startswith(_DOCUMENT_CLASSES):
        raise InputRejectedError(FailureCode.DOCUMENT)


def _patient(elements: Elements) -> str:
    """Return what tells this patient from others: the ID, else the name, else the study."""
    charset = elements.get(_CHARACTER_SET)
    context = Context(
        frozenset(), b"", offset_for("", b""), encodings_of(charset and charset.value)
    )
    for tag in (PATIENT_ID, PATIENT_NAME, _STUDY):
        element = elements.get(tag)
        if element and isinstance(element.value, bytes):
            text = text_of(element.value, context)
            if text:
                return text
    return ""


def _pseudonym(patient: str, key: bytes) -> bytes:
    """Return a name that is the same for all files of one patient under one key."""
    digest = hmac.new(key, b"patient\0" + patient.encode("utf-8", "replace"), hashlib.sha256)
    return b"SL" + b32encode(digest.digest()[:10])


def _made_up(data: bytes, key: bytes) -> bytes:
    """Return an instance's identifier for a file that has none."""
    uid = map_uid(f"instance {hashlib.sha256(data).hexdigest()}", key).encode()
    return uid + b"\0" * (len(uid) % 2)


def _number(elements: Elements, tag: int, file: DicomFile) -> int:
    element = elements.get(tag)
    value = element.value if element else b""
    if not isinstance(value, bytes) or len(value) != 2:
        return 0
    return int.from_bytes(value, "little" if file.encoding.little else "big")


def _pixel_pieces(
    tag: int, element: Element, bits: int, file: DicomFile
) -> tuple[bytes, bytes | memoryview]:
    """Return the head and the value of a pixel element as it came, in little endian."""
    vr, value = element.vr, element.value
    if isinstance(value, list):
        raise InputRejectedError(FailureCode.UNDECODABLE)
    if element.fragmented:
        return pixel_head(tag, b"OB", None), value
    if tag == PIXEL_DATA and vr not in (b"OB", b"OW"):
        vr = b"OW"
    if not file.encoding.little:
        value = swapped_pixels(vr, bits, bytes(value))
    return pixel_head(tag, vr, len(value)), value


def _left_behind(file: DicomFile, end: int, *, has_pixels: bool) -> Iterator[str]:
    """Name what a file holds besides its data set."""
    if file.has_preamble:
        yield "preamble"
    yield from (keyword_for_tag(tag) for tag in file.names if tag not in _META_OF_OURS)
    if has_pixels and end < len(file.data):
        yield "bytes behind the pixels"
