"""Sealed streams open to what was sealed, and to nothing else."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.readable import Readable
from storage.sealing import SEGMENT_BYTES, SealBrokenError, seal, unsealed, unsealed_within

KEY = bytes(range(32))
CONTEXT = b"raw/submission/medium"


def _opened(sealed: bytes, key: bytes = KEY, context: bytes = CONTEXT) -> bytes:
    return b"".join(unsealed((sealed,), key, context))


def _sealed(chunks: list[bytes]) -> bytes:
    return b"".join(seal(chunks, KEY, CONTEXT))


@given(st.lists(st.binary(max_size=300), max_size=8))
def test_opens_to_what_was_sealed_however_it_was_cut_into_chunks(chunks: list[bytes]) -> None:
    assert _opened(_sealed(chunks)) == b"".join(chunks)


@pytest.mark.parametrize("length", [0, 1, SEGMENT_BYTES, SEGMENT_BYTES + 1, 2 * SEGMENT_BYTES + 5])
def test_segments_meet_at_their_borders(length: int) -> None:
    data = bytes(length)
    assert _opened(_sealed([data])) == data


@pytest.mark.parametrize("length", [0, 1, SEGMENT_BYTES, SEGMENT_BYTES + 1, 2 * SEGMENT_BYTES + 5])
@pytest.mark.parametrize("step", [7919, SEGMENT_BYTES, SEGMENT_BYTES + 16, 5 << 20])
def test_opens_segment_by_segment_however_sealed_chunks_come(length: int, step: int) -> None:
    """As a store reads them, which knows nothing of segments."""
    data = random.Random(length).randbytes(length)
    sealed = _sealed([data])
    chunks = (sealed[start : start + step] for start in range(0, len(sealed), step))
    opened = list(unsealed(chunks, KEY, CONTEXT))
    assert b"".join(opened) == data
    assert all(len(segment) <= SEGMENT_BYTES for segment in opened)


def _readable(sealed: bytes) -> Readable:
    return Readable(len(sealed), lambda start, end: iter((sealed[start:end],)))


@pytest.mark.parametrize("length", [0, 1, SEGMENT_BYTES, SEGMENT_BYTES + 1, 3 * SEGMENT_BYTES])
def test_any_piece_of_it_can_be_read_alone(length: int) -> None:
    data = random.Random(length).randbytes(length)
    opened = unsealed_within(_readable(_sealed([data])), KEY, CONTEXT)
    assert opened.size == length
    edges = {0, 1, SEGMENT_BYTES - 1, SEGMENT_BYTES, SEGMENT_BYTES + 1, length - 1, length}
    places = sorted(edge for edge in edges if 0 <= edge <= length)
    for start in places:
        for end in (place for place in places if place >= start):
            assert b"".join(opened.read(start, end)) == data[start:end]


def test_a_piece_that_was_changed_is_not_read() -> None:
    """Others are: a segment is genuine by itself."""
    sealed = bytearray(_sealed([bytes(3 * SEGMENT_BYTES)]))
    sealed[20 + SEGMENT_BYTES + 16 + 5] ^= 1
    opened = unsealed_within(_readable(bytes(sealed)), KEY, CONTEXT)
    assert b"".join(opened.read(0, SEGMENT_BYTES)) == bytes(SEGMENT_BYTES)
    with pytest.raises(SealBrokenError):
        list(opened.read(SEGMENT_BYTES, SEGMENT_BYTES + 1))


@pytest.mark.parametrize("cut", [0, 19, 35, 36, 20 + SEGMENT_BYTES + 16, 20 + SEGMENT_BYTES + 40])
def test_what_was_cut_off_is_not_read_to_its_end(cut: int) -> None:
    sealed = _sealed([bytes(2 * SEGMENT_BYTES)])

    def last_byte() -> bytes:
        opened = unsealed_within(_readable(sealed[:cut]), KEY, CONTEXT)
        return b"".join(opened.read(max(0, opened.size - 1), max(1, opened.size)))

    with pytest.raises(SealBrokenError):
        last_byte()


@given(st.binary(min_size=1, max_size=400), st.data())
def test_any_changed_byte_breaks_the_seal(data: bytes, draw: st.DataObject) -> None:
    sealed = bytearray(_sealed([data]))
    place = draw.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= draw.draw(st.integers(1, 255))
    with pytest.raises(SealBrokenError):
        _opened(bytes(sealed))


def test_a_dropped_last_segment_breaks_the_seal() -> None:
    sealed = _sealed([bytes(2 * SEGMENT_BYTES)])
    cut = sealed[: 20 + SEGMENT_BYTES + 16]
    with pytest.raises(SealBrokenError):
        _opened(cut)


@pytest.mark.parametrize("length", [0, 3, 4, 19, 20, 35])
def test_what_is_cut_off_before_its_first_segment_ends_is_broken(length: int) -> None:
    with pytest.raises(SealBrokenError):
        _opened(_sealed([b"secret"])[:length])


def test_another_key_or_context_opens_nothing() -> None:
    sealed = _sealed([b"secret"])
    with pytest.raises(SealBrokenError):
        _opened(sealed, bytes(32), CONTEXT)
    with pytest.raises(SealBrokenError):
        _opened(sealed, KEY, b"raw/other/medium")


def test_the_same_bytes_never_look_the_same_twice() -> None:
    assert _sealed([b"secret"]) != _sealed([b"secret"])
