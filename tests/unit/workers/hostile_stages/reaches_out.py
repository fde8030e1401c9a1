"""Tries every way out of its process, and answers with those that were open."""

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable

from schemas.events import RevisionBurned
from tests.unit.workers.hostile_stages import answer, stage
from workers.stage import StageInput, StageOutput


def _write_file() -> None:
    with tempfile.TemporaryFile() as file:
        file.write(b"out")


def _raw_write() -> None:
    os.close(os.open(os.path.join(tempfile.gettempdir(), "safelight-out"), os.O_CREAT | os.O_RDWR))


_WAYS: dict[str, Callable[[], object]] = {
    "connect": lambda: socket.create_connection(("127.0.0.1", 9), timeout=1),
    "resolve": lambda: socket.getaddrinfo("localhost", 80),
    "subprocess": lambda: subprocess.run([sys.executable, "-V"], check=True),
    "system": lambda: os.system("true"),
    "fork": os.fork,
    "write": _write_file,
    "open": _raw_write,
}


def _run(given: StageInput) -> StageOutput:
    open_ways = []
    for name, way in _WAYS.items():
        try:
            way()
        except OSError:
            continue
        open_ways.append(name)
    return answer(given, ",".join(open_ways))


STAGE = stage("reaches_out", RevisionBurned, _run)
