"""Authenticated encryption of byte streams of any length.

The STREAM construction (Hoang, Reyhanitabar, Rogaway and Vizár, "Online Authenticated-Encryption
and its Nonce-Reuse Misuse-Resistance", CRYPTO 2015) over AES-256-GCM: segments of 1 MiB whose
nonce counts them and marks the last, so that none can be dropped, swapped or cut off unseen.
Layout: ``SLS1`` | salt (16 bytes) | segments (each its ciphertext and a 16-byte tag).
"""

import os
from collections.abc import Iterable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SEGMENT_BYTES = 1 << 20
_MAGIC = b"SLS1"
_SALT_BYTES = 16
_TAG_BYTES = 16


class SealBrokenError(Exception):
    """Sealed bytes were cut, changed, or belong to another key or context."""


def seal(chunks: Iterable[bytes], key: bytes, context: bytes) -> Iterator[bytes]:
    """Encrypt ``chunks`` of any sizes as one stream bound to ``context``."""
    salt = os.urandom(_SALT_BYTES)
    cipher = _cipher(key, salt)
    yield _MAGIC + salt
    counter, pending = 0, bytearray()
    for chunk in chunks:
        pending += chunk
        while len(pending) > SEGMENT_BYTES:
            segment = bytes(pending[:SEGMENT_BYTES])
            del pending[:SEGMENT_BYTES]
            yield cipher.encrypt(_nonce(counter, last=False), segment, context)
            counter += 1
    yield cipher.encrypt(_nonce(counter, last=True), bytes(pending), context)


def unseal(sealed: bytes, key: bytes, context: bytes) -> bytes:
    """Decrypt a whole stream.

    Raises:
        SealBrokenError: anything is not as it was sealed.

    """
    start = len(_MAGIC) + _SALT_BYTES
    if not sealed.startswith(_MAGIC) or len(sealed) < start + _TAG_BYTES:
        raise SealBrokenError
    cipher = _cipher(key, sealed[len(_MAGIC) : start])
    step = SEGMENT_BYTES + _TAG_BYTES
    offsets = range(start, len(sealed), step)
    view = memoryview(sealed)
    opened = bytearray()
    for counter, offset in enumerate(offsets):
        nonce = _nonce(counter, last=counter == len(offsets) - 1)
        try:
            opened += cipher.decrypt(nonce, view[offset : offset + step], context)
        except InvalidTag:
            raise SealBrokenError from None
    return bytes(opened)


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(hashes.SHA256(), 32, salt=salt, info=b"safelight/seal").derive(key))


def _nonce(counter: int, *, last: bool) -> bytes:
    return counter.to_bytes(11, "big") + (b"\x01" if last else b"\x00")
