"""What nobody can say is harmless: Philter's principle, for whoever can lift a hint.

Every stretch with a figure in it that is no clinical quantity, every capitalised word within a
sentence, every abbreviation of two or three letters that medicine does not use. All of it is only
to be looked at.
"""

from collections.abc import Iterator

import regex

from workers.free_text.abbreviations import ABBREVIATIONS
from workers.free_text.common_words import COMMON_WORDS
from workers.free_text.eponyms import THINGS
from workers.free_text.imaging_terms import IMAGING_TERMS
from workers.free_text.quantities import is_clinical_code, is_given_out, is_quantity, measures
from workers.free_text.span import HINTED, Span, SpanKind
from workers.free_text.tokens import FUNCTION_WORDS, Token, Words

_CHUNK = regex.compile(r"[^\s,;()\[\]{}\"“”!?|<>…]*\d[^\s;()\[\]{}\"“”!?|<>…]*")
_WORD_BEFORE = regex.compile(r"[^\s,;()]+[\s(:=#.~<>≤≥]*$")
_IN_PARTS = regex.compile(r"[ -]\d{3,}(?![\d.]|\s?(?:mg|ml|mcg|g|mm|cm)\b)")
_FEW = 3
"""From so many figures on a number may be one that was given out."""

_OLD = regex.compile(r"(?:9\d|1[01]\d)[a-z]?")
_OLDEST_WORDS = regex.compile(r"(?:aged?|age|years|y/?o|yrs?)\b", regex.IGNORECASE)
_MOST_CAPITALS = 0.6
_SHORTEST_INITIALS, _LONGEST_INITIALS = 2, 3
_NAME_STARTS = ("mc", "mac", "de", "di", "da", "la", "le", "van", "von", "o'", "o’", "fitz", "al")
_ROMAN = regex.compile(r"[IVX]+[ab]?")


def find_unexplained(words: Words) -> Iterator[Span]:
    """Yield what no rule explains, each with a score that only hints."""
    yield from _numbers(words.text)
    shouted = _is_shouted(words.text)
    yield from _initials(words, shouted=shouted)
    yield from _called(words)
    if not shouted:
        yield from _capitals(words)


def _numbers(text: str) -> Iterator[Span]:
    for match in _CHUNK.finditer(text):
        chunk = match[0].strip(".,:'’*-–/+&#=~")
        start = match.start() + match[0].index(chunk)
        end = start + len(chunk)
        word = _WORD_BEFORE.search(text[max(0, start - 40) : start])
        before, behind = word[0].strip() if word else "", text[end : end + 24]
        if _is_explained(chunk, before, behind):
            continue
        yield Span(start, end, SpanKind.NUMBER, HINTED)


def _is_explained(chunk: str, before: str, behind: str) -> bool:
    if not chunk or not any(letter.isdigit() for letter in chunk):
        return True
    if _OLD.fullmatch(chunk):
        return _is_no_age(chunk, before, behind)
    if _IN_PARTS.match(behind) and _figures(chunk) >= _FEW:
        return False
    if is_quantity(chunk, before, behind):
        return not (before.isupper() and before.isalpha() and _is_odd(before, chunk))
    parts = [part for part in regex.split(r"[,/+=:–&-]", chunk) if part]
    if is_given_out(before):
        return False
    return is_clinical_code(chunk) or (
        len(parts) > 1
        and (_figures(chunk) < _FEW or not any(letter.isalpha() for letter in chunk))
        and all(_is_small(part, behind) for part in parts)
    )


def _figures(chunk: str) -> int:
    return sum(letter.isdigit() for letter in chunk)


def _is_odd(before: str, chunk: str) -> bool:
    """Tell whether capitals that medicine does not use stand before a long whole number."""
    known = before.casefold() in ABBREVIATIONS | IMAGING_TERMS
    return chunk.isdigit() and len(chunk) >= _FEW and not known


def _is_small(part: str, behind: str) -> bool:
    return part.isalpha() or is_quantity(part, "", behind) or is_clinical_code(part)


def _is_no_age(chunk: str, before: str, behind: str) -> bool:
    """Tell whether a number from 90 to 119 has a unit, or stands behind what is measured."""
    if _OLDEST_WORDS.match(behind.lstrip(" -")):
        return False
    return measures(before) or (chunk.isdigit() and is_quantity(f"{chunk}0000", before, behind))


def _is_shouted(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return sum(letter.isupper() for letter in letters) > _MOST_CAPITALS * max(1, len(letters))


def _capitals(words: Words) -> Iterator[Span]:
    """Capitalised words within a sentence, and names at its start, unless a thing is known."""
    for token in words:
        if not token.is_capital or _is_known(words, token):
            continue
        if token.text.isupper():
            stands_out = token.word.is_name and len(token.text) >= _FEW
        else:
            stands_out = token.word.is_name or not words.begins(token)
        if stands_out and not _is_symbol(words.text, token):
            yield Span(token.start, token.end, SpanKind.NAME, HINTED)


def _is_known(words: Words, token: Token) -> bool:
    """Tell whether a word is one of medicine's, or a thing follows that is called after it."""
    if _ROMAN.fullmatch(token.text) or token.word.is_eponym:
        return True
    known = THINGS | FUNCTION_WORDS | IMAGING_TERMS | ABBREVIATIONS
    return token.small in known or words.is_thing([token])


def _called(words: Words) -> Iterator[Span]:
    """Given names in small letters, where they are words of a list as well."""
    for token in words:
        plain = token.word.is_plain or token.word.is_eponym
        if plain and token.word.is_given and not token.is_capital and len(token.text) >= _FEW:
            if not _is_known(words, token) and token.small not in COMMON_WORDS:
                yield Span(token.start, token.end, SpanKind.NAME, HINTED)


def _is_symbol(text: str, token: Token) -> bool:
    """Tell whether a word is a part of FiO2, or one such as QTc and MoCA that is no name."""
    figure = (
        text[token.start - 1 : token.start].isdigit() or text[token.end : token.end + 1].isdigit()
    )
    inner = not token.text.isupper() and any(letter.isupper() for letter in token.text[1:])
    named = token.word.is_name or "-" in token.text or token.small.startswith(_NAME_STARTS)
    return figure or (not named and (inner or len(token.text) <= _LONGEST_INITIALS))


def _initials(words: Words, *, shouted: bool) -> Iterator[Span]:
    """Two or three capitals that are no abbreviation of medicine's; three only as a signature."""
    for token in words:
        if not _SHORTEST_INITIALS <= len(token.text) <= _LONGEST_INITIALS:
            continue
        if not token.text.isupper() or _ROMAN.fullmatch(token.text):
            continue
        if token.small in ABBREVIATIONS | IMAGING_TERMS | FUNCTION_WORDS | THINGS:
            continue
        usual = shouted or len(token.text) == _LONGEST_INITIALS
        if usual and not _is_set_apart(words, token):
            continue
        yield Span(token.start, token.end, SpanKind.NAME, HINTED)


def _is_set_apart(words: Words, token: Token) -> bool:
    """Tell whether letters stand as a signature does: behind a comma, a dash or ``by``, or last."""
    before = words.before(token)
    signed = before is not None and before.small in ("by", "per", "with", "w", "from", "thanks")
    slash = words.text[token.start - 1 : token.start] == "/" or words.text.startswith(
        "/", token.end
    )
    return signed or slash or not words.text[token.end :].strip(" .!\n")
