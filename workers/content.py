"""Bytes that need not be in memory: what a stage is given, and what is made of it.

A still picture's are plain ``bytes``. Those of a long film lie elsewhere
(:mod:`workers.spool`), and are read piece by piece.
"""

from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from itertools import accumulate
from typing import Any, Protocol, TypeAlias

CHUNK_BYTES = 1 << 20


class Content(Protocol):
    """So many bytes, of which a slice can be had; ``content[:]`` is all of them.

    ``bytes`` are content themselves.
    """

    def __len__(self) -> int:
        """Return how many bytes there are."""
        ...

    def __getitem__(self, piece: slice, /) -> bytes:
        """Return those of a slice without a step."""
        ...


Keep: TypeAlias = Callable[[bytes], Content]
"""Puts bytes where they take no memory, and returns how they can be read again."""


class Kept(ABC):
    """Content that is not there in one piece. Another process is sent its bytes."""

    @abstractmethod
    def __len__(self) -> int:
        """Return how many bytes there are."""

    @abstractmethod
    def read(self, start: int, end: int) -> bytes:
        """Return the bytes from ``start`` to before ``end``, which lie in this order within it."""

    def __getitem__(self, piece: slice, /) -> bytes:
        """Return the bytes of a slice.

        Raises:
            ValueError: it has a step.

        """
        start, end, step = piece.indices(len(self))
        if step != 1:
            raise ValueError(step)
        return self.read(start, max(start, end))

    def __reduce__(self) -> tuple[Any, ...]:
        """Become plain bytes for another process."""
        return bytes, (self[:],)


class Joined(Kept):
    """Contents one behind the other, as if they were one; nothing is copied."""

    def __init__(self, pieces: Sequence[Content]) -> None:
        """Take the contents in their order."""
        self._pieces = pieces
        self._starts = list(accumulate(map(len, pieces), initial=0))

    def __len__(self) -> int:
        """Return how many bytes they are together."""
        return self._starts[-1]

    def read(self, start: int, end: int) -> bytes:
        """Read from those pieces that lie there."""
        # A BytesIO grows without copying and gives its bytes away: no piece is held twice.
        read = BytesIO()
        number = bisect_right(self._starts, start) - 1
        while start < end:
            begin, stop = self._starts[number], self._starts[number + 1]
            read.write(self._pieces[number][start - begin : end - begin])
            start, number = stop, number + 1
        return read.getvalue()


class Piece(Kept):
    """A piece of content, which is read when it is asked for, or sent to another process."""

    def __init__(self, content: Content, start: int, end: int) -> None:
        """Take the content, and from where to before where in it the piece is."""
        self._content = content
        self._start = start
        self._size = end - start

    def __len__(self) -> int:
        """Return how many bytes it has."""
        return self._size

    def read(self, start: int, end: int) -> bytes:
        """Read from the content."""
        return self._content[self._start + start : self._start + end]


class Chunks:
    """Content in chunks, as writers take them; may be iterated over more than once."""

    def __init__(self, content: Content) -> None:
        """Take the content."""
        self._content = content

    def __iter__(self) -> Iterator[bytes]:
        """Yield chunks of :data:`CHUNK_BYTES`, and a last one that may be shorter."""
        for start in range(0, len(self._content), CHUNK_BYTES):
            yield self._content[start : start + CHUNK_BYTES]
