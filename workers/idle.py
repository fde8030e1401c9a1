"""Who gets the next idle process: what must run alone, whole media, and then parts of long ones."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import Enum
from typing import Generic, TypeVar

T = TypeVar("T")


class Turn(Enum):
    """How somebody waits.

    A film's parts would else keep every photo waiting that comes after them.
    """

    WHOLE = "whole"
    PART = "part"
    ALONE = "alone"


class Idle(Generic[T]):
    """A fixed number of things, each for one user at a time; the one used last goes first."""

    def __init__(self, things: Sequence[T]) -> None:
        """Take all of them; none is in use."""
        self.size = len(things)
        self._free = list(reversed(things))
        self._wholes_waiting = 0
        self._alone_wanted = 0
        self._changed = threading.Condition()

    @property
    def busy(self) -> int:
        """How many are in use."""
        return self.size - len(self._free)

    @contextmanager
    def one(self, turn: Turn) -> Iterator[T]:
        """Have one for the length of the block; with ``ALONE`` nobody else has any meanwhile."""
        with self._changed:
            taken = self._taken(turn)
        try:
            yield taken[-1]
        finally:
            with self._changed:
                self._free.extend(taken)
                self._changed.notify_all()

    def _taken(self, turn: Turn) -> list[T]:
        if turn is Turn.ALONE:
            self._alone_wanted += 1
            try:
                self._changed.wait_for(lambda: len(self._free) == self.size)
            finally:
                self._alone_wanted -= 1
            taken, self._free = self._free, []
            return taken
        is_whole = turn is Turn.WHOLE
        self._wholes_waiting += is_whole
        try:
            self._changed.wait_for(lambda: self._may_go(is_whole=is_whole))
        finally:
            self._wholes_waiting -= is_whole
        return [self._free.pop()]

    def _may_go(self, *, is_whole: bool) -> bool:
        if not self._free or self._alone_wanted:
            return False
        return is_whole or not self._wholes_waiting
