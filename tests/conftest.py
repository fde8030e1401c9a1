"""What all tests share."""

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories.site import Site, site

warnings.filterwarnings("ignore", message="pkg_resources is deprecated")


@pytest.fixture(scope="session")
def running_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One served system for all the tests that only need some site."""
    folder: Path = tmp_path_factory.mktemp("site")
    with site(folder, max_upload_bytes=20_000_000) as served:
        yield served
