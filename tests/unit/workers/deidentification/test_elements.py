"""The reader on bytes that lie: always a code, soon, and with bounded depth and memory."""

import random
import struct
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safelight.bench.planted.base import base, written
from safelight.bench.planted.harmless import harmless_file
from schemas.failures import Blame, FailureCode, InputRejectedError
from tests.factories import marked_media as media
from workers.deidentification.elements import (
    EXPLICIT_LITTLE,
    IMPLICIT_LITTLE,
    MAX_DEPTH,
    Encoding,
    read_elements,
)
from workers.deidentification.header import clean_file

KEY = bytes(range(32))
SEQUENCE, ITEM, ITEM_END, END = 0x0040A730, 0xFFFEE000, 0xFFFEE00D, 0xFFFEE0DD
UNDEFINED = 0xFFFFFFFF
WHOLE = harmless_file()


def _long(tag: int, vr: bytes, length: int, value: bytes = b"") -> bytes:
    return struct.pack("<HH2sHI", tag >> 16, tag & 0xFFFF, vr, 0, length) + value


def _mark(tag: int, length: int) -> bytes:
    return struct.pack("<HHI", tag >> 16, tag & 0xFFFF, length)


def _nested(depth: int) -> bytes:
    opening = _long(SEQUENCE, b"SQ", UNDEFINED) + _mark(ITEM, UNDEFINED)
    closing = _mark(ITEM_END, 0) + _mark(END, 0)
    return opening * depth + closing * depth


def _code(data: bytes, encoding: Encoding = EXPLICIT_LITTLE) -> FailureCode:
    with pytest.raises(InputRejectedError) as caught:
        read_elements(data, 0, encoding)
    return caught.value.code


def test_what_is_well_formed_is_read_whole() -> None:
    """Nested as deep as is allowed, with and without lengths."""
    data = _nested(MAX_DEPTH)
    elements, end = read_elements(data, 0, EXPLICIT_LITTLE)
    assert end == len(data)
    depth = 0
    while elements:
        depth += 1
        value = elements[SEQUENCE].value
        assert isinstance(value, list)
        elements = value[0]
    assert depth == MAX_DEPTH


LIES = {
    "a thousand deep": (_nested(1000), FailureCode.UNDECODABLE),
    "four gigabytes": (_long(0x00420011, b"OB", 0xFFFFFFFE), FailureCode.TRUNCATED),
    "one byte too long": (_long(0x00420011, b"OB", 5, b"abcd"), FailureCode.TRUNCATED),
    "an item longer than its sequence": (
        _long(SEQUENCE, b"SQ", 8, _mark(ITEM, 100)) + bytes(100), FailureCode.TRUNCATED),
    "a sequence that never ends": (
        _long(SEQUENCE, b"SQ", UNDEFINED) + _mark(ITEM, 0) * 10_000, None),
    "no item in a sequence": (
        _long(SEQUENCE, b"SQ", UNDEFINED) + b"\x10\x00\x10\x00\x04\x00\x00\x00abcd",
        FailureCode.UNDECODABLE),
    "a representation that is none": (b"\x10\x00\x10\x00zz\x04\x00abcd", FailureCode.UNDECODABLE),
    "half a head": (b"\x10\x00\x10\x00PN", FailureCode.TRUNCATED),
    "fragments without an end": (
        _long(0x7FE00010, b"OB", UNDEFINED) + _mark(ITEM, 4) + bytes(4), FailureCode.TRUNCATED),
    "a fragment of undefined length": (
        _long(0x7FE00010, b"OB", UNDEFINED) + _mark(ITEM, UNDEFINED), FailureCode.UNDECODABLE),
}  # fmt: skip


@pytest.mark.parametrize("name", LIES)
def test_a_lie_has_its_code(name: str) -> None:
    data, code = LIES[name]
    if code is None:
        elements, _ = read_elements(data, 0, EXPLICIT_LITTLE)
        assert len(elements[SEQUENCE].value) == 10_000
    else:
        assert _code(data) is code


def test_unknown_contents_are_implicit() -> None:
    """PS3.5 section 6.2.2: UN of undefined length; in big endian there is no such thing."""
    inner = struct.pack("<HHI", 0x0010, 0x0010, 4) + b"Doe "
    item = _mark(ITEM, len(inner)) + inner
    data = _long(SEQUENCE, b"UN", UNDEFINED) + item + _mark(END, 0)
    elements, _ = read_elements(data, 0, EXPLICIT_LITTLE)
    (only,) = elements[SEQUENCE].value
    assert only[0x00100010].value == b"Doe "  # type: ignore[index]
    big = struct.pack(">HH2sHI", SEQUENCE >> 16, SEQUENCE & 0xFFFF, b"UN", 0, UNDEFINED)
    assert _code(big, Encoding(implicit=False, little=False)) is FailureCode.UNDECODABLE


@settings(max_examples=300, deadline=None)
@given(data=st.binary(max_size=400), implicit=st.booleans(), little=st.booleans())
def test_any_bytes_end_in_elements_or_a_code(data: bytes, implicit: bool, little: bool) -> None:
    encoding = Encoding(implicit=implicit and little, little=little)
    try:
        elements, end = read_elements(data, 0, encoding)
    except InputRejectedError as refused:
        assert refused.code.blame is Blame.INPUT
    else:
        assert 0 <= end <= len(data)
        assert len(elements) <= len(data) // 8


@settings(max_examples=200, deadline=None)
@given(seed=st.integers(0, 1 << 32), bends=st.integers(1, 6))
def test_a_bent_file_ends_in_a_file_or_a_code(seed: int, bends: int) -> None:
    chance = random.Random(seed)
    data = bytearray(WHOLE)
    for _ in range(bends):
        data[chance.randrange(132, len(data))] = chance.choice((0, 1, 2, 0x7F, 0x80, 0xFE, 0xFF))
    try:
        clean_file(bytes(data), KEY)
    except InputRejectedError as refused:
        assert refused.code.blame is Blame.INPUT


def test_lengths_cost_no_memory() -> None:
    """What an element claims is never set aside."""
    huge = _long(0x00420011, b"OB", 0xFFFFFFF0)
    file = written(base())[:132] + media.dicom(media.plain(16, 16)[None])[132:400] + huge
    tracemalloc.start()
    with pytest.raises(InputRejectedError):
        clean_file(file, KEY)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1 << 20


def test_implicit_files_nest_as_well() -> None:
    inner = struct.pack("<HHI", 0x0010, 0x0010, 4) + b"Doe "
    data = (struct.pack("<HHI", SEQUENCE >> 16, SEQUENCE & 0xFFFF, UNDEFINED)
            + _mark(ITEM, UNDEFINED) + inner + _mark(ITEM_END, 0) + _mark(END, 0))  # fmt: skip
    elements, end = read_elements(data, 0, IMPLICIT_LITTLE)
    assert end == len(data)
    (item,) = elements[SEQUENCE].value
    assert item[0x00100010].value == b"Doe "  # type: ignore[index]
