"""The watchdog ends a worker that stands still for no reason, and no other."""

from streams.health import Health
from streams.lag import PartitionLag
from streams.watchdog import Look, Pulse, Watchdog, waiting_for

OURS, THEIRS = ("q", 0), ("q", 1)
LAG = [PartitionLag("q", 0, committed=5, end=9), PartitionLag("q", 1, committed=0, end=100)]


class _Scene:
    """A worker, a cluster and a clock, all of them as a test says."""

    def __init__(self) -> None:
        self.now = 0.0
        self.look = Look(LAG, members=2)
        self.pulse = Pulse([OURS], in_flight=0, progress_at=0.0)
        self.away = False
        self.health = Health()
        self.ended = 0
        self.dog = Watchdog(
            self._look,
            lambda: self.pulse,
            self.health,
            self._end,
            lambda _: None,
            patience=60,
            clock=lambda: self.now,
        )

    def _look(self) -> Look:
        if self.away:
            raise ConnectionRefusedError
        return self.look

    def _end(self) -> None:
        self.ended += 1

    def pass_time(self, seconds: int) -> int:
        for _ in range(seconds):
            self.now += 1
            self.dog.look()
        return self.ended


def test_lag_without_progress_ends_the_worker_after_a_while() -> None:
    scene = _Scene()
    assert scene.pass_time(60) == 0
    assert scene.pass_time(2) > 0


def test_progress_is_enough() -> None:
    scene = _Scene()
    for _ in range(10):
        scene.pulse = Pulse([OURS], in_flight=0, progress_at=scene.now)
        assert scene.pass_time(50) == 0


def test_a_long_rendering_is_no_standing_still() -> None:
    scene = _Scene()
    scene.pulse = Pulse([OURS], in_flight=1, progress_at=0.0)
    assert scene.pass_time(1000) == 0
    scene.pulse = Pulse([OURS], in_flight=0, progress_at=scene.now)
    assert scene.pass_time(55) == 0


def test_waiting_for_what_is_broken_is_no_standing_still() -> None:
    scene = _Scene()
    scene.health.red("handling_check")
    assert scene.pass_time(1000) == 0


def test_a_cluster_that_is_away_turns_readiness_red_and_ends_nothing() -> None:
    scene = _Scene()
    scene.away = True
    assert scene.pass_time(1000) == 0
    assert not scene.health.is_green("kafka")
    scene.away = False
    assert scene.pass_time(55) == 0, "it gets its time once the cluster is back"
    assert scene.health.is_green("kafka")
    assert scene.pass_time(10) > 0


def test_an_idle_worker_lives() -> None:
    scene = _Scene()
    scene.look = Look([PartitionLag("q", 0, 9, 9)], members=1)
    assert scene.pass_time(1000) == 0


def test_only_its_own_partitions_are_its_business() -> None:
    assert waiting_for(Pulse([OURS], 0, 0.0), Look(LAG, members=2)) == 4
    assert waiting_for(Pulse([THEIRS], 0, 0.0), Look(LAG, members=2)) == 100
    assert waiting_for(Pulse([], 0, 0.0), Look(LAG, members=2)) == 0, "one worker too many"
    assert waiting_for(Pulse([], 0, 0.0), Look(LAG, members=0)) == 104, "the group forgot it"
