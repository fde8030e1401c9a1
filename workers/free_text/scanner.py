"""The scanner: every recogniser over one text, one list of spans out of it."""

from collections.abc import Iterator

import regex

from workers.free_text.dotted import find_dotted
from workers.free_text.loose_forms import find_loose_forms
from workers.free_text.neighbours import find_beside
from workers.free_text.number_parts import find_around, find_between
from workers.free_text.patterns import FORMS
from workers.free_text.people import find_people
from workers.free_text.places import find_places
from workers.free_text.plain_names import find_plain_names
from workers.free_text.small_names import find_small_names
from workers.free_text.span import Span, joined_hints, merged
from workers.free_text.tokens import Words
from workers.free_text.unexplained import find_unexplained
from workers.free_text.unexplained_numbers import find_unexplained_numbers
from workers.free_text.vague_dates import find_vague_dates

VERSION = "4"
"""Grows whenever other spans may be found in the same text."""

_COMPILED = tuple((form, regex.compile(form.pattern, regex.IGNORECASE)) for form in FORMS)


def recognised(text: str) -> list[Span]:
    """Return what a form, a cue or a list tells, in order and without overlaps.

    It is for texts of which nobody sees the hints, such as what stands in a header.
    """
    words = Words(text)
    return merged(text, _recognised(words))


def scan(text: str) -> list[Span]:
    """Return all that :func:`recognised` does, and hints at whatever nobody can explain.

    Spans are in order and without overlaps; offsets count characters. It is for texts that a
    person sees, who lifts the hints at a glance.
    """
    words = Words(text)
    alone = [
        *_recognised(words),
        *find_loose_forms(text),
        *find_vague_dates(text),
        *find_dotted(text),
        *find_unexplained(words),
        *find_unexplained_numbers(text),
        *find_plain_names(words),
        *find_small_names(words),
    ]
    found = merged(text, alone)
    # Apart as well as merged: a day that may be a name as well keeps the word before it.
    around = find_around(text, {*alone, *found})
    wider = merged(text, [*found, *find_beside(words, found), *around])
    return joined_hints(text, merged(text, [*wider, *find_between(text, wider)]))


def _recognised(words: Words) -> list[Span]:
    return [*_formed(words.text), *find_people(words), *find_places(words)]


def _formed(text: str) -> Iterator[Span]:
    for form, compiled in _COMPILED:
        for match in compiled.finditer(text):
            start, end = match.span("id" if "id" in compiled.groupindex else 0)
            yield Span(start, end, form.kind, form.score)
