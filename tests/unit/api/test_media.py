"""Ranges of a medium, as players ask for them (RFC 9110 section 14)."""

import pytest
from fastapi import Request, Response

from api.media import media_response

DATA = bytes(range(100))


def _answer(**headers: str) -> Response:
    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    request = Request({"type": "http", "method": "GET", "headers": named})
    return media_response(request, DATA, "video/mp4", {"ETag": '"one"'})


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-", 0, 100),
        ("bytes=10-19", 10, 20),
        ("bytes=90-500", 90, 100),
        ("bytes=-5", 95, 100),
    ],
)
def test_a_range_is_answered_with_that_part(asked: str, start: int, end: int) -> None:
    """Start and end are told, and how much there is."""
    answer = _answer(range=asked)
    assert (answer.status_code, answer.body) == (206, DATA[start:end])
    assert answer.headers["content-range"] == f"bytes {start}-{end - 1}/100"
    assert answer.headers["content-type"] == "video/mp4"


@pytest.mark.parametrize("asked", ["", "bytes=-", "bytes=9-3", "bytes=1-2,5-6", "lines=1-2"])
def test_what_is_no_range_is_answered_with_everything(asked: str) -> None:
    """Players that ask for nothing special, or for too much at once."""
    answer = _answer(range=asked)
    assert (answer.status_code, answer.body) == (200, DATA)
    assert answer.headers["accept-ranges"] == "bytes"


def test_a_range_of_another_version_is_answered_with_everything() -> None:
    """Two halves of two versions would be no medium."""
    other = _answer(range="bytes=5-9", if_range='"two"')
    assert (other.status_code, other.body) == (200, DATA)
    same = _answer(range="bytes=5-9", if_range='"one"')
    assert (same.status_code, same.body) == (206, DATA[5:10])


def test_a_range_behind_the_end_is_refused() -> None:
    """And how much there is, is told."""
    answer = _answer(range="bytes=100-")
    assert (answer.status_code, answer.body) == (416, b"")
    assert answer.headers["content-range"] == "bytes */100"
