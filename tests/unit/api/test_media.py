"""Ranges of a medium, as players ask for them (RFC 9110 section 14)."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import anyio
import pytest
from fastapi import Request, Response
from fastapi.responses import StreamingResponse

from api.media import media_response
from storage.readable import Readable

DATA = bytes(range(100))


def _read(start: int, end: int) -> Iterator[bytes]:
    """Yield the data in chunks of seven bytes."""
    for place in range(start, end, 7):
        yield DATA[place : min(place + 7, end)]


def _answer(**headers: str) -> Response:
    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    request = Request({"type": "http", "method": "GET", "headers": named})
    return media_response(request, Readable(len(DATA), _read), "video/mp4", {"ETag": '"one"'})


def _body(answer: Response) -> bytes:
    """Return what is sent, which is as much as is announced."""
    assert isinstance(answer, StreamingResponse)

    async def whole() -> bytes:
        chunks = [chunk async for chunk in answer.body_iterator]
        return b"".join(chunk for chunk in chunks if isinstance(chunk, bytes))

    # In a thread of its own: browser tests leave a loop that runs in this one.
    with ThreadPoolExecutor(1) as thread:
        body = thread.submit(anyio.run, whole).result()
    assert answer.headers["content-length"] == str(len(body))
    return body


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
    assert (answer.status_code, _body(answer)) == (206, DATA[start:end])
    assert answer.headers["content-range"] == f"bytes {start}-{end - 1}/100"
    assert answer.headers["content-type"] == "video/mp4"


@pytest.mark.parametrize("asked", ["", "bytes=-", "bytes=9-3", "bytes=1-2,5-6", "lines=1-2"])
def test_what_is_no_range_is_answered_with_everything(asked: str) -> None:
    """Players that ask for nothing special, or for too much at once."""
    answer = _answer(range=asked)
    assert (answer.status_code, _body(answer)) == (200, DATA)
    assert answer.headers["accept-ranges"] == "bytes"


def test_a_range_of_another_version_is_answered_with_everything() -> None:
    """Two halves of two versions would be no medium."""
    other = _answer(range="bytes=5-9", if_range='"two"')
    assert (other.status_code, _body(other)) == (200, DATA)
    same = _answer(range="bytes=5-9", if_range='"one"')
    assert (same.status_code, _body(same)) == (206, DATA[5:10])


def test_a_range_behind_the_end_is_refused() -> None:
    """And how much there is, is told."""
    answer = _answer(range="bytes=100-")
    assert (answer.status_code, answer.body) == (416, b"")
    assert answer.headers["content-range"] == "bytes */100"


def test_what_is_missing_is_told_before_the_answer_begins() -> None:
    """Once it has begun, nothing but an end is left to say."""

    def read(_start: int, _end: int) -> Iterator[bytes]:
        raise LookupError
        yield b""

    request = Request({"type": "http", "method": "GET", "headers": []})
    with pytest.raises(LookupError):
        media_response(request, Readable(9, read), "video/mp4")


def test_little_is_read_before_the_answer_begins() -> None:
    """A film is not in memory while it is sent."""
    places: list[int] = []

    def read(start: int, end: int) -> Iterator[bytes]:
        for place in range(start, end):
            places.append(place)
            yield b"x"

    request = Request({"type": "http", "method": "GET", "headers": []})
    answer = media_response(request, Readable(50, read), "video/mp4")
    assert places == [0]
    assert _body(answer) == b"x" * 50
