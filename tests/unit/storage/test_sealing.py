"""Sealed streams open to what was sealed, and to nothing else."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.sealing import SEGMENT_BYTES, SealBrokenError, seal, unseal, unsealed

KEY = bytes(range(32))
CONTEXT = b"raw/submission/medium"


def _sealed(chunks: list[bytes]) -> bytes:
    return b"".join(seal(chunks, KEY, CONTEXT))


@given(st.lists(st.binary(max_size=300), max_size=8))
def test_opens_to_what_was_sealed_however_it_was_cut_into_chunks(chunks: list[bytes]) -> None:
    assert unseal(_sealed(chunks), KEY, CONTEXT) == b"".join(chunks)


@pytest.mark.parametrize("length", [0, 1, SEGMENT_BYTES, SEGMENT_BYTES + 1, 2 * SEGMENT_BYTES + 5])
def test_segments_meet_at_their_borders(length: int) -> None:
    data = bytes(length)
    assert unseal(_sealed([data]), KEY, CONTEXT) == data


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


@given(st.binary(min_size=1, max_size=400), st.data())
def test_any_changed_byte_breaks_the_seal(data: bytes, draw: st.DataObject) -> None:
    sealed = bytearray(_sealed([data]))
    place = draw.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= draw.draw(st.integers(1, 255))
    with pytest.raises(SealBrokenError):
        unseal(bytes(sealed), KEY, CONTEXT)


def test_a_dropped_last_segment_breaks_the_seal() -> None:
    sealed = _sealed([bytes(2 * SEGMENT_BYTES)])
    cut = sealed[: 20 + SEGMENT_BYTES + 16]
    with pytest.raises(SealBrokenError):
        unseal(cut, KEY, CONTEXT)


@pytest.mark.parametrize("length", [0, 3, 4, 19, 20, 35])
def test_what_is_cut_off_before_its_first_segment_ends_is_broken(length: int) -> None:
    with pytest.raises(SealBrokenError):
        unseal(_sealed([b"secret"])[:length], KEY, CONTEXT)


def test_another_key_or_context_opens_nothing() -> None:
    sealed = _sealed([b"secret"])
    with pytest.raises(SealBrokenError):
        unseal(sealed, bytes(32), CONTEXT)
    with pytest.raises(SealBrokenError):
        unseal(sealed, KEY, b"raw/other/medium")


def test_the_same_bytes_never_look_the_same_twice() -> None:
    assert _sealed([b"secret"]) != _sealed([b"secret"])
