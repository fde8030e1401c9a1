"""Handing a stray record to its queue once more, from where it lies in Kafka."""

import threading
from typing import Any

from kafka import KafkaConsumer, TopicPartition

from moderation.dead_letters import Position
from streams.routes import Record
from streams.sender import Sender

_TIMEOUT_MS = 10_000


class RecordGoneError(Exception):
    """The record is no longer in its topic: it was kept as long as the topic keeps any."""


def send_again(bootstrap: str, position: Position) -> None:
    """Read one record and send it to its topic anew, under a new offset.

    Raises:
        RecordGoneError: there is nothing at that place any more.
        kafka.errors.KafkaError: the cluster does not answer.

    """
    sender = Sender(bootstrap)
    try:
        sender.send([_read(bootstrap, position)], threading.Event())
    finally:
        sender.close()


def _read(bootstrap: str, position: Position) -> Record:
    consumer: Any = KafkaConsumer(
        bootstrap_servers=bootstrap,
        enable_auto_commit=False,
        auto_offset_reset="none",
        bootstrap_timeout_ms=_TIMEOUT_MS,
    )
    try:
        partition = TopicPartition(position.topic, position.partition)
        consumer.assign([partition])
        consumer.seek(partition, position.offset)
        for record in consumer.poll(_TIMEOUT_MS, max_records=1).get(partition, []):
            if record.offset == position.offset:
                return Record(position.topic, record.key or b"", record.value)
    finally:
        consumer.close()
    raise RecordGoneError
