"""What belongs to a number or a date that was found: the rest of a code, the word before a day."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import regex

from workers.free_text.quantities import is_given_out
from workers.free_text.span import HINTED, Span, SpanKind

_UNITS = r"(?:MM|CM|MG|ML|KG|KV|MAS|HU|BD|OD|TDS|QDS|IV|PO|IM|SC|AM|PM|YO|YR|FR|M|F|X)\b"
_PART = (
    rf"(?:(?!{_UNITS})[A-Z]{{1,4}}\d*"
    rf"|\d+(?:[-/]\d+)*[A-Z]{{0,3}}(?![a-z%°]|\s?(?i:{_UNITS})|[.,]\d))"
)
_CODE_BEHIND = regex.compile(rf"(?:[ /+.#-]{{1,2}}{_PART}(?![\w]))+")
_CODE_BEFORE = regex.compile(
    r"(?:(?<![\w.,])(?!(?:[A-Z][a-z]))(?:[A-Z]{1,4}|\d{1,4}|[A-Z]+\d+|\d+[A-Z]+)[ /+.#-]{1,2})+$"
)
_DATE_BEFORE = regex.compile(
    r"\b(?:(?:last|next|this|past|coming|early|late|mid|end|start|beginning|begin|middle|the|of|on"
    r"|night|day|days|week|wk|month|morning|evening|afternoon|eve|weekend|before|after|following"
    r"|first|second|third|fourth|every|previous|commencing|since|mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun|(?:19|20)\d\d)[,.]?[\s-]+){1,5}$",
    regex.IGNORECASE,
)
_ONLY_LEADS = regex.compile(r"(?:the|of|on|since|before|after|\s)+", regex.IGNORECASE)
_DATE_BEHIND = regex.compile(
    r"(?:[\s,.]+(?:week|evening|night|morning|afternoon|arvo|am|pm|a\.m\.|p\.m\.|gone|last|next|just"
    r"|before|after|eve|day|(?:19|20)\d\d|['’]\d\d|the\s+\d{1,2}(?:st|nd|rd|th)|\d{1,2}(?:st|nd|rd"
    r"|th)|\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?|(?:at\s+)?\d{1,2}[:.h]?\d{2}(?:\s?hr?s?)?)\b){1,3}",
    regex.IGNORECASE,
)
_NUMBERS = frozenset((SpanKind.NUMBER, SpanKind.PHONE))
_SMALL = r"(?:d[aeiou]|de\s?l[ao]?|v[ao]n|of|on|at|in|the|and|&|y|st|to)"
_BETWEEN = regex.compile(
    rf"[\s,./-]{{1,3}}(?:{_SMALL}|(?:{_SMALL}\s)?(?:[A-Z]{{1,3}}|[A-Z][\w'’]+|\d{{1,5}}|{_SMALL}))"
    r"[\s,./-]{1,3}"
)
_WINDOW = 40


def find_around(text: str, found: Iterable[Span]) -> Iterator[Span]:
    """Yield the parts before and behind numbers and dates, as hints."""
    for span in found:
        if span.kind in _NUMBERS:
            before, behind = _CODE_BEFORE, _CODE_BEHIND
        elif span.kind is SpanKind.DATE:
            before, behind = _DATE_BEFORE, _DATE_BEHIND
        else:
            continue
        if match := behind.match(text, span.end):
            yield Span(span.end, match.end(), span.kind, HINTED)
        start = max(0, span.start - _WINDOW)
        match = before.search(text[start : span.start])
        if match and not _ONLY_LEADS.fullmatch(match[0]) and not is_given_out(match[0].strip()):
            yield Span(start + match.start(), span.start, span.kind, HINTED)


def find_between(text: str, found: Sequence[Span]) -> Iterator[Span]:
    """Yield the one short part between two neighbours: the state between a town and its code."""
    for one, other in pairwise(found):
        if _BETWEEN.fullmatch(text, one.end, other.start):
            yield Span(one.end, other.start, one.kind, HINTED)
