"""What every store of blobs must do: the local folder and an S3 bucket.

A green run does not prove durability against a power cut, and SeaweedFS is not Amazon's S3: what
only that does (eventual listings, throttling) is not seen here.
"""

import os
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from safelight.cluster.servers import SeaweedServer
from storage.blobs import (
    BlobMissingError,
    BlobRef,
    Blobs,
    ObscuredRef,
    RawRef,
    StrippedRef,
    write_obscured,
)
from streams.failures import BROKEN_WORLD
from tests.factories.buckets import blobs_in, new_bucket, uploads_under_way, whole
from tests.factories.servers import ready

PART = 5 << 20
WRITERS = 6
SECONDS_TO_GIVE_UP = 15.0


class TooLargeError(Exception):
    """What a source of chunks raises when it has had enough."""


@pytest.fixture
def ref() -> ObscuredRef:
    return ObscuredRef(uuid4().hex * 2)


def _in_chunks(data: bytes, size: int = 999_983) -> Iterator[bytes]:
    for start in range(0, len(data), size):
        yield data[start : start + size]


def _breaking_off_after(size: int) -> Iterator[bytes]:
    yield from _in_chunks(bytes(size))
    raise TooLargeError


@pytest.mark.parametrize("size", [0, 1, 4096, PART - 1, PART, PART + 1, 20_000_000])
def test_what_was_written_comes_back(blobs: Blobs, ref: ObscuredRef, size: int) -> None:
    data = os.urandom(size)
    blobs.write(ref, _in_chunks(data))
    assert blobs.exists(ref)
    assert whole(blobs, ref) == data
    chunks = list(blobs.chunks(ref))
    assert b"".join(chunks) == data
    assert all(len(chunk) < 3 * PART for chunk in chunks)


