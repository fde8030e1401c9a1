"""Records that are no events go to the dead letters with a code; what is behind them goes on."""

import json
import time
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from kafka import KafkaConsumer, KafkaProducer
from typer.testing import CliRunner, Result

from safelight.cli import app
from safelight.cluster.local import supervised
from safelight.cluster.processes import RoleProcess
from safelight.demo.client import Person
from schemas.wire import MOST_BYTES, EventMessage
from streams.topics import TopicNames
from tests.factories.installation import CLINICIAN, Installation, upload_one
from tests.factories.site import PASSWORD


def _message(**changes: Any) -> bytes:
    message = EventMessage(
        seq=1,
        event_id=uuid4(),
        stream_id=uuid4(),
        name="UploadReceived",
        version=1,
        at=datetime.now(UTC),
        payload={"medium_id": str(uuid4()), "media_type": "image/jpeg", "size": 1},
    )
    return message.model_copy(update=changes).to_bytes()


def _poison() -> dict[str, bytes]:
    """Return a record of each kind, by the code of the letter that it must become."""
    return {
        "undecodable_event": b"\x00\xff not JSON",
        "unknown_event": _message(version=99),
        "oversized_event": _message(payload={"padding": "x" * MOST_BYTES}),
    }


KINDS = tuple(_poison())


def _send(installation: Installation, topic: str, values: list[bytes], partition: int) -> None:
    producer = KafkaProducer(bootstrap_servers=installation.run.settings.kafka)
    for value in values:
        producer.send(topic, key=b"anything", value=value, partition=partition)
    producer.flush(30)
    producer.close()


def _command(installation: Installation, *arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), env=installation.run.environment)


def _letters(installation: Installation, count: int) -> None:
    until = time.monotonic() + 60
    while len(installation.dead_letters()) < count:
        assert time.monotonic() < until, installation.dead_letters()
        time.sleep(0.2)


@pytest.mark.timeout(240)
def test_poison_goes_to_the_dead_letters_and_the_partition_goes_on(
    installation: Installation,
) -> None:
    names = TopicNames(installation.run.settings.kafka_prefix)
    topic = names.queue("strip_phi")
    with supervised(*installation.roles()) as supervisor:
        for partition in range(8):
            _send(installation, topic, list(_poison().values()), partition)
        _letters(installation, 8 * len(KINDS))
        _uploads_pass(installation, supervisor.roles[0])
        codes = [letter.code.value for letter in installation.dead_letters()]
        assert sorted(codes) == sorted(KINDS * 8)
        _dead_letter_topic_has(installation, names.dead("strip_phi"), 8 * len(KINDS))
        _commands_work(installation)
    installation.verify_audit()


def _uploads_pass(installation: Installation, api: RoleProcess) -> None:
    """Eight uploads and more, so that every partition is likely to have one behind the poison."""
    person = Person(api.address)
    person.log_in(CLINICIAN, PASSWORD)
    accepted = [upload_one(person, number) for number in range(12)]
    until = time.monotonic() + 60
    while (states := installation.states(accepted)) != {"in_review": 12}:
        assert time.monotonic() < until, states
        time.sleep(0.2)
    person.close()


def _dead_letter_topic_has(installation: Installation, topic: str, count: int) -> None:
    consumer = KafkaConsumer(
        topic,
        bootstrap_servers=installation.run.settings.kafka,
        auto_offset_reset="earliest",
        consumer_timeout_ms=10_000,
    )
    keys = set()
    for record in consumer:
        message = EventMessage.from_bytes(record.value)
        assert message.name == "EventAbandoned"
        assert "padding" not in record.value.decode()
        keys.add(record.key)
        assert UUID(message.payload["event_id"]).hex.encode() == record.key
        if len(keys) == count:
            break
    consumer.close()
    assert len(keys) == count


def _commands_work(installation: Installation) -> None:
    """``dlq list``, ``show``, ``replay --dry-run`` and ``replay``."""
    listed = _command(installation, "dlq", "list", "--json", "--code", "undecodable_event")
    letters = [json.loads(line) for line in listed.stdout.splitlines()]
    assert len(letters) == 8
    first = str(letters[0]["id"])
    shown = json.loads(_command(installation, "dlq", "show", first).stdout)
    assert shown["topic"].endswith("strip-phi")
    before = len(installation.dead_letters())
    dry = _command(installation, "dlq", "replay", "--all", "--dry-run")
    assert dry.exit_code == 0
    assert dry.stdout.count("would be replayed") == before
    # The same bytes are no better the second time: the record comes back as a new letter.
    assert _command(installation, "dlq", "replay", first).exit_code == 0
    _letters(installation, before + 1)
    again = _command(installation, "dlq", "replay", first)
    assert again.exit_code == 1
    assert "no such open dead letter" in again.stdout
