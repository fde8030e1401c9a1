"""Documents that follow from the code, so that none can say what the code does not do."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from uuid import UUID

from api.app import create_app
from api.services import Services
from safelight.settings import Settings
from schemas.events import EVENTS
from storage.models import EventRow
from streams.pipeline import queues
from streams.routes import Routes
from streams.topics import Topic, TopicNames, topics
from workers import registry

_NAMES = TopicNames(Settings.model_fields["kafka_prefix"].default)


def openapi() -> dict[str, Any]:
    """Return the API's OpenAPI document; making it needs no running system."""
    nothing = cast("Services", _NoServices())
    return create_app(nothing).openapi()


class _NoServices:
    """Stands for the services while nobody asks for any."""

    web_folder = None
    probes = None


def event_schemas() -> dict[str, dict[str, Any]]:
    """Return the JSON Schema of every event, by its snapshot's file name."""
    return {
        f"{name}.v{event.version}.json": event.model_json_schema()
        for name, event in sorted(EVENTS.items())
    }


def pipeline() -> str:
    """Return docs/pipeline.md: the stages, the queues, their topics, and which event goes where.

    It says what holds without any setting, whatever the environment of whoever writes it.
    """
    lines = [
        "# The pipeline",
        "",
        "Written by `safelight pipeline`; a test fails when it is stale.",
        "",
        *_stages(),
        *_queues(),
        *_topics(),
        *_events(),
    ]
    return "\n".join(lines)


def _stages() -> Iterator[str]:
    columns = ("stage", "version", "takes", "from zone", "to zone", "emits", "deadline")
    rows = [
        (
            f"`{stage.name}`",
            stage.version,
            stage.consumes.__name__,
            stage.needs.name,
            stage.gives.name,
            stage.emits.__name__,
            f"{stage.deadline:.0f} s",
        )
        for stage in registry.all_stages()
    ]
    yield from _section("Stages", "", columns, rows)


def _queues() -> Iterator[str]:
    """One line for each queue: both ways of running have them, only one has topics."""
    words = (
        "One for each stage, one for free text, then one for each handler that only keeps state. "
        "In the distributed run a queue is a topic in Kafka, and what its handler gives up goes "
        "to a second one."
    )
    rows = [
        (
            f"`{queue.name}`",
            ", ".join(sorted(queue.consumes)),
            f"`{_NAMES.queue(queue.name)}`",
            f"`{_NAMES.dead(queue.name)}`",
        )
        for queue in queues()
    ]
    yield from _section("Queues", words, ("queue", "takes", "topic", "dead letters"), rows)


def _topics() -> Iterator[str]:
    words = (
        "What `safelight topics apply` makes of a cluster. Names begin with "
        f"`SAFELIGHT_KAFKA_PREFIX` (`{_NAMES.prefix}` unless set)."
    )
    columns = ("topic", "key", "partitions", "copies", "kept")
    wanted = topics(
        _NAMES, queues(), partitions=_default("PARTITIONS"), replication=_default("REPLICATION")
    )
    rows = [
        (
            f"`{topic.name}`",
            topic.key,
            _or_setting(topic.partitions, "PARTITIONS"),
            _or_setting(topic.replication, "REPLICATION"),
            _kept(topic),
        )
        for topic in wanted
    ]
    yield from _section("Topics", words, columns, rows)


def _default(setting: str) -> int:
    return int(Settings.model_fields[f"kafka_{setting.lower()}"].default)


def _or_setting(number: int, setting: str) -> str:
    """Write a number, and which setting it is the default of."""
    if number != _default(setting):
        return str(number)
    return f"`SAFELIGHT_KAFKA_{setting}` ({number})"


def _kept(topic: Topic) -> str:
    if topic.compacted:
        return "the last record of each key, for good"
    if topic.retention is None:
        return "for good"
    return f"{topic.retention // timedelta(days=1)} days"


def _events() -> Iterator[str]:
    words = (
        "All of them stay in the log. Those without a queue are there to be read, and no handler "
        "waits for them."
    )
    rows = [
        (name, event.version, _goes_to(name), _first_line(event.__doc__))
        for name, event in EVENTS.items()
    ]
    columns = ("event", "version", "goes to", "what happened")
    yield from _section("Events", words, columns, rows)


def _first_line(docstring: str | None) -> str:
    return (docstring or "").splitlines()[0].replace("``", "`")


_STAGE = "any"
_ID = UUID(int=0)


@dataclass(frozen=True, slots=True)
class _Row:
    """An event as the outbox would hold it, with what routes look at."""

    name: str
    seq: int = 1
    event_id: UUID = _ID
    stream_id: UUID = _ID
    version: int = 1
    at: datetime = datetime(2026, 1, 1, tzinfo=UTC)
    payload: dict[str, str] = field(default_factory=lambda: {"stage": _STAGE, "event_id": str(_ID)})


def _goes_to(name: str) -> str:
    """Ask the relay's own routes where an event of this name goes."""
    by_topic = {_NAMES.queue(queue.name): f"`{queue.name}`" for queue in queues()}
    places = []
    for record in Routes(_NAMES, queues()).records(cast("EventRow", _Row(name))):
        if record.topic != _NAMES.dead(_STAGE):
            places.append(by_topic[record.topic])
        elif record.value is None:
            places.append("takes the letter out of its stage's dead letters")
        else:
            places.append("its stage's dead letters")
    return ", ".join(places)


def _section(
    title: str, words: str, columns: tuple[str, ...], rows: Iterable[tuple[object, ...]]
) -> Iterator[str]:
    yield from (f"## {title}", "")
    if words:
        yield from (words, "")
    yield "| " + " | ".join(columns) + " |"
    yield "|" + "---|" * len(columns)
    for row in rows:
        yield "| " + " | ".join(str(cell) for cell in row) + " |"
    yield ""
