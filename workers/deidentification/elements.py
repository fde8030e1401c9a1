"""A DICOM data set as a tree of elements: read without looking at a single value.

DICOM PS3.5 section 7. The reader knows no attribute and trusts no length: every element takes at
least eight bytes of what is there, sequences nest at most :data:`MAX_DEPTH` deep, and a length
that runs over its surroundings is a file that ends too soon.
"""

import struct
from typing import NamedTuple

from pydicom._dicom_dict import DicomDictionary

from schemas.failures import FailureCode, InputRejectedError

MAX_DEPTH = 32
"""How deep sequences may nest. The deepest objects of the standard stay below ten."""

PIXEL_DATA = 0x7FE00010
_PIXEL_GROUP = 0x7FE0
_ITEM, _ITEM_END, _SEQUENCE_END = 0xFFFEE000, 0xFFFEE00D, 0xFFFEE0DD
_UNDEFINED = 0xFFFFFFFF

_SHORT = frozenset(b"AE AS AT CS DA DS DT FL FD IS LO LT PN SH SL SS ST TM UI UL US".split())
WITH_RESERVED = frozenset(b"OB OD OF OL OV OW SQ SV UC UN UR UT UV".split())
"""Representations whose length has four bytes, behind two that are reserved."""

VRS = _SHORT | WITH_RESERVED


class Element(NamedTuple):
    """One element: its value representation, and its bytes or, for a sequence, its items.

    Pixel Data in fragments keeps them as they stand, items and delimiter included, and
    ``fragmented`` is true then.
    """

    vr: bytes
    value: "bytes | memoryview | list[Elements]"
    fragmented: bool = False


Elements = dict[int, Element]
"""A data set by tag; of two elements with one tag the later counts."""


class Encoding(NamedTuple):
    """How a data set is written: with its value representations or without, and in which order."""

    implicit: bool
    little: bool


EXPLICIT_LITTLE = Encoding(implicit=False, little=True)
IMPLICIT_LITTLE = Encoding(implicit=True, little=True)


def read_elements(data: bytes, start: int, encoding: Encoding) -> tuple[Elements, int]:
    """Read a data set that begins at ``start``, up to and with its Pixel Data.

    Returns the elements and the offset behind the last one that was read.

    Raises:
        InputRejectedError: TRUNCATED where a length runs over, UNDECODABLE where the bytes are
            no data set or nest too deep.

    """
    reader = _Reader(data, encoding)
    return reader.data_set(start, len(data), encoding, depth=0)


def read_items(value: bytes, encoding: Encoding) -> list[Elements]:
    """Read the items of a sequence whose value was kept as unknown bytes; they are implicit.

    Raises:
        InputRejectedError: as :func:`read_elements`.

    """
    inner = _inside_unknown(encoding)
    items, _ = _Reader(value, inner).items(0, len(value), inner, depth=1)
    return items


