"""A person at the API: what a browser sends, sent by a program."""

import time
from collections.abc import Sequence
from typing import Any

import httpx

from schemas.http.submissions import CaseTexts
from schemas.vocabulary import CONSENT_VERSION

Document = dict[str, Any]


class RefusedByApiError(Exception):
    """The API answered with a problem."""

    def __init__(self, status: int, code: str) -> None:
        """Take the problem's status and code."""
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code


class Person:
    """Somebody with a session."""

    def __init__(self, address: str, timeout: float = 120.0) -> None:
        """Take the site's address; nobody is logged in yet."""
        self._http = httpx.Client(
            base_url=address, headers={"X-Safelight": "1"}, timeout=timeout, trust_env=False
        )

    def close(self) -> None:
        """Close the connection."""
        self._http.close()

    def call(self, method: str, path: str, body: object = None, content: bytes = b"") -> Any:
        """Send one request and return the JSON of its answer, ``None`` where there is none.

        Raises:
            RefusedByApiError: the answer is a problem.
            httpx.TransportError: there is no answer.

        """
        given: dict[str, Any] = {"content": content} if content else {"json": body}
        response = self._http.request(method, path, **given)
        if response.is_error:
            raise RefusedByApiError(response.status_code, response.json()["code"])
        return response.json() if response.content else None

    def log_in(self, email: str, password: str) -> Document:
        """Log in."""
        account: Document = self.call(
            "POST", "/api/session", {"email": email, "password": password}
        )
        return account

    def upload(self, texts: CaseTexts, media: Sequence[bytes]) -> str:
        """Open a submission, store its media, submit it; return its id."""
        body = {**texts.model_dump(mode="json"), "consent": True}
        draft = self.call("POST", "/api/submissions", {**body, "consent_version": CONSENT_VERSION})
        submission_id: str = draft["id"]
        for data in media:
            self.call("POST", f"/api/submissions/{submission_id}/media", content=data)
        self.call("POST", f"/api/submissions/{submission_id}/submit")
        return submission_id

    def submission(self, submission_id: str) -> Document:
        """Return one of my submissions."""
        found: Document = self.call("GET", f"/api/submissions/{submission_id}")
        return found

    def wait_while(self, submission_id: str, states: set[str], timeout: float) -> Document:
        """Return a submission as soon as it is in none of ``states``.

        Raises:
            TimeoutError: it still is after ``timeout`` seconds.

        """
        until = time.monotonic() + timeout
        while (found := self.submission(submission_id))["state"] in states:
            if time.monotonic() > until:
                raise TimeoutError(found["state"])
            time.sleep(0.1)
        return found

    def approve(self, submission_id: str) -> Document:
        """Claim an item, look at every frame before and after, approve it; return the item."""
        item: Document = self.call("POST", f"/api/review/items/{submission_id}/claim")
        for medium in item["media"]:
            for frame in medium["frames"]:
                self.fetch(frame["stripped_url"])
                self.fetch(frame["obscured_url"])
        decision = {
            "version": item["version"],
            "verdict": "approve",
            "approved": item["to_approve"],
            "removed": ticked(item),
        }
        self.call("POST", f"/api/review/items/{submission_id}/decision", decision)
        return item

    def fetch(self, path: str) -> httpx.Response:
        """Return a picture.

        Raises:
            RefusedByApiError: the answer is a problem.

        """
        response = self._http.get(path)
        if response.is_error:
            raise RefusedByApiError(response.status_code, response.json()["code"])
        return response


def ticked(item: Document) -> list[Document]:
    """Return what is to be removed from an item's texts unless somebody says otherwise."""
    return [
        {name: span[name] for name in ("field", "start", "end")}
        for text in item["free_texts"]
        for span in text["spans"]
        if span["tier"] == "sure"
    ]
