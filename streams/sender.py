"""Sending to Kafka: the one place that does."""

import threading
from collections.abc import Callable, Iterable
from typing import Any

from kafka import KafkaProducer
from kafka.errors import KafkaTimeoutError

from streams.routes import Record

_LOOK_SECONDS = 0.5
_FOREVER_MS = 2**31 - 1


class SendingStoppedError(Exception):
    """The process stops; whether the records arrive is not known."""


class Sender:
    """Sends records so that each arrives once, and one key's records in their order.

    kafka-python's producer is idempotent (KIP-98), with every replica acknowledging. Records that
    cannot be delivered now are kept and delivered when the cluster is back: a second try by
    anybody else would double them.
    """

    def __init__(self, bootstrap: str) -> None:
        """Connect.

        Raises:
            kafka.errors.KafkaError: the cluster does not answer.

        """
        self._producer: Any = KafkaProducer(
            bootstrap_servers=bootstrap,
            client_id="safelight-relay",
            enable_idempotence=True,
            acks="all",
            linger_ms=2,
            batch_size=262_144,
            delivery_timeout_ms=_FOREVER_MS,
            max_block_ms=10_000,
            bootstrap_timeout_ms=10_000,
            reconnect_backoff_max_ms=1_000,
            allow_auto_create_topics=False,
        )

    def send(
        self,
        records: Iterable[Record],
        stopping: threading.Event,
        waiting: Callable[[], None] = lambda: None,
    ) -> None:
        """Send records and return when all of them are safe; ``waiting`` is called while not.

        Raises:
            SendingStoppedError: ``stopping`` was set before.
            kafka.errors.KafkaError: the cluster refused a record.

        """
        sent = [self._producer.send(r.topic, key=r.key, value=r.value) for r in records]
        for future in sent:
            while not future.is_done:
                try:
                    future.get(timeout=_LOOK_SECONDS)
                except KafkaTimeoutError:
                    waiting()
                    if stopping.is_set():
                        raise SendingStoppedError from None
            future.get()

    def close(self) -> None:
        """Let go of the cluster, without waiting for what is not delivered."""
        self._producer.close(timeout=1)
