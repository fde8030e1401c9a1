"""Unit tests: no network, a clock that stands still."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_socket import disable_socket, enable_socket

from storage.unit_of_work import Database
from tests.factories.state import TurnedClock, new_database


@pytest.fixture(autouse=True)
def _no_network() -> Iterator[None]:
    """Block sockets; those between a pool and its processes are Unix ones and stay."""
    disable_socket(allow_unix_socket=True)
    yield
    enable_socket()


@pytest.fixture
def clock() -> TurnedClock:
    return TurnedClock()


@pytest.fixture
def database(tmp_path: Path, clock: TurnedClock) -> Iterator[Database]:
    opened = new_database(tmp_path, clock)
    yield opened
    opened.close()
