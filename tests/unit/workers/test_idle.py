"""Whose turn it is when a process becomes idle."""

import threading
import time
from collections.abc import Callable

from workers.idle import Idle, Turn


def _in_thread(idle: Idle[int], turn: Turn, then: Callable[[], None]) -> threading.Thread:
    def work() -> None:
        with idle.one(turn):
            then()

    thread = threading.Thread(target=work)
    thread.start()
    time.sleep(0.05)
    return thread


def test_whole_media_go_before_parts() -> None:
    """A photo that comes after a film's parts waits for one of them, not for all."""
    idle, order = Idle([1]), []
    with idle.one(Turn.PART):
        waiting = [
            _in_thread(idle, Turn.PART, lambda: order.append("part")),
            _in_thread(idle, Turn.PART, lambda: order.append("part")),
            _in_thread(idle, Turn.WHOLE, lambda: order.append("whole")),
        ]
    for thread in waiting:
        thread.join()
    assert order == ["whole", "part", "part"]


def test_who_runs_alone_has_everything() -> None:
    """It waits until all are idle, goes before whoever comes later, and is by itself."""
    idle: Idle[int] = Idle([1, 2])
    seen: list[int] = []
    with idle.one(Turn.WHOLE):
        alone = _in_thread(idle, Turn.ALONE, lambda: seen.append(idle.busy))
        later = _in_thread(idle, Turn.WHOLE, lambda: seen.append(-1))
        assert idle.busy == 1
    alone.join()
    later.join()
    assert seen == [2, -1]
    assert idle.busy == 0
