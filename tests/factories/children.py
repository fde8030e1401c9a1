"""Processes that others started: finding them, and waiting until something is true of them."""

import time
from collections.abc import Callable
from pathlib import Path

import psutil


def told_of(*places: Path) -> list[psutil.Process]:
    """Return the processes that were told of one of these places; dead ones say nothing."""
    return [
        process
        for process in psutil.process_iter(["cmdline"])
        if any(str(place) in " ".join(process.info["cmdline"] or []) for place in places)
    ]


def assert_soon(condition: Callable[[], bool], seconds: float = 10.0) -> None:
    """Wait until something is true, and fail when it is not in time."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.05)