@pytest.mark.parametrize("size", [0, 1, PART + 1])
def test_any_piece_comes_back(blobs: Blobs, ref: ObscuredRef, size: int) -> None:
    data = os.urandom(size)
    blobs.write(ref, _in_chunks(data))
    found = blobs.readable(ref)
    assert found.size == size
    for start, end in ((0, size), (0, 0), (size, size), (size // 2, size), (size // 3, size // 2)):
        assert b"".join(found.read(start, end)) == data[start:end]


def test_obscured_bytes_lie_under_their_digest(blobs: Blobs) -> None:
    ref = write_obscured(blobs, (b"a picture",))
    assert ref.sha256.startswith("92b2fa58028958317e408bd84ecfa70f")
    assert whole(blobs, ref) == b"a picture"


def test_each_zone_has_keys_of_its_own(blobs: Blobs) -> None:
    same, digest = UUID(int=7), "7" * 64
    refs: list[BlobRef] = [
        RawRef(same, same),
        StrippedRef(same, digest),
        ObscuredRef(digest),
    ]
    for number, each in enumerate(refs):
        blobs.write(each, (b"%d" % number,))
    assert [whole(blobs, each) for each in refs] == [b"0", b"1", b"2"]
    assert [each.key.split("/")[0] for each in refs] == ["raw", "stripped", "obscured"]


@pytest.mark.parametrize("size", [10, PART + 10])
def test_a_key_written_again_holds_what_came_last(
    blobs: Blobs, ref: ObscuredRef, size: int
) -> None:
    for byte in (b"a", b"b"):
        blobs.write(ref, (byte * size,))
        blobs.write(ref, (byte * size,))
    assert whole(blobs, ref) == b"b" * size


def test_what_is_not_there_is_missing(blobs: Blobs, ref: ObscuredRef) -> None:
    assert not blobs.exists(ref)
    with pytest.raises(BlobMissingError):
        whole(blobs, ref)
    with pytest.raises(BlobMissingError):
        next(blobs.chunks(ref))
    with pytest.raises(BlobMissingError):
        blobs.readable(ref)
    blobs.delete(ref)


def test_what_was_deleted_is_missing(blobs: Blobs, ref: ObscuredRef) -> None:
    other = ObscuredRef(ref.sha256[::-1])
    for each in (ref, other):
        blobs.write(each, (b"bytes",))
    blobs.delete(ref)
    assert not blobs.exists(ref)
    with pytest.raises(BlobMissingError):
        whole(blobs, ref)
    assert whole(blobs, other) == b"bytes"


@pytest.mark.parametrize("size", [0, 1_000_000, PART, 20_000_000])
def test_a_source_that_breaks_off_leaves_nothing(blobs: Blobs, ref: ObscuredRef, size: int) -> None:
    with pytest.raises(TooLargeError):
        blobs.write(ref, _breaking_off_after(size))
    assert not blobs.exists(ref)


@pytest.mark.parametrize("size", [1_000_000, 20_000_000])
def test_a_source_that_breaks_off_leaves_what_was_there(
    blobs: Blobs, ref: ObscuredRef, size: int
) -> None:
    blobs.write(ref, (b"before",))
    with pytest.raises(TooLargeError):
        blobs.write(ref, _breaking_off_after(size))
    assert whole(blobs, ref) == b"before"


def test_a_source_that_breaks_off_leaves_no_file(tmp_path: Path, ref: ObscuredRef) -> None:
    blobs = Blobs.in_folder(tmp_path / "blobs")
    with pytest.raises(TooLargeError):
        blobs.write(ref, _breaking_off_after(20_000_000))
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.distributed
@pytest.mark.xdist_group("bucket")
def test_a_source_that_breaks_off_leaves_no_upload_under_way(
    seaweed_server: SeaweedServer, ref: ObscuredRef
) -> None:
    bucket = new_bucket(seaweed_server)
    blobs = blobs_in(seaweed_server, bucket)
    seen = []

    def source() -> Iterator[bytes]:
        for chunk in _in_chunks(bytes(30_000_000)):
            seen.append(uploads_under_way(seaweed_server, bucket))
            yield chunk
        raise TooLargeError

    with pytest.raises(TooLargeError):
        blobs.write(ref, source())
    assert max(seen) == 1
    assert uploads_under_way(seaweed_server, bucket) == 0


@pytest.mark.parametrize("size", [1000, PART + 1000])
def test_of_many_writers_of_a_key_one_wins_whole(blobs: Blobs, ref: ObscuredRef, size: int) -> None:
    together = threading.Barrier(WRITERS + 1)
    contents = {bytes([number]) * size for number in range(WRITERS)}

    def write(content: bytes) -> None:
        together.wait()
        for _ in range(3):
            blobs.write(ref, _in_chunks(content, 64 << 10))

    def read() -> None:
        together.wait()
        for _ in range(10):
            if blobs.exists(ref):
                assert whole(blobs, ref) in contents

    with ThreadPoolExecutor(WRITERS + 1) as threads:
        running = [threads.submit(write, content) for content in contents]
        running.append(threads.submit(read))
    for each in running:
        each.result()
    assert whole(blobs, ref) in contents


def test_a_store_that_is_there_answers(blobs: Blobs) -> None:
    assert blobs.answers()


def _uses(blobs: Blobs, ref: ObscuredRef) -> list[Callable[[], object]]:
    return [
        lambda: whole(blobs, ref),
        lambda: next(blobs.chunks(ref)),
        lambda: blobs.readable(ref),
        lambda: blobs.exists(ref),
        lambda: blobs.delete(ref),
        lambda: blobs.write(ref, (b"bytes",)),
        lambda: blobs.write(ref, _in_chunks(bytes(20_000_000))),
    ]


def test_a_folder_that_is_gone_is_not_a_missing_blob(tmp_path: Path, ref: ObscuredRef) -> None:
    blobs = Blobs.in_folder(tmp_path / "blobs")
    shutil.rmtree(tmp_path / "blobs")
    assert not blobs.answers()
    for use in _uses(blobs, ref)[:5]:
        with pytest.raises(BROKEN_WORLD):
            use()


@pytest.mark.distributed
@pytest.mark.xdist_group("bucket")
def test_a_bucket_that_nobody_made_is_not_a_missing_blob(
    seaweed_server: SeaweedServer, ref: ObscuredRef
) -> None:
    blobs = blobs_in(seaweed_server, "nobody-made-this")
    assert not blobs.answers()
    for use in _uses(blobs, ref):
        with pytest.raises(BROKEN_WORLD):
            use()


@pytest.mark.distributed
def test_a_server_that_is_down_is_told_in_seconds_and_works_after_its_restart(
    tmp_path: Path, ref: ObscuredRef
) -> None:
    server = SeaweedServer(tmp_path)
    try:
        blobs = blobs_in(ready(server), new_bucket(server))
        blobs.write(ref, (b"before",))
        server.stop()
        assert not blobs.answers()
        for use in _uses(blobs, ref):
            _assert_broken_soon(use)
        ready(server)
        assert blobs.answers()
        assert whole(blobs, ref) == b"before"
        blobs.write(ref, (b"after",))
        os.kill(server.pid, signal.SIGSTOP)
        _assert_broken_soon(lambda: whole(blobs, ref))
    finally:
        server.discard()


def _assert_broken_soon(use: Callable[[], object]) -> None:
    began = time.monotonic()
    with pytest.raises(BROKEN_WORLD):
        use()
    assert time.monotonic() - began < SECONDS_TO_GIVE_UP
