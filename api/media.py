"""Answers that carry a medium: whole, or the part that a player asks for."""

import re
from collections.abc import Mapping

from fastapi import Request, Response

_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def media_response(
    request: Request, data: bytes, media_type: str, headers: Mapping[str, str] | None = None
) -> Response:
    """Return bytes, or one range of them (RFC 9110 section 14), which players need to seek.

    A range that is none, or several at once, is answered with everything, as section 14.2 allows.
    """
    answer = {"Accept-Ranges": "bytes", **(headers or {})}
    asked = request.headers.get("range")
    same = request.headers.get("if-range") in (None, answer.get("ETag"))
    span = _span(asked, len(data)) if asked and same else None
    if span is None:
        return Response(data, media_type=media_type, headers=answer)
    start, end = span
    if start >= end:
        unsatisfied = {**answer, "Content-Range": f"bytes */{len(data)}"}
        return Response(status_code=416, headers=unsatisfied)
    answer["Content-Range"] = f"bytes {start}-{end - 1}/{len(data)}"
    return Response(data[start:end], status_code=206, media_type=media_type, headers=answer)


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
