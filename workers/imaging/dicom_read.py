"""DICOM in: bytes to a data set and the names of all that it carries, bounded and without noise."""

import warnings
import zlib
from dataclasses import dataclass
from io import BytesIO

from pydicom.datadict import keyword_for_tag
from pydicom.dataset import Dataset, FileDataset
from pydicom.filereader import read_partial
from pydicom.tag import BaseTag, Tag
from pydicom.uid import DeflatedExplicitVRLittleEndian, ExplicitVRLittleEndian

from schemas.failures import FailureCode, InputRejectedError
from workers.imaging.refusal import refusing, says_truncated

MAX_INFLATED = 1 << 30
"""The most bytes that a deflated data set (PS3.5 section A.5) may grow to."""

PIXEL_DATA = Tag(0x7FE0, 0x0010)
_META_START = 132
_TRANSFER_SYNTAX = b"\x02\x00\x10\x00UI"
_LONG_VRS = (b"OB", b"OW", b"UN", b"SQ", b"UT", b"OF", b"OD", b"OL", b"OV", b"UC", b"UR")


@dataclass(frozen=True, slots=True)
class DicomFile:
    """A data set up to and with its Pixel Data, and the names of what stands in the file.

    ``names`` are keywords, ``(gggg,eeee)`` for private and unknown attributes, and plain words
    for what is no attribute (a filled preamble, bytes behind the pixels); top level only.
    """

    dataset: FileDataset
    names: tuple[str, ...]


def read_dicom(data: bytes) -> DicomFile:
    """Parse a DICOM file (PS3.10) that has its prefix.

    Raises:
        InputRejectedError: TRUNCATED, UNDECODABLE, or TOO_MANY_PIXELS when it inflates too far.

    """
    with refusing():
        plain = _inflated(data)
        stream = BytesIO(plain)
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            dataset = read_partial(stream, stop_when=_behind_pixels)
        if any(says_truncated(w.message) for w in said if isinstance(w.message, Warning)):
            raise InputRejectedError(FailureCode.TRUNCATED)
        names = _names(dataset)
        if any(data[:128]):
            names.append("preamble")
        if PIXEL_DATA in dataset and stream.tell() < len(plain):
            names.append("bytes behind the pixels")
        return DicomFile(dataset=dataset, names=tuple(dict.fromkeys(names)))


def attribute_name(tag: BaseTag) -> str:
    """Return an attribute's keyword, or its number when it is private or unknown."""
    return keyword_for_tag(tag) or f"({tag.group:04x},{tag.element:04x})"


def _behind_pixels(tag: BaseTag, _vr: str | None, _length: int) -> bool:
    """Stop behind Pixel Data: padding, signatures and stray bytes are never needed."""
    return bool(tag > PIXEL_DATA)


def _names(dataset: FileDataset) -> list[str]:
    """Name every attribute, but not the group lengths, which only count bytes."""
    tags = [*_tags(dataset.file_meta), *_tags(dataset)]
    return [attribute_name(tag) for tag in tags if tag.element != 0 or tag.is_private]


def _tags(dataset: Dataset) -> list[BaseTag]:
    return [Tag(tag) for tag in sorted(dataset.keys())]


def _inflated(data: bytes) -> bytes:
    """Return a file with its deflated data set inflated, or the file as it is.

    The reader would inflate without a limit. The transfer syntax is rewritten in place, padded
    with NUL to its old length (PS3.5 section 9.1).
    """
    at, end, syntax = _meta_end(data)
    if syntax != DeflatedExplicitVRLittleEndian:
        return data
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    body = inflater.decompress(data[end:], MAX_INFLATED)
    if inflater.unconsumed_tail:
        raise InputRejectedError(FailureCode.TOO_MANY_PIXELS)
    if not inflater.eof:
        raise InputRejectedError(FailureCode.TRUNCATED)
    length = int.from_bytes(data[at + 6 : at + 8], "little")
    plain = ExplicitVRLittleEndian.encode().ljust(length, b"\x00")
    return data[: at + 8] + plain + data[at + 8 + length : end] + body


def _meta_end(data: bytes) -> tuple[int, int, str]:
    """Walk the file meta information (PS3.10 section 7.1).

    Returns the offsets of the transfer syntax element and of the data set, and the syntax.
    """
    at, found, syntax = _META_START, 0, ""
    while data[at : at + 2] == b"\x02\x00" and at + 8 <= len(data):
        if data[at + 4 : at + 6] in _LONG_VRS:
            end = at + 12 + int.from_bytes(data[at + 8 : at + 12], "little")
        else:
            end = at + 8 + int.from_bytes(data[at + 6 : at + 8], "little")
        if data[at : at + 6] == _TRANSFER_SYNTAX:
            found = at
            syntax = data[at + 8 : end].rstrip(b"\x00 ").decode("ascii", "replace")
        at = end
    return found, at, syntax
