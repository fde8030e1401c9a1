"""The workers' consumer group as the cluster sees it, over a connection that is kept."""

from collections.abc import Sequence
from contextlib import ExitStack

from kafka import TopicPartition
from kafka.errors import KafkaError

from streams.kafka_admin import KafkaAdmin, kafka_admin
from streams.lag import lag
from streams.watchdog import Look


class Group:
    """For one thread. After an error it connects anew, and learns the partitions anew."""

    def __init__(self, bootstrap: str, group: str, topics: Sequence[str]) -> None:
        """Take the cluster, the group's name and the topics that it reads."""
        self._bootstrap = bootstrap
        self._group = group
        self._topics = topics
        self._open = ExitStack()
        self._admin: KafkaAdmin | None = None
        self._partitions: list[TopicPartition] = []
        self.seen = False

    def look(self) -> Look:
        """Return the group's lag and size.

        Raises:
            kafka.errors.KafkaError: the cluster does not answer.
            OSError: likewise.

        """
        try:
            if self._admin is None:
                self._admin = self._open.enter_context(kafka_admin(self._bootstrap))
                self._partitions = self._admin.partitions(self._topics)
            lags = lag(self._admin, self._group, self._partitions)
            look = Look(lags, self._admin.members(self._group))
        except (KafkaError, OSError):
            self.close()
            raise
        self.seen = True
        return look

    def close(self) -> None:
        """Let go of the connection."""
        self._admin = None
        self._open.close()
