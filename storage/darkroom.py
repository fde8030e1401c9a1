"""The darkroom: stripped bytes, still with faces and burned-in words, sealed like originals."""

from collections.abc import Iterable
from uuid import UUID

from storage.blobs import StrippedRef, digest_of
from storage.sealed_blobs import SealedBlobs


class Darkroom(SealedBlobs[StrippedRef]):
    """Seals stripped renditions and opens them for stages and for the reviewing moderator."""

    def write(self, submission_id: UUID, chunks: Iterable[bytes], key: bytes) -> StrippedRef:
        """Seal stripped bytes under the digest of what they say.

        ``chunks`` are iterated over twice.
        """
        ref = StrippedRef(submission_id, digest_of(chunks))
        self._seal(ref, chunks, key)
        return ref
