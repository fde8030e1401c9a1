"""Answers that carry a medium: whole, or the part that a player asks for."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain

from fastapi import Request, Response
from fastapi.responses import StreamingResponse

from storage.readable import Readable

_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def media_response(
    request: Request, source: Readable, media_type: str, headers: Mapping[str, str] | None = None
) -> Response:
    """Return bytes, or one range of them (RFC 9110 section 14), which players need to seek.

    What is read before the answer begins is its first chunk, so that what is missing is told.
    A range that is none, or several at once, is answered with everything, as section 14.2 allows.
    """
    answer = {"Accept-Ranges": "bytes", **(headers or {})}
    asked = request.headers.get("range")
    same = request.headers.get("if-range") in (None, answer.get("ETag"))
    span = _span(asked, source.size) if asked and same else None
    if span is None:
        return streamed(source, (0, source.size), 200, media_type, answer)
    start, end = span
    if start >= end:
        unsatisfied = {**answer, "Content-Range": f"bytes */{source.size}"}
        return Response(status_code=416, headers=unsatisfied)
    answer["Content-Range"] = f"bytes {start}-{end - 1}/{source.size}"
    return streamed(source, span, 206, media_type, answer)


def streamed(
    source: Readable,
    span: tuple[int, int],
    status: int,
    media_type: str,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return bytes from a place to before another, which are read while they are sent."""
    chunks: Iterator[bytes] = source.read(*span)
    first = next(chunks, b"")
    length = {"Content-Length": str(span[1] - span[0])}
    return StreamingResponse(
        chain((first,), chunks), status, {**(headers or {}), **length}, media_type=media_type
    )


def _span(asked: str, size: int) -> tuple[int, int] | None:
    """Return start and end (excluded) of a range; an empty span where none of it exists."""
    found = _RANGE.fullmatch(asked.strip())
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        return max(0, size - int(last)), size
    end = min(size, int(last) + 1) if last else size
    if last and int(last) < int(first):
        return None
    return int(first), end