class _Reader:
    def __init__(self, data: bytes, encoding: Encoding) -> None:
        self._data = data
        order = "<" if encoding.little else ">"
        self._tag = struct.Struct(order + "HH").unpack_from
        self._long = struct.Struct(order + "I").unpack_from
        self._short = struct.Struct(order + "H").unpack_from
        self._implicit_head = struct.Struct(order + "HHI").unpack_from

    def data_set(self, at: int, end: int, encoding: Encoding, depth: int) -> tuple[Elements, int]:
        """Read elements up to ``end``, an item's delimiter, or behind Pixel Data."""
        if depth > MAX_DEPTH:
            raise InputRejectedError(FailureCode.UNDECODABLE)
        elements: Elements = {}
        while at < end:
            if at + 8 > end:
                raise InputRejectedError(FailureCode.TRUNCATED)
            group, number = self._tag(self._data, at)
            tag = group << 16 | number
            if group == 0xFFFE:
                if tag == _ITEM_END:
                    return elements, at + 8
                at += 8  # a stray delimiter, which some writers leave behind a sequence
                continue
            vr, at, length = self._head(at, end, tag, encoding)
            element, at = self._element(tag, vr, at, length, end, encoding, depth)
            elements[tag] = element
            if tag == PIXEL_DATA and depth == 0:
                break
        return elements, at

    def _head(self, at: int, end: int, tag: int, encoding: Encoding) -> tuple[bytes, int, int]:
        """Return an element's value representation, where its value begins, and its length."""
        if encoding.implicit:
            return _implied(tag), at + 8, self._long(self._data, at + 4)[0]
        vr = self._data[at + 4 : at + 6]
        if vr in _SHORT:
            return vr, at + 8, self._short(self._data, at + 6)[0]
        if vr not in WITH_RESERVED:
            raise InputRejectedError(FailureCode.UNDECODABLE)
        if at + 12 > end:
            raise InputRejectedError(FailureCode.TRUNCATED)
        return vr, at + 12, self._long(self._data, at + 8)[0]

    def _element(  # noqa: PLR0913 - what a head says, and where it stands
        self,
        tag: int,
        vr: bytes,
        at: int,
        length: int,
        end: int,
        encoding: Encoding,
        depth: int,
    ) -> tuple[Element, int]:
        if length == _UNDEFINED:
            if tag >> 16 == _PIXEL_GROUP:
                behind = self._behind_fragments(at, end)
                return Element(vr, memoryview(self._data)[at:behind], fragmented=True), behind
            if vr == b"UN":
                encoding = _inside_unknown(encoding)
            items, at = self.items(at, end, encoding, depth)
            return Element(b"SQ", items), at
        behind = at + length
        if behind > end:
            raise InputRejectedError(FailureCode.TRUNCATED)
        if vr == b"SQ" and not tag >> 16 & 1:
            items, _ = self.items(at, behind, encoding, depth)
            return Element(vr, items), behind
        if tag >> 16 == _PIXEL_GROUP:
            return Element(vr, memoryview(self._data)[at:behind]), behind
        return Element(vr, self._data[at:behind]), behind

    def items(
        self, at: int, end: int, encoding: Encoding, depth: int
    ) -> tuple[list[Elements], int]:
        """Read a sequence's items up to its end or its delimiter (PS3.5 section 7.5)."""
        items: list[Elements] = []
        while at < end:
            if at + 8 > end:
                raise InputRejectedError(FailureCode.TRUNCATED)
            group, number, length = self._implicit_head(self._data, at)
            tag = group << 16 | number
            at += 8
            if tag == _SEQUENCE_END:
                return items, at
            if tag != _ITEM:
                raise InputRejectedError(FailureCode.UNDECODABLE)
            behind = end if length == _UNDEFINED else at + length
            if behind > end:
                raise InputRejectedError(FailureCode.TRUNCATED)
            item, at = self.data_set(at, behind, encoding, depth + 1)
            items.append(item)
        return items, at

    def _behind_fragments(self, at: int, end: int) -> int:
        """Walk over encapsulated fragments (PS3.5 section A.4) to behind their delimiter."""
        while at + 8 <= end:
            group, number, length = self._implicit_head(self._data, at)
            tag = group << 16 | number
            at += 8
            if tag == _SEQUENCE_END:
                return at
            if tag != _ITEM or length == _UNDEFINED:
                raise InputRejectedError(FailureCode.UNDECODABLE)
            at += length
        raise InputRejectedError(FailureCode.TRUNCATED)


def _inside_unknown(encoding: Encoding) -> Encoding:
    """Unknown contents are implicit (PS3.5 section 6.2.2, note 4), and so in little endian."""
    if not encoding.little:
        raise InputRejectedError(FailureCode.UNDECODABLE)
    return IMPLICIT_LITTLE


def _implied(tag: int) -> bytes:
    """Return the value representation that the dictionary of PS3.6 gives an attribute."""
    entry = DicomDictionary.get(tag)
    return entry[0][:2].encode() if entry and tag & 0xFFFF else b"UN"
