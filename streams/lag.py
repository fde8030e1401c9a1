"""Lag: how many records of each queue wait in Kafka."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kafka import TopicPartition

from streams.kafka_admin import KafkaAdmin


@dataclass(frozen=True, slots=True)
class PartitionLag:
    """How far the group has come in one partition."""

    topic: str
    partition: int
    committed: int
    end: int

    @property
    def waiting(self) -> int:
        """How many records are not acknowledged."""
        return max(0, self.end - self.committed)


def lag(admin: KafkaAdmin, group: str, partitions: Sequence[TopicPartition]) -> list[PartitionLag]:
    """Measure these partitions.

    Where the group never committed, it begins with the first record that is still there.

    Raises:
        kafka.errors.KafkaError: the cluster does not answer.

    """
    committed = admin.committed(group)
    never = [tp for tp in partitions if tp not in committed]
    starts = {**(admin.beginnings(never) if never else {}), **committed}
    ends = admin.ends(partitions)
    return [PartitionLag(tp.topic, tp.partition, starts[tp], ends[tp]) for tp in sorted(partitions)]


def by_topic(lags: Iterable[PartitionLag]) -> Counter[str]:
    """Return the waiting records of each topic."""
    waiting: Counter[str] = Counter()
    for partition in lags:
        waiting[partition.topic] += partition.waiting
    return waiting
