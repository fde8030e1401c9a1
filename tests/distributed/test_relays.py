"""Several relays at once: every event once, each submission's in order."""

import random
import time
from collections import Counter
from uuid import UUID, uuid4

import pytest
from kafka import KafkaConsumer

from safelight.cluster.local import supervised
from safelight.cluster.processes import Supervisor
from schemas.events import UploadReceived
from schemas.media_type import MediaType
from schemas.wire import EventMessage
from streams.relay import BATCH
from streams.topics import TopicNames
from tests.factories.installation import Installation

STREAMS = 150
EACH = 40
KILLS = 6


def _happen(installation: Installation, rounds: int) -> None:
    """Append one event to every stream, so many times, in small transactions."""
    for _ in range(rounds):
        with installation.state.database.writing() as uow:
            for number in range(STREAMS):
                received = UploadReceived(medium_id=uuid4(), media_type=MediaType.JPEG, size=1)
                uow.append(UUID(int=number + 1), received)


def _sent(installation: Installation) -> list[EventMessage]:
    """Read the whole topic, once the outbox is empty."""
    until = time.monotonic() + 120
    while installation.unsent():
        assert time.monotonic() < until
        time.sleep(0.2)
    consumer = KafkaConsumer(
        TopicNames(installation.run.settings.kafka_prefix).queue("strip_phi"),
        bootstrap_servers=installation.run.settings.kafka,
        auto_offset_reset="earliest",
        consumer_timeout_ms=5_000,
    )
    messages = [EventMessage.from_bytes(record.value) for record in consumer]
    consumer.close()
    return messages


def _numbers_by_stream(messages: list[EventMessage]) -> dict[UUID, list[int]]:
    found: dict[UUID, list[int]] = {}
    for message in messages:
        found.setdefault(message.stream_id, []).append(message.seq)
    return found


def _kill_now_and_then(supervisor: Supervisor, chance: random.Random) -> None:
    for _ in range(KILLS):
        time.sleep(chance.uniform(0.3, 1.5))
        chance.choice(supervisor.roles).kill()


@pytest.mark.timeout(240)
def test_three_relays_send_every_event_once_and_in_order(installation: Installation) -> None:
    relays = [installation.run.role("relay", number + 1) for number in range(3)]
    with supervised(*relays):
        _happen(installation, EACH)
        messages = _sent(installation)
    assert set(Counter(message.event_id for message in messages).values()) == {1}
    assert len(messages) == STREAMS * EACH
    for numbers in _numbers_by_stream(messages).values():
        assert numbers == sorted(numbers)


@pytest.mark.timeout(240)
def test_killed_relays_lose_nothing_and_repeat_a_batch_at_most(
    installation: Installation,
) -> None:
    relays = [installation.run.role("relay", number + 1) for number in range(2)]
    with supervised(*relays) as supervisor:
        _happen(installation, EACH // 2)
        _kill_now_and_then(supervisor, random.Random(7))
        _happen(installation, EACH // 2)
        messages = _sent(installation)
    times = Counter(message.event_id for message in messages)
    assert len(times) == STREAMS * EACH, "lost"
    assert sum(times.values()) - len(times) <= KILLS * BATCH
    for numbers in _numbers_by_stream(messages).values():
        first = list(dict.fromkeys(numbers))
        assert first == sorted(first), "out of order"
