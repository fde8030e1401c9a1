"""Nobody but a moderator gets a byte of a picture that is not published.

A green run shows it for every address of the API that could carry media, as the OpenAPI document
lists them, and for guesses at the files behind it. It does not show that a moderator's own browser
or screen keeps what it was given.
"""

import re
from uuid import uuid4

import httpx
import pytest

from safelight.demo.client import Document, Person
from safelight.documents import openapi
from tests.factories.pictures import small_jpeg
from tests.factories.site import Site, texts

pytestmark = pytest.mark.xdist_group("site")

_BUSY = {"processing"}
_PICTURE_TYPES = ("image/", "application/dicom", "application/octet-stream")


@pytest.fixture
def in_review(clinician: Person) -> Document:
    """A submission that waits for a moderator."""
    submission_id = clinician.upload(texts("Not yet published"), [small_jpeg("DOE JANE")])
    return clinician.wait_while(submission_id, _BUSY, 120)


def _addresses(submission: Document) -> list[tuple[str, str]]:
    """Return every method and address of the API with this submission's ids filled in."""
    medium_id = submission["media"][0]["id"]
    fills = {
        "submission_id": [submission["id"]],
        "medium_id": [medium_id],
        "case_id": [submission["id"], medium_id, str(uuid4())],
        "zone": ["raw", "stripped", "obscured"],
        "role": ["canonical", "display", "thumbnail"],
        "frame": ["0"],
        "verification_id": [str(uuid4())],
        "dead_letter_id": ["1"],
    }
    found = []
    for template, operations in openapi()["paths"].items():
        paths = [template]
        for name in re.findall(r"{(\w+)}", template):
            paths = [p.replace("{" + name + "}", value) for p in paths for value in fills[name]]
        for method in operations:
            if method in ("get", "head") or template.endswith("/reveal"):
                found += [(method.upper(), path) for path in paths]
    return found


def _files(site: Site) -> list[str]:
    """Return guesses at the stored files, by the very names that they have."""
    blobs = site.data / "blobs"
    names = [str(path.relative_to(site.data)) for path in blobs.rglob("*") if path.is_file()]
    tricks = ("/{}", "/assets/../{}", "/%2e%2e/{}", "/..%2f{}", "/api/../{}")
    return [trick.format(name) for name in names for trick in tricks]


def _shows_nothing(response: httpx.Response) -> bool:
    kind = response.headers.get("content-type", "")
    return not kind.startswith(_PICTURE_TYPES) and b"\xff\xd8\xff" not in response.content


def _ask_for_everything(site: Site, asking: httpx.Client, submission: Document) -> int:
    """Ask for every address; return how many were asked for."""
    asked = _addresses(submission)
    media = [(m, p) for m, p in asked if "/media/" in p or "/review/" in p]
    assert len(media) >= 12
    for method, path in asked:
        if path.endswith("/stream"):
            continue
        body = {"reason": "check_obscuring"} if path.endswith("/reveal") else None
        response = asking.request(method, path, json=body)
        assert _shows_nothing(response), (method, path)
        if (method, path) in media:
            assert response.status_code in {401, 403, 404, 405, 422}, (method, path)
    files = _files(site)
    assert files
    for path in files:
        assert _shows_nothing(asking.get(path)), path
    return len(asked) + len(files)


def _client_of(person: Person) -> httpx.Client:
    return person._http


@pytest.mark.parametrize("who", ["anonymous", "uploader", "colleague", "unverified", "operator"])
def test_every_address_of_unpublished_media_gives_nothing(
    request: pytest.FixtureRequest, running_site: Site, in_review: Document, who: str
) -> None:
    if who == "anonymous":
        headers = {"X-Safelight": "1"}
        with httpx.Client(
            base_url=running_site.address, headers=headers, trust_env=False
        ) as asking:
            assert _ask_for_everything(running_site, asking, in_review) > 20
        return
    person: Person = request.getfixturevalue("clinician" if who == "uploader" else who)
    assert _ask_for_everything(running_site, _client_of(person), in_review) > 20


def test_a_moderator_sees_the_dark_picture_only_while_holding_the_item(
    running_site: Site, moderator: Person, in_review: Document
) -> None:
    item = moderator.call("POST", f"/api/review/items/{in_review['id']}/claim")
    before = item["media"][0]["frames"][0]["stripped_url"]
    assert moderator.fetch(before).content.startswith(b"\xff\xd8\xff")
    moderator.call("DELETE", f"/api/review/items/{in_review['id']}/claim")
    response = _client_of(moderator).get(before)
    assert response.status_code == 409
    assert response.json()["code"] == "not_claimed"


def test_a_request_without_our_header_changes_nothing(running_site: Site) -> None:
    response = httpx.post(
        f"{running_site.address}/api/session", json={"email": "a@b.co", "password": "x"}
    )
    assert response.status_code == 403
    assert response.json()["code"] == "cross_site"


def test_answers_carry_the_protective_headers(running_site: Site) -> None:
    response = httpx.get(f"{running_site.address}/api/session")
    assert response.headers["content-type"] == "application/problem+json"
    assert "default-src 'self'" in response.headers["content-security-policy"]
    assert response.headers["cache-control"] == "no-store"
    assert "server" not in response.headers
