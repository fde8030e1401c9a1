"""What a handler is."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import ClassVar, Protocol

from moderation.dead_letters import Failure, abandon
from storage.events import Envelope
from storage.unit_of_work import UnitOfWork

Settle = Callable[[UnitOfWork], None]
"""A handler's effects, carried out inside the transaction that also marks the inbox."""


class Handler(Protocol):
    """Takes events in two steps: work outside any transaction, then effects inside one."""

    @property
    def name(self) -> str:
        """The name that the inbox, the topic and the metrics know it by."""

    @property
    def consumes(self) -> frozenset[str]:
        """The names of the events it takes."""

    @property
    def is_heavy(self) -> bool:
        """Whether its work may take seconds of computing."""

    def work(self, envelope: Envelope) -> Settle:
        """Do what takes time and return the effects. Must be safe to repeat."""

    def give_up(self, envelope: Envelope, failure: Failure) -> Settle:
        """Return what happens when the work, or its effects, failed for good."""


class LightHandler(ABC):
    """A handler that only reads and writes state."""

    name: ClassVar[str]
    consumes: ClassVar[frozenset[str]]
    is_heavy: ClassVar[bool] = False

    @abstractmethod
    def work(self, envelope: Envelope) -> Settle:
        """Return the effects."""

    def give_up(self, envelope: Envelope, failure: Failure) -> Settle:
        """Return the effect of a dead letter about the event."""
        return lambda uow: abandon(uow, envelope.stream_id, envelope.event_id, failure)
