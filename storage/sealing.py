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

from storage.readable import Readable

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


def unsealed(chunks: Iterable[bytes | memoryview], key: bytes, context: bytes) -> Iterator[bytes]:
    """Decrypt a stream that comes in chunks of any sizes, segment by segment.

    Each segment is genuine and in its place; that none is missing is known at the end.

    Raises:
        SealBrokenError: anything is not as it was sealed.

    """
    rest = iter(chunks)
    head = bytearray()
    while len(head) < _HEAD_BYTES and (chunk := next(rest, None)) is not None:
        head += chunk
    cipher = _cipher_of(bytes(head[:_HEAD_BYTES]), key)
    segments = _cut(chain((head[_HEAD_BYTES:],), rest))
    for counter, (segment, is_last) in enumerate(segments):
        yield _opened(cipher, _nonce(counter, last=is_last), segment, context)


def unsealed_within(sealed: Readable, key: bytes, context: bytes) -> Readable:
    """Return what was sealed, to be read from anywhere: only the segments there are decrypted.

    Its ``read`` raises :class:`SealBrokenError` where one of them is not as it was sealed.

    Raises:
        SealBrokenError: it is too short to be anything sealed.

    """
    bodies = sealed.size - _HEAD_BYTES
    count = max(1, -(-bodies // _STEP))
    size = bodies - count * _TAG_BYTES
    if size < 0:
        raise SealBrokenError

    def read(start: int, end: int) -> Iterator[bytes]:
        if start >= end:
            return
        cipher = _cipher_of(b"".join(sealed.read(0, _HEAD_BYTES)), key)
        first, behind = start // SEGMENT_BYTES, -(-end // SEGMENT_BYTES)
        stop = min(_HEAD_BYTES + behind * _STEP, sealed.size)
        segments = _cut(sealed.read(_HEAD_BYTES + first * _STEP, stop))
        for counter, (segment, _) in enumerate(segments, first):
            nonce = _nonce(counter, last=counter == count - 1)
            begins = counter * SEGMENT_BYTES
            opened = _opened(cipher, nonce, segment, context)
            yield opened[max(0, start - begins) : end - begins]

    return Readable(size, read)


def _cipher_of(head: bytes, key: bytes) -> AESGCM:
    if len(head) < _HEAD_BYTES or not head.startswith(_MAGIC):
        raise SealBrokenError
    return _cipher(key, head[len(_MAGIC) :])


def _cut(chunks: Iterable[bytes | bytearray | memoryview]) -> Iterator[tuple[bytes, bool]]:
    """Yield sealed segments, and whether each is the last that comes."""
    pending = bytearray()
    for chunk in chunks:
        pending += chunk
        while len(pending) > _STEP:
            yield bytes(pending[:_STEP]), False
            del pending[:_STEP]
    yield bytes(pending), True


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
