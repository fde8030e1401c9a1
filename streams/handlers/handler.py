"""What a handler is."""

from collections.abc import Callable
from typing import Protocol

from storage.events import Envelope
from storage.unit_of_work import UnitOfWork

Settle = Callable[[UnitOfWork], None]
"""A handler's effects, carried out inside the transaction that also marks the inbox."""


class Handler(Protocol):
    """Takes events in two steps: work outside any transaction, then effects inside one."""

    @property
    def name(self) -> str:
        """The name that the inbox and the metrics know it by."""

    @property
    def consumes(self) -> frozenset[str]:
        """The names of the events it takes."""

    @property
    def is_heavy(self) -> bool:
        """Whether its work may take seconds of computing."""

    def work(self, envelope: Envelope) -> Settle:
        """Do what takes time and return the effects. Must be safe to repeat."""
