"""What all tests share."""

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.factories.site import Site, site

pytest_plugins = ["tests.factories.servers"]

warnings.filterwarnings("ignore", message="pkg_resources is deprecated")
# kafka-python says so when it is imported, which the fixtures of the servers do.
warnings.filterwarnings("ignore", message="(read|open)_text is deprecated")

# How long an example takes is nothing to fail by: the first one loads what all share.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start with the kill test: it takes longest, and the rest runs beside it."""
    items.sort(key=lambda item: "test_kill" not in item.nodeid)


@pytest.fixture(scope="session")
def running_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One served system for all the tests that only need some site."""
    folder: Path = tmp_path_factory.mktemp("site")
    with site(folder, max_upload_bytes=20_000_000) as served:
        yield served
