"""Authenticated encryption of byte streams of any length.

The STREAM construction (Hoang, Reyhanitabar, Rogaway and Vizár, "Online Authenticated-Encryption
and its Nonce-Reuse Misuse-Resistance", CRYPTO 2015) over AES-256-GCM: segments of 1 MiB whose
nonce counts them and marks the last, so that none can be dropped, swapped or cut off unseen.
Layout: ``SLS1`` | salt (16 bytes) | segments (each its ciphertext and a 16-byte tag).
"""

import os
from collections.abc import Iterable, Iterator
from itertools import chain

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SEGMENT_BYTES = 1 << 20
_MAGIC = b"SLS1"
_SALT_BYTES = 16
_TAG_BYTES = 16
_HEAD_BYTES = len(_MAGIC) + _SALT_BYTES
_STEP = SEGMENT_BYTES + _TAG_BYTES


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
    view = memoryview(sealed)
    pieces = (view[start : start + _STEP] for start in range(0, len(sealed), _STEP))
    return b"".join(unsealed(pieces, key, context))


def unsealed(chunks: Iterable[bytes | memoryview], key: bytes, context: bytes) -> Iterator[bytes]:
    """Decrypt a stream that comes in chunks of any sizes, segment by segment.

    Each segment is genuine and in its place; that none is missing is known at the end.

    Raises:
        SealBrokenError: anything is not as it was sealed.

    """
    rest = iter(chunks)
    pending = bytearray()
    while len(pending) < _HEAD_BYTES and (chunk := next(rest, None)) is not None:
        pending += chunk
    if len(pending) < _HEAD_BYTES or not pending.startswith(_MAGIC):
        raise SealBrokenError
    cipher = _cipher(key, bytes(pending[len(_MAGIC) : _HEAD_BYTES]))
    del pending[:_HEAD_BYTES]
    counter = 0
    for chunk in chain((b"",), rest):
        pending += chunk
        while len(pending) > _STEP:
            yield _opened(cipher, _nonce(counter, last=False), bytes(pending[:_STEP]), context)
            del pending[:_STEP]
            counter += 1
    yield _opened(cipher, _nonce(counter, last=True), bytes(pending), context)


def _opened(cipher: AESGCM, nonce: bytes, segment: bytes, context: bytes) -> bytes:
    if len(segment) < _TAG_BYTES:
        raise SealBrokenError
    try:
        return cipher.decrypt(nonce, segment, context)
    except InvalidTag:
        raise SealBrokenError from None


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(hashes.SHA256(), 32, salt=salt, info=b"safelight/seal").derive(key))


def _nonce(counter: int, *, last: bool) -> bytes:
    return counter.to_bytes(11, "big") + (b"\x01" if last else b"\x00")
