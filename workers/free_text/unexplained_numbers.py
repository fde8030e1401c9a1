"""Numbers that nobody can say are harmless: Philter's principle, for whoever can lift a hint."""

from collections.abc import Iterator

import regex

from workers.free_text.abbreviations import ABBREVIATIONS
from workers.free_text.imaging_terms import IMAGING_TERMS
from workers.free_text.quantities import is_clinical_code, is_given_out, is_quantity, measures
from workers.free_text.span import HINTED, Span, SpanKind

_CHUNK = regex.compile(r"[^\s,;()\[\]{}\"“”!?|<>…]*\d[^\s;()\[\]{}\"“”!?|<>…]*")
_WORD_BEFORE = regex.compile(r"[^\s,;()]+[\s(:=#.~<>≤≥]*$")
_IN_PARTS = regex.compile(r"[ -]\d{3,}(?!\d|[.]\d|\s?(?:mg|ml|mcg|g|mm|cm)\b)")
_FEW = 3
"""From so many figures on a number may be one that was given out."""

_OLD = regex.compile(r"(?:9\d|1[01]\d)[a-z]?")
_OLDEST_WORDS = regex.compile(r"(?:aged?|age|years|y/?o|yrs?)\b", regex.IGNORECASE)
_PRESSURE = regex.compile(r"\d{1,3}/\d{1,3}")
_JOINTS = regex.compile(r"[,/+=:–&-]")
_BEFORE, _BEHIND = 40, 24
"""So many characters on either side are looked at."""


def find_unexplained_numbers(text: str) -> Iterator[Span]:
    """Yield each stretch with a figure in it that is no clinical quantity, as a hint."""
    for match in _CHUNK.finditer(text):
        chunk = match[0].strip(".,:'’*-–/+&#=~")
        start = match.start() + match[0].index(chunk)
        end = start + len(chunk)
        word = _WORD_BEFORE.search(text[max(0, start - _BEFORE) : start])
        before = word[0].strip() if word else ""
        if not _is_explained(chunk, before, text[end : end + _BEHIND]):
            yield Span(start, end, SpanKind.NUMBER, HINTED)


def _is_explained(chunk: str, before: str, behind: str) -> bool:
    if not chunk or not any(letter.isdigit() for letter in chunk):
        return True
    if _OLD.fullmatch(chunk):
        return _is_no_age(chunk, before, behind)
    if _IN_PARTS.match(behind) and _figures(chunk) >= _FEW:
        return False
    if is_quantity(chunk, before, behind):
        return not _is_odd(before, chunk)
    if is_given_out(before):
        return False
    return (
        is_clinical_code(chunk)
        or _is_explained_in_parts(chunk, behind)
        or (measures(before) and bool(_PRESSURE.fullmatch(chunk)))
    )


def _is_explained_in_parts(chunk: str, behind: str) -> bool:
    """Tell whether all parts of a range or a list count or measure: 4+3, 120/80, T1/T2."""
    parts = [part for part in _JOINTS.split(chunk) if part]
    few = _figures(chunk) < _FEW or not any(letter.isalpha() for letter in chunk)
    return len(parts) > 1 and few and all(_is_small(part, behind) for part in parts)


def _figures(chunk: str) -> int:
    return sum(letter.isdigit() for letter in chunk)


def _is_odd(before: str, chunk: str) -> bool:
    """Tell whether capitals that medicine does not use stand before a long whole number."""
    small = before.casefold()
    if not (before.isupper() and before.isalpha()):
        return False
    known = small in ABBREVIATIONS or small in IMAGING_TERMS
    return chunk.isdigit() and len(chunk) >= _FEW and not known


def _is_small(part: str, behind: str) -> bool:
    return part.isalpha() or is_quantity(part, "", behind) or is_clinical_code(part)


def _is_no_age(chunk: str, before: str, behind: str) -> bool:
    """Tell whether a number from 90 to 119 has a unit, or stands behind what is measured."""
    if _OLDEST_WORDS.match(behind.lstrip(" -")):
        return False
    return measures(before) or (chunk.isdigit() and is_quantity(f"{chunk}0000", before, behind))
