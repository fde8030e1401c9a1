"""An event as it crosses Kafka: JSON, references only, never larger than :data:`MOST_BYTES`."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, ValidationError

MOST_BYTES = 65_536
"""No event of ours comes near; a topic may carry more, and what does is a dead letter."""


class NotAMessageError(Exception):
    """Bytes that are not an event message; says nothing of what they are."""


class EventMessage(BaseModel):
    """An event with its place in the log. The record's key is ``stream_id``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    seq: int
    event_id: UUID
    stream_id: UUID
    name: str
    version: int
    at: datetime
    payload: dict[str, Any]

    @property
    def key(self) -> bytes:
        """The key that keeps one stream's events in one partition, in order."""
        return self.stream_id.hex.encode()

    def to_bytes(self) -> bytes:
        """Write the message."""
        return self.model_dump_json().encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> "EventMessage":
        """Read a message.

        Raises:
            NotAMessageError: the bytes are anything else.

        """
        try:
            return cls.model_validate_json(data)
        except ValidationError:
            raise NotAMessageError from None
