"""Reading records: events, or strays that no handler can take."""

from dataclasses import dataclass
from uuid import NAMESPACE_URL, UUID, uuid5

from moderation.dead_letters import Position
from schemas.failures import FailureCode
from schemas.wire import MOST_BYTES, EventMessage, NotAMessageError
from storage.events import Envelope, UnknownEventError, parse


@dataclass(frozen=True, slots=True)
class Stray:
    """A record that cannot be handled. What it holds is left where it lies.

    An event of another release is known by its own ids; anything else by its place.
    """

    code: FailureCode
    event_id: UUID
    stream_id: UUID
    position: Position | None


def read(value: bytes | None, position: Position) -> Envelope | Stray:
    """Return the event that a record holds, or say why it is none."""
    if value is not None and len(value) > MOST_BYTES:
        return _unreadable(FailureCode.OVERSIZED_EVENT, position)
    try:
        message = EventMessage.from_bytes(value or b"")
    except NotAMessageError:
        return _unreadable(FailureCode.UNDECODABLE_EVENT, position)
    try:
        event = parse(message.name, message.version, message.payload)
    except UnknownEventError:
        return Stray(FailureCode.UNKNOWN_EVENT, message.event_id, message.stream_id, None)
    return Envelope(
        message.seq, message.event_id, message.stream_id, message.name, event, message.at
    )


def topic_stream(topic: str) -> UUID:
    """Return the stream that tells of a topic's strays."""
    return uuid5(NAMESPACE_URL, topic)


def _unreadable(code: FailureCode, position: Position) -> Stray:
    place = f"{position.topic}/{position.partition}/{position.offset}"
    return Stray(code, uuid5(NAMESPACE_URL, place), topic_stream(position.topic), position)
