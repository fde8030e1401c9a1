"""The scanner: every recogniser over one text, one list of spans out of it."""

from collections.abc import Iterator

import regex

from workers.free_text.patterns import FORMS
from workers.free_text.people import find_people
from workers.free_text.places import find_places
from workers.free_text.span import Span, merged
from workers.free_text.tokens import Words

VERSION = "1"
"""Grows whenever other spans may be found in the same text."""

_COMPILED = tuple((form, regex.compile(form.pattern, regex.IGNORECASE)) for form in FORMS)


def scan(text: str) -> list[Span]:
    """Return what identifies, in order and without overlaps; offsets count characters."""
    words = Words(text)
    return merged(text, [*_formed(text), *find_people(words), *find_places(words)])


def _formed(text: str) -> Iterator[Span]:
    for form, compiled in _COMPILED:
        for match in compiled.finditer(text):
            start, end = match.span("id" if "id" in compiled.groupindex else 0)
            yield Span(start, end, form.kind, form.score)
