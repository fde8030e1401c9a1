"""Asking and changing a Kafka cluster, through kafka-python's admin client."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from kafka import KafkaAdminClient, TopicPartition
from kafka.admin import ConfigResource, ConfigResourceType
from kafka.errors import CoordinatorLoadInProgressError, CoordinatorNotAvailableError
from kafka.protocol.consumer import OffsetSpec

from streams.topic_changes import Change, ChangeKind, Found, changes
from streams.topics import Topic

_TIMEOUT_MS = 10_000
_LOOK_SECONDS = 0.1
_COORDINATOR_TRIES = 10
_COORDINATOR_SECONDS = 0.5


class KafkaAdmin:
    """One connection to a cluster, for questions and for topics. Not for use by many threads.

    Every method raises :class:`kafka.errors.KafkaError` when the cluster does not answer.
    """

    def __init__(self, client: Any) -> None:
        """Take kafka-python's client."""
        self._client = client

    def found(self, topics: Iterable[Topic]) -> dict[str, Found]:
        """Return those of the topics that are there."""
        names = {topic.name for topic in topics} & set(self._client.list_topics())
        if not names:
            return {}
        described = self._client.describe_topics(sorted(names))
        configs = self._configs(names)
        return {
            topic["name"]: Found(
                partitions=len(topic["partitions"]),
                replication=len(topic["partitions"][0]["replica_nodes"]),
                configs=configs[topic["name"]],
            )
            for topic in described
        }

    def apply(self, diff: Iterable[Change], *, shrink: bool = False) -> tuple[Change, ...]:
        """Carry changes out, those that shrink only when asked; return what was done."""
        may = {ChangeKind.CREATE, ChangeKind.GROW, ChangeKind.SET}
        if shrink:
            may.add(ChangeKind.SHRINK)
        done = tuple(change for change in diff if change.kind in may)
        created = {c.topic.name: _creation(c.topic) for c in done if c.kind is ChangeKind.CREATE}
        if created:
            self._client.create_topics(created, wait_for_metadata=True)
        for change in done:
            if change.kind is ChangeKind.GROW:
                self._client.create_partitions({change.topic.name: change.topic.partitions})
            elif change.kind is not ChangeKind.CREATE:
                setting = {change.what: change.after}
                resource = ConfigResource(ConfigResourceType.TOPIC, change.topic.name, setting)
                self._client.alter_configs([resource])
        self._wait_until_seen(done)
        return done

    def _wait_until_seen(self, done: Iterable[Change]) -> None:
        """Wait until brokers show what the controller has taken on, or no longer than it may."""
        wanted = {change.topic for change in done}
        until = time.monotonic() + _TIMEOUT_MS / 1000
        while set(changes(wanted, self.found(wanted))) & set(done):
            if time.monotonic() > until:
                return
            time.sleep(_LOOK_SECONDS)

    def ends(self, partitions: Iterable[TopicPartition]) -> dict[TopicPartition, int]:
        """Return the offset behind the last record of each partition."""
        return self._offsets(partitions, OffsetSpec.LATEST)

    def beginnings(self, partitions: Iterable[TopicPartition]) -> dict[TopicPartition, int]:
        """Return the offset of the first record that each partition still has."""
        return self._offsets(partitions, OffsetSpec.EARLIEST)

    def committed(self, group: str) -> dict[TopicPartition, int]:
        """Return how far a consumer group has come."""
        offsets = _of_coordinator(lambda: self._client.list_group_offsets(group))[group]
        return {tp: place.offset for tp, place in offsets.items() if place.offset >= 0}

    def members(self, group: str) -> int:
        """Return how many consumers a group has now."""
        described = _of_coordinator(lambda: self._client.describe_groups([group]))
        return len(described[group]["members"])

    def partitions(self, topics: Iterable[str]) -> list[TopicPartition]:
        """Return every partition of the topics."""
        described = self._client.describe_topics(sorted(topics))
        return [
            TopicPartition(topic["name"], partition["partition_index"])
            for topic in described
            for partition in topic["partitions"]
        ]

    def _offsets(
        self, partitions: Iterable[TopicPartition], spec: OffsetSpec
    ) -> dict[TopicPartition, int]:
        found = self._client.list_partition_offsets(dict.fromkeys(partitions, spec))
        return {tp: place.offset for tp, place in found.items()}

    def _configs(self, names: Iterable[str]) -> Mapping[str, dict[str, str]]:
        asked = [ConfigResource(ConfigResourceType.TOPIC, name) for name in sorted(names)]
        answer = self._client.describe_configs(asked, config_filter="all")
        return {
            name: {key: str(config["value"]) for key, config in configs.items()}
            for name, configs in answer["topic"].items()
        }


@contextmanager
def kafka_admin(bootstrap: str) -> Iterator[KafkaAdmin]:
    """Connect for the length of a block."""
    client = KafkaAdminClient(
        bootstrap_servers=bootstrap,
        client_id="safelight-admin",
        request_timeout_ms=_TIMEOUT_MS,
        bootstrap_timeout_ms=_TIMEOUT_MS,
    )
    try:
        yield KafkaAdmin(client)
    finally:
        client.close()


def _of_coordinator(ask: Callable[[], Any]) -> Any:
    """Ask for something of a group; a cluster that just started makes coordinators only then."""
    for _ in range(_COORDINATOR_TRIES):
        try:
            return ask()
        except (CoordinatorNotAvailableError, CoordinatorLoadInProgressError):
            time.sleep(_COORDINATOR_SECONDS)
    return ask()


def _creation(topic: Topic) -> dict[str, Any]:
    return {
        "num_partitions": topic.partitions,
        "replication_factor": topic.replication,
        "configs": topic.configs,
    }
