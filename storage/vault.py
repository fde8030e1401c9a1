"""The vault: originals, sealed under their submission's key.

Only the upload route, the runner and the audited reveal route may reach it; the import rules of
the repository hold that.
"""

from collections.abc import Iterable, Iterator
from uuid import UUID

from sqlalchemy.orm import Session

from storage.blobs import Blobs, RawRef
from storage.readable import Readable
from storage.sealing import seal, unsealed, unsealed_within
from storage.submission_keys import SubmissionKeys


class Vault:
    """Seals originals and opens them."""

    def __init__(self, blobs: Blobs, keys: SubmissionKeys) -> None:
        """Take where sealed bytes lie and where their keys are."""
        self._blobs = blobs
        self._keys = keys

    def key(self, session: Session, submission_id: UUID) -> bytes:
        """Return the key that the other methods take."""
        return self._keys.open(session, submission_id)

    def store(self, ref: RawRef, chunks: Iterable[bytes], key: bytes) -> None:
        """Seal an original as it streams in; nothing of it touches the disk in the clear."""
        self._blobs.write(ref, seal(chunks, key, ref.key.encode()))

    def chunks(self, ref: RawRef, key: bytes) -> Iterator[bytes]:
        """Yield an original in chunks: what is large need not be in memory as a whole.

        Raises:
            BlobMissingError: there is none.
            storage.sealing.SealBrokenError: it is not what was written; known at the latest at
                the end.

        """
        return unsealed(self._blobs.chunks(ref), key, ref.key.encode())

    def readable(self, ref: RawRef, key: bytes) -> Readable:
        """Return an original to be read from anywhere.

        Reading raises as well, where what is read is not what was written.

        Raises:
            BlobMissingError: there is none.
            storage.sealing.SealBrokenError: it is not what was written.

        """
        return unsealed_within(self._blobs.readable(ref), key, ref.key.encode())

    def discard(self, ref: RawRef) -> None:
        """Delete a sealed original."""
        self._blobs.delete(ref)
