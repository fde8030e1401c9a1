"""Slots for CPU work: one each as a rule, all of them for work that must run alone."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Slots:
    """As many slots as the pool has processes."""

    def __init__(self, size: int) -> None:
        """Take how many there are."""
        self.size = size
        self._free = size
        self._changed = threading.Condition()

    @property
    def busy(self) -> int:
        """How many are taken now."""
        return self.size - self._free

    @contextmanager
    def take(self, *, alone: bool = False) -> Iterator[None]:
        """Hold one slot, or every slot when ``alone``, for the length of the block."""
        wanted = self.size if alone else 1
        with self._changed:
            self._changed.wait_for(lambda: self._free >= wanted)
            self._free -= wanted
        try:
            yield
        finally:
            with self._changed:
                self._free += wanted
                self._changed.notify_all()
