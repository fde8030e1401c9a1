"""Blobs that are sealed under their submission's key: what originals and stripped bytes share."""

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from storage.blobs import Blobs, RawRef, StrippedRef
from storage.readable import Readable
from storage.sealing import seal, unsealed, unsealed_within
from storage.submission_keys import SubmissionKeys

SealedRef = TypeVar("SealedRef", RawRef, StrippedRef)


class SealedBlobs(Generic[SealedRef]):
    """Seals blobs of one kind and opens them. Who may reach which kind is told by their types."""

    def __init__(self, blobs: Blobs, keys: SubmissionKeys) -> None:
        """Take where sealed bytes lie and where their keys are."""
        self._blobs = blobs
        self._keys = keys

    def key(self, session: Session, submission_id: UUID) -> bytes:
        """Return the key that the other methods take."""
        return self._keys.open(session, submission_id)

    def chunks(self, ref: SealedRef, key: bytes) -> Iterator[bytes]:
        """Yield a blob in chunks: what is large need not be in memory as a whole.

        Raises:
            storage.blobs.BlobMissingError: there is none.
            storage.sealing.SealBrokenError: it is not what was written; known at the latest at
                the end.

        """
        return unsealed(self._blobs.chunks(ref), key, ref.key.encode())

    def readable(self, ref: SealedRef, key: bytes) -> Readable:
        """Return a blob to be read from anywhere.

        Reading raises as well, where what is read is not what was written.

        Raises:
            storage.blobs.BlobMissingError: there is none.
            storage.sealing.SealBrokenError: it is not what was written.

        """
        return unsealed_within(self._blobs.readable(ref), key, ref.key.encode())

    def _seal(self, ref: SealedRef, chunks: Iterable[bytes], key: bytes) -> None:
        self._blobs.write(ref, seal(chunks, key, ref.key.encode()))
