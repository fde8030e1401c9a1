"""The processes below a process, to be ended for certain."""

import contextlib
import os
import select
import signal
from collections.abc import Callable
from pathlib import Path

_SECONDS_TO_DIE = 10.0


def kill_with_children(pid: int, kill: Callable[[], None]) -> None:
    """Kill a process with ``kill``, then its children; returns when they are gone.

    The children are held by handles before, so that no other process can come by their numbers.
    """
    with contextlib.ExitStack() as handles:
        children = [handle for child in _children(pid) for handle in _hold(child, handles)]
        kill()
        for child in children:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(child, signal.SIGKILL)
            select.select([child], [], [], _SECONDS_TO_DIE)


def _children(pid: int) -> list[int]:
    try:
        return [
            int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        ]
    except FileNotFoundError:
        return []


def _hold(pid: int, handles: contextlib.ExitStack) -> list[int]:
    """Return a handle of the process, or none where it has just ended."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return []
    handles.callback(os.close, handle)
    return [handle]
