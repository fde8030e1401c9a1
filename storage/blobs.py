"""Blobs: bytes under a key, in a folder or an object store.

Each zone has its own kind of reference, so that no signature that asks for obscured bytes can be
handed anything darker.
"""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import obstore
from obstore.exceptions import NotFoundError
from obstore.store import LocalStore, ObjectStore


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

    def write(self, ref: BlobRef, chunks: Iterable[bytes]) -> None:
        """Write a blob whole or not at all; on return it survives a power cut."""
        obstore.put(self._store, ref.key, iter(chunks))
        self._flush(ref)

    def read(self, ref: BlobRef) -> bytes:
        """Read a blob whole.

        Raises:
            BlobMissingError: there is none.

        """
        try:
            return obstore.get(self._store, ref.key).bytes().to_bytes()
        except (NotFoundError, FileNotFoundError):
            raise BlobMissingError from None

    def exists(self, ref: BlobRef) -> bool:
        """Tell whether a blob is there."""
        try:
            obstore.head(self._store, ref.key)
        except (NotFoundError, FileNotFoundError):
            return False
        return True

    def delete(self, ref: BlobRef) -> None:
        """Delete a blob; deleting what is not there is no error."""
        try:
            obstore.delete(self._store, ref.key)
        except (NotFoundError, FileNotFoundError):
            return

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


def write_obscured(blobs: Blobs, data: bytes) -> ObscuredRef:
    """Write obscured bytes under their digest."""
    ref = ObscuredRef(hashlib.sha256(data).hexdigest())
    blobs.write(ref, (data,))
    return ref
