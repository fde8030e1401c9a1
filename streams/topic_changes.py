"""What must change on a cluster for its topics to be as the code says, as a diff to look at."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from streams.topics import Topic


class ChangeKind(StrEnum):
    """What a change does."""

    CREATE = "create"
    GROW = "add partitions"
    SET = "set"
    SHRINK = "shrink"
    IMPOSSIBLE = "cannot change"


@dataclass(frozen=True, slots=True)
class Found:
    """A topic as the cluster has it."""

    partitions: int
    replication: int
    configs: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the diff."""

    kind: ChangeKind
    topic: Topic
    what: str
    before: str | None
    after: str


_SIZES = frozenset(("retention.ms", "max.message.bytes"))


def changes(wanted: Iterable[Topic], found: Mapping[str, Found]) -> tuple[Change, ...]:
    """Compare; topics of the cluster that the code does not name are nobody's business."""
    lines: list[Change] = []
    for topic in wanted:
        now = found.get(topic.name)
        if now is None:
            what = f"{topic.partitions} partitions × {topic.replication}, by {topic.key}"
            lines.append(Change(ChangeKind.CREATE, topic, "topic", None, what))
        else:
            lines += _differences(topic, now)
    return tuple(lines)


def _differences(topic: Topic, now: Found) -> list[Change]:
    lines = []
    if topic.partitions != now.partitions:
        grows = topic.partitions > now.partitions
        kind = ChangeKind.GROW if grows else ChangeKind.IMPOSSIBLE
        before, after = str(now.partitions), str(topic.partitions)
        lines.append(Change(kind, topic, "partitions", before, after))
    if topic.replication != now.replication:
        before, after = str(now.replication), str(topic.replication)
        lines.append(Change(ChangeKind.IMPOSSIBLE, topic, "replication", before, after))
    for name, after in topic.configs.items():
        before = now.configs.get(name, "")
        if before != after:
            kind = ChangeKind.SHRINK if _shrinks(name, before, after) else ChangeKind.SET
            lines.append(Change(kind, topic, name, before, after))
    return lines


def _shrinks(name: str, before: str, after: str) -> bool:
    """Tell whether a change lets Kafka delete or refuse what it keeps today."""
    if name == "cleanup.policy":
        return before == "compact"
    if name not in _SIZES or not before:
        return False
    return _size(after) < _size(before)


def _size(value: str) -> float:
    """Return a limit as a number; -1 is none."""
    return float("inf") if value == "-1" else float(value)
