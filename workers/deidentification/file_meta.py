"""The file meta information: what a file says of itself, and what ours say."""

import struct
import zlib
from dataclasses import dataclass

from pydicom.uid import (
    UID,
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
)

from schemas.failures import FailureCode, InputRejectedError
from workers.deidentification.elements import VRS, WITH_RESERVED, Encoding

MAX_INFLATED = 1 << 30
"""The most bytes that a deflated data set (PS3.5 section A.5) may grow to."""

IMPLEMENTATION_CLASS = UID("2.25.268274930138014290417346573221457891203")
"""Names this implementation in the file meta information (PS3.7 annex D.3.3.2)."""

_PREAMBLE_AND_PREFIX = bytes(128) + b"DICM"
_META_START = 132
_HEAD = struct.Struct("<HH2sH")


@dataclass(frozen=True, slots=True)
class DicomFile:
    """A file opened as far as its data set.

    ``data`` from ``start`` on is the data set, inflated where it was deflated. ``came_as`` is
    the transfer syntax that the file names, ``syntax`` that of ``data``. ``encoding`` is what the
    data set itself shows, because some files name another. ``names`` are the attributes of
    the file meta information.
    """

    data: bytes
    start: int
    came_as: str
    syntax: str
    encoding: Encoding
    names: tuple[int, ...]
    has_preamble: bool


def open_file(data: bytes) -> DicomFile:
    """Open a DICOM file (PS3.10 section 7.1) that has its prefix.

    Raises:
        InputRejectedError: TRUNCATED, UNDECODABLE, or TOO_MANY_PIXELS when it inflates too far.

    """
    start, elements = _meta(data)
    syntax = elements.get(0x00020010, b"").decode("latin-1").strip(" \0")
    came_as, has_preamble = syntax, any(data[:128])
    if syntax == DeflatedExplicitVRLittleEndian:
        data, start, syntax = _inflated(data[start:]), 0, str(ExplicitVRLittleEndian)
    encoding = _encoding(data, start, little=syntax != ExplicitVRBigEndian)
    if not syntax:
        syntax = str(ImplicitVRLittleEndian if encoding.implicit else ExplicitVRLittleEndian)
    return DicomFile(data, start, came_as, syntax, encoding, tuple(elements), has_preamble)


def meta_bytes(syntax: str, sop_class: bytes, sop_instance: bytes) -> bytes:
    """Return preamble, prefix and file meta information of our own; UIDs are padded already."""
    texts = (
        (0x02, b"UI", sop_class),
        (0x03, b"UI", sop_instance),
        (0x10, b"UI", _even(syntax.encode())),
        (0x12, b"UI", _even(IMPLEMENTATION_CLASS.encode())),
        (0x13, b"SH", b"SAFELIGHT "),
    )
    version = b"\x02\x00\x01\x00OB\x00\x00\x02\x00\x00\x00\x00\x01"
    body = version + b"".join(_HEAD.pack(2, tag, vr, len(text)) + text for tag, vr, text in texts)
    return _PREAMBLE_AND_PREFIX + _HEAD.pack(2, 0, b"UL", 4) + struct.pack("<I", len(body)) + body


def _even(uid: bytes) -> bytes:
    return uid + b"\0" if len(uid) & 1 else uid


def _meta(data: bytes) -> tuple[int, dict[int, bytes]]:
    """Walk the file meta information; return where the data set starts, and the elements."""
    at, elements = _META_START, {}
    while data[at : at + 2] == b"\x02\x00" and at + 8 <= len(data):
        tag = 0x00020000 | int.from_bytes(data[at + 2 : at + 4], "little")
        if data[at + 4 : at + 6] in WITH_RESERVED:
            value = at + 12
            length = int.from_bytes(data[at + 8 : at + 12], "little")
        else:
            value, length = at + 8, int.from_bytes(data[at + 6 : at + 8], "little")
        if value + length > len(data):
            raise InputRejectedError(FailureCode.TRUNCATED)
        elements[tag] = data[value : value + length]
        at = value + length
    return at, elements


def _encoding(data: bytes, start: int, *, little: bool) -> Encoding:
    """Tell how a data set is written by its first element; some files name the other way."""
    return Encoding(implicit=little and data[start + 4 : start + 6] not in VRS, little=little)


def _inflated(body: bytes) -> bytes:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        plain = inflater.decompress(body, MAX_INFLATED)
    except zlib.error:
        raise InputRejectedError(FailureCode.UNDECODABLE) from None
    if inflater.unconsumed_tail:
        raise InputRejectedError(FailureCode.TOO_MANY_PIXELS)
    if not inflater.eof:
        raise InputRejectedError(FailureCode.TRUNCATED)
    return plain
