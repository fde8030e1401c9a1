"""The ledger: which events of each partition are under way, and which may be acknowledged.

Faust commits the offset behind the last acknowledged event even where the one before it is still
under way (0.15.3: ``Consumer._new_offset`` takes a gap of one behind the committed offset, and any
gap before the first commit, for none). So nothing is acknowledged before everything ahead of it
in its partition is done.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

E = TypeVar("E")


@dataclass(slots=True, eq=False)
class Place(Generic[E]):
    """One event's place in its partition."""

    event: E
    partition: tuple[str, int]
    generation: int
    is_done: bool = False


class Ledger(Generic[E]):
    """Keeps places in the order of offsets. For one event loop, not for several threads."""

    def __init__(self) -> None:
        """Start empty."""
        self._open: dict[tuple[str, int], deque[Place[E]]] = {}

    def enter(self, event: E, partition: tuple[str, int], generation: int) -> Place[E]:
        """Give an event its place; events of a partition are entered in order.

        A new generation of the consumer group begins each partition anew: what was under way
        before is read again by whoever has the partition now, and acknowledged by nobody here.
        """
        queue = self._open.setdefault(partition, deque())
        if queue and queue[-1].generation != generation:
            queue.clear()
        place = Place(event, partition, generation)
        queue.append(place)
        return place

    def done(self, place: Place[E]) -> Iterator[E]:
        """Note that an event is done; yield every event that may be acknowledged now, in order."""
        place.is_done = True
        queue = self._open.get(place.partition, deque())
        while queue and queue[0].is_done:
            yield queue.popleft().event

    @property
    def under_way(self) -> int:
        """How many events were entered and are not acknowledged."""
        return sum(len(queue) for queue in self._open.values())
