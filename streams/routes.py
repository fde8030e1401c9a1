"""Where an event of the outbox goes: to the queues that take it, or to the dead letters."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from schemas.events import EventAbandoned, EventReplayed, StageFailed, StageReplayed
from schemas.wire import EventMessage
from storage.models import EventRow
from streams.pipeline import Queue
from streams.topics import TopicNames

_GIVEN_UP = frozenset((StageFailed.__name__, EventAbandoned.__name__))
_REPLAYED = frozenset((StageReplayed.__name__, EventReplayed.__name__))


@dataclass(frozen=True, slots=True)
class Record:
    """What is sent to Kafka; without a value it takes its key out of a compacted topic."""

    topic: str
    key: bytes
    value: bytes | None


class Routes:
    """Turns events into records. An event that nobody takes becomes none."""

    def __init__(self, names: TopicNames, queues: Iterable[Queue]) -> None:
        """Take the topics' names and the pipeline map."""
        self._names = names
        self._queues = tuple(queues)

    def records(self, row: EventRow) -> list[Record]:
        """Return the records of one event."""
        message = _message(row)
        sent = [
            Record(self._names.queue(queue.name), message.key, message.to_bytes())
            for queue in self._queues
            if row.name in queue.consumes
        ]
        return sent + self._dead(row, message)

    def _dead(self, row: EventRow, message: EventMessage) -> list[Record]:
        event_id = row.payload.get("event_id")
        if event_id is None or row.name not in _GIVEN_UP | _REPLAYED:
            return []
        topic = self._names.dead(str(row.payload["stage"]))
        value = message.to_bytes() if row.name in _GIVEN_UP else None
        return [Record(topic, UUID(event_id).hex.encode(), value)]


def _message(row: EventRow) -> EventMessage:
    return EventMessage(
        seq=row.seq,
        event_id=row.event_id,
        stream_id=row.stream_id,
        name=row.name,
        version=row.version,
        at=row.at,
        payload=row.payload,
    )
