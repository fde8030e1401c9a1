"""Topics as code: what they are called, and what is changed on a cluster, and never unasked."""

from dataclasses import replace

from streams.pipeline import queues
from streams.topic_changes import Change, ChangeKind, Found, changes
from streams.topics import Topic, TopicNames, topics

NAMES = TopicNames("clinic")
WANTED = topics(NAMES, queues(), partitions=8, replication=3)


def _as_found(topic: Topic) -> Found:
    return Found(topic.partitions, topic.replication, topic.configs)


def _one(found: Found) -> list[Change]:
    """Compare the first topic alone."""
    return list(changes(WANTED[:1], {WANTED[0].name: found}))


def test_every_queue_has_a_topic_and_one_for_its_dead_letters() -> None:
    names = [topic.name for topic in WANTED]
    assert "clinic.strip-phi" in names
    assert "clinic.strip-phi.dead" in names
    assert len(names) == 2 * len(queues()) == len(set(names))


def test_dead_letters_are_kept_for_good_and_queues_for_a_while() -> None:
    for topic in WANTED:
        dead = topic.name.endswith(".dead")
        assert topic.configs["cleanup.policy"] == ("compact" if dead else "delete")
        assert (topic.configs["retention.ms"] == "-1") is dead


def test_what_is_missing_is_created_and_what_is_right_is_left_alone() -> None:
    assert {change.kind for change in changes(WANTED, {})} == {ChangeKind.CREATE}
    found = {topic.name: _as_found(topic) for topic in WANTED}
    assert changes(WANTED, found) == ()


def test_topics_of_others_are_nobodys_business() -> None:
    found = {topic.name: _as_found(topic) for topic in WANTED}
    assert changes(WANTED, {**found, "billing": Found(1, 1, {})}) == ()


def test_partitions_grow_and_never_shrink() -> None:
    fewer = replace(_as_found(WANTED[0]), partitions=4)
    more = replace(_as_found(WANTED[0]), partitions=12)
    assert [change.kind for change in _one(fewer)] == [ChangeKind.GROW]
    assert [change.kind for change in _one(more)] == [ChangeKind.IMPOSSIBLE]


def test_a_shorter_retention_is_a_shrink_and_a_longer_one_is_not() -> None:
    for before, kind in (("-1", ChangeKind.SHRINK), ("1000", ChangeKind.SET)):
        configs = {**WANTED[0].configs, "retention.ms": before}
        assert [c.kind for c in _one(replace(_as_found(WANTED[0]), configs=configs))] == [kind]


def test_replication_is_not_ours_to_change() -> None:
    found = replace(_as_found(WANTED[0]), replication=1)
    assert [change.kind for change in _one(found)] == [ChangeKind.IMPOSSIBLE]
