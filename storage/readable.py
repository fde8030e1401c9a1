"""Stored bytes of a known size, read from anywhere in their middle, chunk by chunk."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Readable:
    """So many bytes; ``read`` yields those from a place to before another in chunks of some MB.

    What reading raises is that of whoever gave it, and may come after some chunks.
    """

    size: int
    read: Callable[[int, int], Iterator[bytes]]
