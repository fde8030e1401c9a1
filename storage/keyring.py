"""Every secret that follows from the master key, derived in one place (HKDF, RFC 5869)."""

import os
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
_NONCE_BYTES = 12


class Keyring:
    """The master key and what is derived from it. Never logged, never stored."""

    def __init__(self, master: bytes) -> None:
        """Take the master key.

        Raises:
            ValueError: it is not 32 bytes long.

        """
        if len(master) != KEY_BYTES:
            message = f"the master key must be {KEY_BYTES} bytes"
            raise ValueError(message)
        self._master = master

    def wrap(self, key: bytes, submission_id: UUID) -> bytes:
        """Encrypt a submission's key with AES-256-GCM, bound to the submission's id."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._wrapping().encrypt(nonce, key, submission_id.bytes)

    def unwrap(self, wrapped: bytes, submission_id: UUID) -> bytes:
        """Decrypt what :meth:`wrap` made.

        Raises:
            cryptography.exceptions.InvalidTag: another master key or submission, or tampering.

        """
        nonce, sealed = wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:]
        return self._wrapping().decrypt(nonce, sealed, submission_id.bytes)

    def pseudonym_key(self, submission_id: UUID) -> bytes:
        """Return the key that one case's identifiers and dates are mapped with, 32 bytes.

        Files of one case stay together; whoever has two cases of one patient cannot tell.
        """
        return self._derive(b"pseudonym:" + submission_id.bytes)

    def audit_key(self) -> Ed25519PrivateKey:
        """Return the key that signs checkpoints of the event log."""
        return Ed25519PrivateKey.from_private_bytes(self._derive(b"audit"))

    def _wrapping(self) -> AESGCM:
        return AESGCM(self._derive(b"wrap"))

    def _derive(self, purpose: bytes) -> bytes:
        info = b"safelight/1/" + purpose
        return HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=info).derive(self._master)


def new_key_file(path: Path) -> None:
    """Write a fresh master key, readable by its owner alone; an existing file is left as it is."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "wb") as file:
        file.write(os.urandom(KEY_BYTES).hex().encode())
        file.flush()
        os.fsync(file.fileno())


def read_key_file(path: Path) -> bytes:
    """Read a master key as 64 hexadecimal digits.

    Raises:
        OSError: the file cannot be read.
        ValueError: it holds anything else.

    """
    return bytes.fromhex(path.read_text().strip())
