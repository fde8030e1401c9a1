"""Fixtures: the servers of the distributed run, one of each for all tests of a process.

They are not to be stopped: who wants to see one die starts one of their own.
"""

import os
from collections.abc import Iterator
from typing import TypeVar

import pytest

from safelight.cluster.child import Child, ProgramMissingError
from safelight.cluster.servers import KafkaServer, PostgresServer, SeaweedServer

_Server = TypeVar("_Server", bound=Child)


@pytest.fixture(scope="session")
def kafka_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KafkaServer]:
    """A broker without topics of ours."""
    yield from _serve(KafkaServer(tmp_path_factory.mktemp("kafka")))


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    """A PostgreSQL; each test makes a database for itself."""
    yield from _serve(PostgresServer(tmp_path_factory.mktemp("postgres")))


@pytest.fixture(scope="session")
def seaweed_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SeaweedServer]:
    """An S3 server; each test makes a bucket for itself."""
    yield from _serve(SeaweedServer(tmp_path_factory.mktemp("seaweedfs")))


def ready(server: _Server) -> _Server:
    """Start a server, or leave the test out where its programs are not installed."""
    try:
        server.start()
        server.wait_ready()
    except ProgramMissingError as missing:
        # Told apart here, not by a mark: whoever asks for everything gets a failure instead.
        assert not os.environ.get("SAFELIGHT_TEST_REQUIRE_ALL"), missing
        pytest.skip(f"NO {server.name.upper()}: {missing}")
    return server


def _serve(server: _Server) -> Iterator[_Server]:
    try:
        yield ready(server)
    finally:
        server.discard()
