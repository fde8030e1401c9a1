"""The text scanner on JSON lines: the library part of ``scan-text``."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

Line = dict[str, Any]
"""One line of the report, with the keys that the design names, ready for JSON."""


class _Given(BaseModel):
    """One line of input; whatever else stands in it is passed over."""

    model_config = ConfigDict(strict=True)

    id: str | int
    text: str


def scan_lines(lines: Iterable[str]) -> Iterator[Line]:
    """Yield one report line per line of input: ``id`` and ``spans``, or ``id`` and ``error``.

    ``start`` and ``end`` count characters of ``text``, ``end`` not included. Empty lines are
    passed over. A line that is none, or that has no ``id`` and ``text``, gets ``error`` in place
    of spans.
    """
    # Late: the lists of words take a second to load.
    from workers.free_text.scanner import scan

    for line in lines:
        if not line.strip():
            continue
        try:
            given = _Given.model_validate_json(line)
        except ValidationError:
            yield {"id": _id(line), "error": "invalid"}
            continue
        spans = [
            {
                "start": span.start,
                "end": span.end,
                "kind": span.kind.value,
                "score": span.score,
                "tier": span.tier.value,
            }
            for span in scan(given.text)
        ]
        yield {"id": given.id, "spans": spans}


def _id(line: str) -> str | int | None:
    """Return the id of a line that is wrong otherwise, for whoever must find it again."""
    try:
        found = json.loads(line)
    except ValueError:
        return None
    given = found.get("id") if isinstance(found, dict) else None
    return given if isinstance(given, str | int) else None
