"""Blobs: bytes under a key, in a folder or an object store.

Each zone has its own kind of reference, so that no signature that asks for obscured bytes can be
handed anything darker.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from uuid import UUID

import obstore
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import LocalStore, ObjectStore

from storage.buckets import open_bucket
from storage.readable import Readable

_PART_BYTES = 5 << 20
"""What S3 takes as the smallest part of an upload in parts, and what goes in one request."""

_PARTS_AT_ONCE = 4
"""How many parts of a large blob are in memory and under way."""


class BlobMissingError(Exception):
    """A blob that the database refers to is not there."""


@dataclass(frozen=True, slots=True)
class RawRef:
    """An original as it was uploaded."""

    submission_id: UUID
    medium_id: UUID

    @property
    def key(self) -> str:
        """Where it lies, sealed."""
        return f"raw/{self.submission_id}/{self.medium_id}"


@dataclass(frozen=True, slots=True)
class StrippedRef:
    """Stripped bytes, named by the SHA-256 of their plaintext."""

    submission_id: UUID
    sha256: str

    @property
    def key(self) -> str:
        """Where they lie, sealed."""
        return f"stripped/{self.submission_id}/{self.sha256}"


@dataclass(frozen=True, slots=True)
class ObscuredRef:
    """Obscured bytes, named by their SHA-256: the only ones that lie open."""

    sha256: str

    @property
    def key(self) -> str:
        """Where they lie."""
        return f"obscured/{self.sha256[:2]}/{self.sha256}"


BlobRef = RawRef | StrippedRef | ObscuredRef


class Blobs:
    """A store of blobs. Writing the same key again is harmless: keys name their content."""

    def __init__(self, store: ObjectStore, folder: Path | None = None) -> None:
        """Take the store, and the folder it keeps its files in where it is a local one."""
        self._store = store
        self._folder = folder

    @classmethod
    def in_folder(cls, folder: Path) -> "Blobs":
        """Open a store of local files, making the folder where there is none."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return cls(LocalStore(folder), folder)

    @classmethod
    def in_bucket(
        cls,
        bucket: str,
        *,
        endpoint: str | None,
        region: str,
        access_key_id: str | None,
        secret_access_key: str | None,
    ) -> "Blobs":
        """Open a store in a bucket of an S3-compatible service; the bucket must be there.

        See :func:`storage.buckets.open_bucket` for what may be left out.
        """
        return cls(
            open_bucket(
                bucket,
                endpoint=endpoint,
                region=region,
                access_key_id=access_key_id,
                secret_access_key=secret_access_key,
            )
        )

    def write(self, ref: BlobRef, chunks: Iterable[bytes]) -> None:
        """Write a blob whole or not at all; on return it survives a power cut.

        What the chunks raise comes out of here, and nothing has been written then.
        """
        rest = iter(chunks)
        head = _take(rest, _PART_BYTES)
        if len(head) < _PART_BYTES:
            obstore.put(self._store, ref.key, head, use_multipart=False)
        else:
            obstore.put(
                self._store,
                ref.key,
                chain((head,), rest),
                chunk_size=_PART_BYTES,
                max_concurrency=_PARTS_AT_ONCE,
            )
        self._flush(ref)

    def chunks(self, ref: BlobRef, piece: tuple[int, int] | None = None) -> Iterator[bytes]:
        """Yield a blob in chunks of some megabytes, or a piece of it: from here to before there.

        Raises:
            BlobMissingError: there is none.

        """
        try:
            found = obstore.get(
                self._store, ref.key, options=None if piece is None else {"range": piece}
            )
        except (NotFoundError, FileNotFoundError):
            self._check_that_it_answers()
            raise BlobMissingError from None
        yield from found.stream(min_chunk_size=_PART_BYTES)

    def readable(self, ref: BlobRef) -> Readable:
        """Return a blob to be read from anywhere.

        Raises:
            BlobMissingError: there is none.

        """
        try:
            size = obstore.head(self._store, ref.key)["size"]
        except (NotFoundError, FileNotFoundError):
            self._check_that_it_answers()
            raise BlobMissingError from None

        def read(start: int, end: int) -> Iterator[bytes]:
            # A store is not asked for nothing: some refuse an empty range.
            return self.chunks(ref, (start, end)) if start < end else iter(())

        return Readable(size, read)

    def exists(self, ref: BlobRef) -> bool:
        """Tell whether a blob is there."""
        try:
            obstore.head(self._store, ref.key)
        except (NotFoundError, FileNotFoundError):
            self._check_that_it_answers()
            return False
        return True

    def delete(self, ref: BlobRef) -> None:
        """Delete a blob; deleting what is not there is no error."""
        try:
            obstore.delete(self._store, ref.key)
        except (NotFoundError, FileNotFoundError):
            self._check_that_it_answers()

    def answers(self) -> bool:
        """Tell whether the store is there: a cheap question, good for a readiness probe.

        A bucket's keys must allow listing it.
        """
        try:
            self._check_that_it_answers()
        except (BaseError, OSError):
            return False
        return True

    def _check_that_it_answers(self) -> None:
        """Raise where the store itself is away: a blob in it is then not missing.

        A bucket that nobody made says "not found" to everything, as an empty one does.
        """
        obstore.list_with_delimiter(self._store, "none")
        if self._folder is not None and not self._folder.is_dir():
            raise FileNotFoundError(self._folder)

    def _flush(self, ref: BlobRef) -> None:
        """Bring a local file and its folder entry to the disk; object stores do so themselves."""
        if self._folder is None:
            return
        path = self._folder / ref.key
        for target in (path, path.parent):
            handle = os.open(target, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def write_obscured(blobs: Blobs, chunks: Iterable[bytes]) -> ObscuredRef:
    """Write obscured bytes under their digest; ``chunks`` are iterated over twice."""
    ref = ObscuredRef(digest_of(chunks))
    blobs.write(ref, chunks)
    return ref


def digest_of(chunks: Iterable[bytes]) -> str:
    """Return the SHA-256 of chunks one behind the other."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()


def _take(chunks: Iterator[bytes], size: int) -> bytes:
    """Take chunks until they hold so many bytes or end."""
    taken = bytearray()
    for chunk in chunks:
        taken += chunk
        if len(taken) >= size:
            break
    return bytes(taken)
