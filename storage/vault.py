"""The vault: originals, sealed under their submission's key.

Only the upload route, the runner and the audited reveal route may reach it; the import rules of
the repository hold that.
"""

from collections.abc import Iterable

from storage.blobs import RawRef
from storage.sealed_blobs import SealedBlobs


class Vault(SealedBlobs[RawRef]):
    """Seals originals and opens them."""

    def store(self, ref: RawRef, chunks: Iterable[bytes], key: bytes) -> None:
        """Seal an original as it streams in; nothing of it touches the disk in the clear."""
        self._seal(ref, chunks, key)

    def discard(self, ref: RawRef) -> None:
        """Delete a sealed original."""
        self._blobs.delete(ref)
