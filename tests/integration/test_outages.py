"""The site while its database file, or the folder of its blobs, is out of reach."""

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import httpx
import pytest

from safelight.demo.client import Person
from schemas.states import Role
from tests.contract.databases import wait_until
from tests.factories.pictures import small_jpeg
from tests.factories.site import Site, site, texts


@pytest.fixture
def own_site(tmp_path: Path) -> Iterator[Site]:
    with site(tmp_path / "data", still_after_seconds=3600) as served:
        yield served


@pytest.fixture
def uploader(own_site: Site) -> Iterator[Person]:
    person = own_site.person("ada@example.org", Role.CLINICIAN)
    yield person
    person.close()


@contextmanager
def _moved_away(path: Path) -> Iterator[None]:
    """Take a file or folder out of reach for the length of a block; a file lies in its place."""
    away = path.with_suffix(".away")
    path.rename(away)
    path.touch()
    try:
        yield
    finally:
        path.unlink()
        away.rename(path)


def _draft(person: Person) -> str:
    new = texts().model_dump(mode="json")
    vocabulary = person.call("GET", "/api/vocabulary")
    new |= {"consent": True, "consent_version": vocabulary["consent_version"]}
    return str(person.call("POST", "/api/submissions", new)["id"])


def _send(person: Person, draft: str, data: bytes) -> tuple[int, str | None]:
    """Send a file as browsers do, which read no answer before all is sent; return its code."""
    host, port = person._http.base_url.host, person._http.base_url.port
    cookies = "; ".join(f"{name}={value}" for name, value in person._http.cookies.items())
    with closing(HTTPConnection(host, port, timeout=60)) as connection:
        path = f"/api/submissions/{draft}/media"
        connection.request("POST", path, data, {"X-Safelight": "1", "Cookie": cookies})
        answer = connection.getresponse()
        return answer.status, json.load(answer).get("code")


def test_without_its_database_the_site_asks_for_another_try(
    own_site: Site, uploader: Person
) -> None:
    draft = _draft(uploader)
    with _moved_away(own_site.data):
        # Connections that are open would go on with the file that was moved.
        own_site.system.state.database.engine.dispose()
        answer = uploader._http.post(f"/api/submissions/{draft}/submit")
        assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
        assert answer.headers["retry-after"]
        assert httpx.get(f"{own_site.address}/readyz").status_code == 503
    assert uploader.submission(draft)["state"] == "draft"
    # Threads that found the database away try again after a moment.
    wait_until(lambda: httpx.get(f"{own_site.address}/readyz").status_code == 200)


@pytest.mark.parametrize("size", [0, 30_000_000], ids=["small", "large"])
def test_an_upload_that_the_store_cannot_take_can_be_sent_again(
    own_site: Site, uploader: Person, size: int
) -> None:
    """A large one breaks off while its sender is still sending, and is answered all the same."""
    draft = _draft(uploader)
    picture = small_jpeg() + bytes(size)
    with _moved_away(own_site.data / "blobs"):
        assert _send(uploader, draft, picture) == (503, "unavailable")
    assert uploader.submission(draft)["media"] == []
    assert _send(uploader, draft, picture) == (201, None)
