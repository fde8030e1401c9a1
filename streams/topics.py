"""The topics of the distributed run, as code: one for each queue, one for its dead letters."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from schemas.wire import MOST_BYTES
from streams.pipeline import Queue

_KEPT = timedelta(days=14)
"""Longer than any backlog; the log itself is in the database."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic. ``retention`` is ``None`` where records are kept until compaction replaces them.

    ``key`` says what records are keyed by, which decides their partition, and in a compacted
    topic which record replaces which.
    """

    name: str
    key: str
    partitions: int
    replication: int
    retention: timedelta | None
    compacted: bool

    @property
    def configs(self) -> dict[str, str]:
        """What is set on the topic, in Kafka's words."""
        kept = -1 if self.retention is None else int(self.retention.total_seconds() * 1000)
        return {
            "cleanup.policy": "compact" if self.compacted else "delete",
            "retention.ms": str(kept),
            "max.message.bytes": str(16 * MOST_BYTES),
            "min.insync.replicas": str(max(1, self.replication - 1)),
        }


@dataclass(frozen=True, slots=True)
class TopicNames:
    """Names topics; the prefix keeps several installations apart on one cluster."""

    prefix: str

    def queue(self, queue: str) -> str:
        """Return the topic that feeds a handler."""
        return f"{self.prefix}.{queue.replace('_', '-')}"

    def dead(self, queue: str) -> str:
        """Return the topic of a handler's dead letters."""
        return f"{self.queue(queue)}.dead"


def topics(
    names: TopicNames, queues: Iterable[Queue], *, partitions: int, replication: int
) -> tuple[Topic, ...]:
    """Return every topic.

    A queue's records are keyed by submission, so that one submission's events stay in order. Dead
    letters are keyed by the event that failed and compacted: a topic of them holds the last word
    on each, for good, and a replay's tombstone takes it out.
    """
    wanted = []
    for queue in queues:
        feeding = Topic(
            names.queue(queue.name), "submission", partitions, replication, _KEPT, compacted=False
        )
        dead = Topic(names.dead(queue.name), "event", 1, replication, None, compacted=True)
        wanted += [feeding, dead]
    return tuple(wanted)
