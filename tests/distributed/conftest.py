"""Installations on the servers that all tests share, or on a test's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from safelight.cluster.local import Servers
from safelight.cluster.servers import KafkaServer, PostgresServer, SeaweedServer
from tests.factories.installation import Installation
from tests.factories.servers import ready

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs the servers."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.distributed)


@pytest.fixture
def servers(
    kafka_server: KafkaServer, postgres_server: PostgresServer, seaweed_server: SeaweedServer
) -> Servers:
    """The servers of this test process; they are not to be stopped."""
    return Servers(kafka_server, postgres_server, seaweed_server)


@pytest.fixture
def own_servers(tmp_path: Path) -> Iterator[Servers]:
    """Servers that a test may stop and kill."""
    mine = Servers.in_folder(tmp_path / "servers")
    everyone = (mine.kafka, mine.postgres, mine.seaweed)
    try:
        for server in everyone:
            ready(server)
        yield mine
    finally:
        for server in everyone:
            server.discard()


@pytest.fixture
def installation(servers: Servers, tmp_path: Path) -> Iterator[Installation]:
    fresh = Installation(servers, tmp_path / "run")
    yield fresh
    fresh.close()
