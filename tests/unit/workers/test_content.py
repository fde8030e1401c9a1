"""Content that is not in one piece reads as if it were."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers import content
from workers.content import Chunks, Joined, Piece

_ends = st.none() | st.integers(-70, 70)


@given(st.lists(st.binary(max_size=12), max_size=6), _ends, _ends)
def test_joined_pieces_are_sliced_as_their_bytes_are(
    pieces: list[bytes], start: int | None, end: int | None
) -> None:
    whole = b"".join(pieces)
    joined = Joined(pieces)
    assert len(joined) == len(whole)
    assert joined[start:end] == whole[start:end]


@given(st.binary(max_size=40), st.data(), _ends, _ends)
def test_a_piece_is_sliced_as_its_bytes_are(
    whole: bytes, draw: st.DataObject, start: int | None, end: int | None
) -> None:
    first = draw.draw(st.integers(0, len(whole)))
    behind = draw.draw(st.integers(first, len(whole)))
    piece = Piece(Joined((whole[:7], whole[7:])), first, behind)
    assert len(piece) == behind - first
    assert piece[start:end] == whole[first:behind][start:end]


def test_joined_pieces_may_be_joined_again() -> None:
    joined = Joined((b"ab", Joined((b"c", b"", b"de")), b"f"))
    assert joined[1:5] == b"bcde"


def test_another_process_gets_plain_bytes() -> None:
    """It could not read where they lie."""
    assert pickle.loads(pickle.dumps(Joined((b"ab", b"c")))) == b"abc"


def test_no_byte_is_skipped() -> None:
    """A step is nothing that a film is cut with."""
    with pytest.raises(ValueError, match="2"):
        Joined((b"abc",))[::2]


@pytest.mark.parametrize("size", [0, 1, 7, 8, 9, 20])
def test_chunks_come_as_often_as_they_are_asked_for(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A store asks once for the digest, and once for the bytes."""
    monkeypatch.setattr(content, "CHUNK_BYTES", 8)
    data = bytes(range(size))
    chunks = Chunks(data)
    for _ in range(2):
        taken = list(chunks)
        assert b"".join(taken) == data
        assert all(0 < len(chunk) <= 8 for chunk in taken)
