"""What is large passes the stores in chunks: none of it is in memory as a whole.

Counted are Python's own allocations, not obstore's.
"""

import tracemalloc
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest

from storage.blobs import Blobs, RawRef, StrippedRef, digest_of, write_obscured
from storage.clock import system_clock
from storage.darkroom import Darkroom
from storage.keyring import Keyring
from storage.submission_keys import SubmissionKeys
from storage.vault import Vault

KEY = bytes(range(32))
MB = 1 << 20
LARGE = 96
"""In megabytes."""

MOST = 48 * MB
"""Half of it: parts of five megabytes, some under way and one in the making, and a few segments."""


class _Film:
    """Bytes of a megabyte each, made when they are asked for, as often as they are."""

    def __iter__(self) -> Iterator[bytes]:
        for number in range(LARGE):
            yield number.to_bytes(4, "big") * (MB // 4)


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs.in_folder(tmp_path / "blobs")


def _peak(do: Callable[[], object]) -> int:
    tracemalloc.start()
    try:
        do()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_stripped_film_is_sealed_and_opened_in_chunks(blobs: Blobs) -> None:
    darkroom = Darkroom(blobs, SubmissionKeys(Keyring(KEY), system_clock))
    submission_id = uuid4()
    assert _peak(partial(darkroom.write, submission_id, _Film(), KEY)) < MOST
    ref = StrippedRef(submission_id, digest_of(_Film()))
    read: list[str] = []
    assert _peak(lambda: read.append(digest_of(darkroom.chunks(ref, KEY)))) < MOST
    whole = darkroom.readable(ref, KEY)
    assert whole.size == LARGE * MB
    assert _peak(lambda: read.append(digest_of(whole.read(0, whole.size)))) < MOST
    assert read == [ref.sha256, ref.sha256]


def test_a_little_of_a_large_film_is_little_work(blobs: Blobs) -> None:
    """Of the segments that it lies in, two at most, and of nothing else."""
    vault = Vault(blobs, SubmissionKeys(Keyring(KEY), system_clock))
    ref = RawRef(uuid4(), uuid4())
    vault.store(ref, _Film(), KEY)
    place = 40 * MB
    read: list[bytes] = []
    whole = vault.readable(ref, KEY)
    assert _peak(lambda: read.extend(whole.read(place - 4, place + 4))) < 10 * MB
    assert b"".join(read) == bytes((0, 0, 0, 39, 0, 0, 0, 40))


def test_an_obscured_film_is_written_and_read_in_chunks(blobs: Blobs) -> None:
    assert _peak(lambda: write_obscured(blobs, _Film())) < MOST
    ref = write_obscured(blobs, _Film())
    read: list[str] = []
    assert _peak(lambda: read.append(digest_of(blobs.chunks(ref)))) < MOST
    assert read == [ref.sha256]
