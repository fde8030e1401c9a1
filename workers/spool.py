"""Where a long film's bytes lie while it is worked on: on disk, unreadable, and under no name.

Stripped pictures still show who is in them, so nothing of them may lie on a disk in the clear. A
spool is a file without a name, which the system forgets when the process ends, however it ends; in
it are segments under AES-256-GCM, with a key that was made for this spool and is in memory alone.
"""

import errno
import os
import tempfile
import threading
import weakref
from collections.abc import Iterable
from io import BytesIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from workers.content import Kept

SEGMENT_BYTES = 1 << 20
_TAG_BYTES = 16
_STRIDE = SEGMENT_BYTES + _TAG_BYTES
_NONCE_BYTES = 12
_ON_DISK = "/var/tmp"  # noqa: S108 - the file has no name there


class Spool:
    """A file that takes bytes and gives them back; it may be used from several threads.

    It lies in the folder that ``TMPDIR`` names, else in ``/var/tmp``: ``/tmp`` is memory on many
    systems. Its room is free again when neither it nor anything that was kept in it is referred to
    any more.
    """

    def __init__(self) -> None:
        """Make the file and its key.

        Raises:
            OSError: there is no place for it.

        """
        with tempfile.TemporaryFile(buffering=0, dir=_folder()) as file:
            self._file = os.dup(file.fileno())
        weakref.finalize(self, os.close, self._file)
        # A key for each spool: then a segment's number is a nonce that was never used with it.
        self._cipher = AESGCM(AESGCM.generate_key(256))
        self._lock = threading.Lock()
        self._count = 0

    def keep(self, data: bytes) -> "Spooled":
        """Write bytes and return how they are read again.

        Raises:
            OSError: they could not be written.

        """
        return self.keep_all((data,))

    def keep_all(self, chunks: Iterable[bytes]) -> "Spooled":
        """Write bytes that come in chunks of any sizes; one segment of them is in memory.

        Raises:
            OSError: they could not be written. What the chunks raise comes out as well.

        """
        numbers = []
        size, pending = 0, bytearray()
        for chunk in chunks:
            size += len(chunk)
            for start in range(0, len(chunk), SEGMENT_BYTES):
                pending += chunk[start : start + SEGMENT_BYTES]
                if len(pending) >= SEGMENT_BYTES:
                    numbers.append(self._write(bytes(pending[:SEGMENT_BYTES])))
                    del pending[:SEGMENT_BYTES]
        if pending:
            numbers.append(self._write(bytes(pending)))
        return Spooled(self, numbers, size)

    def segment(self, number: int, size: int) -> bytes:
        """Return a segment of so many bytes.

        Raises:
            OSError: it could not be read, or is not what was written.

        """
        sealed = os.pread(self._file, size + _TAG_BYTES, number * _STRIDE)
        try:
            return self._cipher.decrypt(_nonce(number), sealed, None)
        except InvalidTag:
            raise OSError(errno.EIO, os.strerror(errno.EIO)) from None

    def _write(self, segment: bytes) -> int:
        """Write a segment at a place of its own, and return its number.

        A shorter one leaves a hole behind it, which takes no room on the disk.
        """
        with self._lock:
            number = self._count
            self._count += 1
        sealed = memoryview(self._cipher.encrypt(_nonce(number), segment, None))
        place = number * _STRIDE
        while sealed:
            written = os.pwrite(self._file, sealed, place)
            sealed, place = sealed[written:], place + written
        return number


class Spooled(Kept):
    """Bytes that lie in a spool."""

    def __init__(self, spool: Spool, numbers: list[int], size: int) -> None:
        """Take the numbers of their segments: all are full but the last."""
        self._spool = spool
        self._numbers = numbers
        self._size = size

    def __len__(self) -> int:
        """Return how many bytes there are."""
        return self._size

    def read(self, start: int, end: int) -> bytes:
        """Read the segments that they lie in."""
        first = start // SEGMENT_BYTES
        read = BytesIO()
        for order in range(first, -(-end // SEGMENT_BYTES)):
            begins = order * SEGMENT_BYTES
            size = min(SEGMENT_BYTES, self._size - begins)
            opened = self._spool.segment(self._numbers[order], size)
            read.write(memoryview(opened)[max(0, start - begins) : end - begins])
        return read.getvalue()


def _folder() -> str | None:
    named = os.environ.get("TMPDIR")
    return named or (_ON_DISK if os.access(_ON_DISK, os.W_OK) else None)


def _nonce(number: int) -> bytes:
    return number.to_bytes(_NONCE_BYTES, "big")
