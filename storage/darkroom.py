"""The darkroom: stripped bytes, still with faces and burned-in words, sealed like originals."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from sqlalchemy.orm import Session

from storage.blobs import Blobs, StrippedRef, digest_of
from storage.sealing import seal, unseal, unsealed
from storage.submission_keys import SubmissionKeys


class Darkroom:
    """Seals stripped renditions and opens them for stages and for the reviewing moderator."""

    def __init__(self, blobs: Blobs, keys: SubmissionKeys) -> None:
        """Take where sealed bytes lie and where their keys are."""
        self._blobs = blobs
        self._keys = keys

    def key(self, session: Session, submission_id: UUID) -> bytes:
        """Return the key for :meth:`write` and :meth:`read`."""
        return self._keys.open(session, submission_id)

    def write(self, submission_id: UUID, chunks: Iterable[bytes], key: bytes) -> StrippedRef:
        """Seal stripped bytes under the digest of what they say.

        ``chunks`` are iterated over twice.
        """
        ref = StrippedRef(submission_id, digest_of(chunks))
        self._blobs.write(ref, seal(chunks, key, ref.key.encode()))
        return ref

    def read(self, ref: StrippedRef, key: bytes) -> bytes:
        """Return stripped bytes.

        Raises:
            storage.blobs.BlobMissingError: there are none.
            storage.sealing.SealBrokenError: they are not what was written.

        """
        return unseal(self._blobs.read(ref), key, ref.key.encode())

    def chunks(self, ref: StrippedRef, key: bytes) -> Iterator[bytes]:
        """Yield stripped bytes in chunks: what is large need not be in memory as a whole.

        Raises:
            storage.blobs.BlobMissingError, storage.sealing.SealBrokenError: as :meth:`read`, the
                latter perhaps after some chunks.

        """
        return unsealed(self._blobs.chunks(ref), key, ref.key.encode())
