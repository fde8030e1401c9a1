"""The vault: originals, sealed under their submission's key.

Only the upload route, the runner and the audited reveal route may reach it; the import rules of
the repository hold that.
"""

from collections.abc import Iterable, Iterator
from uuid import UUID

from sqlalchemy.orm import Session

from storage.blobs import Blobs, RawRef
from storage.sealing import seal, unseal, unsealed
from storage.submission_keys import SubmissionKeys


class Vault:
    """Seals originals and opens them."""

    def __init__(self, blobs: Blobs, keys: SubmissionKeys) -> None:
        """Take where sealed bytes lie and where their keys are."""
        self._blobs = blobs
        self._keys = keys

    def key(self, session: Session, submission_id: UUID) -> bytes:
        """Return the key for :meth:`store` and :meth:`open`."""
        return self._keys.open(session, submission_id)

    def store(self, ref: RawRef, chunks: Iterable[bytes], key: bytes) -> None:
        """Seal an original as it streams in; nothing of it touches the disk in the clear."""
        self._blobs.write(ref, seal(chunks, key, ref.key.encode()))

    def open(self, ref: RawRef, key: bytes) -> bytes:
        """Return an original.

        Raises:
            BlobMissingError: there is none.
            storage.sealing.SealBrokenError: it is not what was stored.

        """
        return unseal(self._blobs.read(ref), key, ref.key.encode())

    def chunks(self, ref: RawRef, key: bytes) -> Iterator[bytes]:
        """Yield an original in chunks: what is large need not be in memory as a whole.

        Raises:
            BlobMissingError, storage.sealing.SealBrokenError: as :meth:`open`, the latter perhaps
                after some chunks.

        """
        return unsealed(self._blobs.chunks(ref), key, ref.key.encode())

    def discard(self, ref: RawRef) -> None:
        """Delete a sealed original."""
        self._blobs.delete(ref)
