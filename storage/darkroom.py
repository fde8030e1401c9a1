"""The darkroom: stripped bytes, still with faces and burned-in words, sealed like originals."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from sqlalchemy.orm import Session

from storage.blobs import Blobs, StrippedRef, digest_of
from storage.readable import Readable
from storage.sealing import seal, unsealed, unsealed_within
from storage.submission_keys import SubmissionKeys


class Darkroom:
    """Seals stripped renditions and opens them for stages and for the reviewing moderator."""

    def __init__(self, blobs: Blobs, keys: SubmissionKeys) -> None:
        """Take where sealed bytes lie and where their keys are."""
        self._blobs = blobs
        self._keys = keys

    def key(self, session: Session, submission_id: UUID) -> bytes:
        """Return the key that the other methods take."""
        return self._keys.open(session, submission_id)

    def write(self, submission_id: UUID, chunks: Iterable[bytes], key: bytes) -> StrippedRef:
        """Seal stripped bytes under the digest of what they say.

        ``chunks`` are iterated over twice.
        """
        ref = StrippedRef(submission_id, digest_of(chunks))
        self._blobs.write(ref, seal(chunks, key, ref.key.encode()))
        return ref

    def chunks(self, ref: StrippedRef, key: bytes) -> Iterator[bytes]:
        """Yield stripped bytes in chunks: what is large need not be in memory as a whole.

        Raises:
            storage.blobs.BlobMissingError: there is none.
            storage.sealing.SealBrokenError: it is not what was written; known at the latest at
                the end.

        """
        return unsealed(self._blobs.chunks(ref), key, ref.key.encode())

    def readable(self, ref: StrippedRef, key: bytes) -> Readable:
        """Return stripped bytes to be read from anywhere.

        Reading raises as well, where what is read is not what was written.

        Raises:
            storage.blobs.BlobMissingError: there is none.
            storage.sealing.SealBrokenError: it is not what was written.

        """
        return unsealed_within(self._blobs.readable(ref), key, ref.key.encode())
