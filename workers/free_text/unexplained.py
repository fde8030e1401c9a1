"""Words that nobody can say are harmless: Philter's principle, for whoever can lift a hint.

Every capitalised word within a sentence, every name at its start, every given name in small
letters, and short capitals that medicine does not use. All of it is only to be looked at.
"""

from collections.abc import Iterator

import regex

from workers.free_text.abbreviations import ABBREVIATIONS
from workers.free_text.common_words import COMMON_WORDS
from workers.free_text.eponyms import THINGS
from workers.free_text.imaging_terms import IMAGING_TERMS
from workers.free_text.span import HINTED, Span, SpanKind
from workers.free_text.tokens import FUNCTION_WORDS, Token, Words

_MOST_CAPITALS = 0.6
_SHORTEST = 3
"""Shorter names are found by the words beside them only."""

_SHORTEST_INITIALS, _LONGEST_INITIALS, _LONGEST_SYMBOL = 2, 5, 3
_NAME_STARTS = ("mc", "mac", "de", "di", "da", "la", "le", "van", "von", "o'", "o’", "fitz", "al")
_ROMAN = regex.compile(r"[IVX]+[ab]?")
_SIGNS = frozenset(("by", "per", "with", "w", "from", "thanks"))
_SYMBOLS = FUNCTION_WORDS | frozenset(
    """
    hb na mg ca cr fr cl ba fe zn cu tc ga lu li gd st dr mr ms pt bx dx hx rx tx sx fx ix px gy ph
    ab ag ig pa gb no it if so he we my up me do go am be us ok oh hi ve le de la el di du da dw ax
    """.split()
)
_KNOWN = THINGS | FUNCTION_WORDS | IMAGING_TERMS | ABBREVIATIONS


def find_unexplained(words: Words) -> Iterator[Span]:
    """Yield what no rule explains, each with a score that only hints."""
    shouted = _is_shouted(words.text)
    yield from _initials(words, shouted=shouted)
    yield from _called(words, shouted=shouted)
    if not shouted:
        yield from _capitals(words)


def _is_shouted(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return sum(letter.isupper() for letter in letters) > _MOST_CAPITALS * max(1, len(letters))


def _capitals(words: Words) -> Iterator[Span]:
    """Capitalised words within a sentence, and names at its start, unless a thing is known."""
    for token in words:
        if _is_short_name(words, token):
            yield Span(token.start, token.end, SpanKind.NAME, HINTED)
        if not token.is_capital or _is_known(words, token):
            continue
        if token.text.isupper():
            stands_out = token.word.is_name and len(token.text) >= _SHORTEST
        else:
            stands_out = token.word.is_name or not words.begins(token)
        if stands_out and not _is_symbol(words.text, token):
            yield Span(token.start, token.end, SpanKind.NAME, HINTED)


def _is_short_name(words: Words, token: Token) -> bool:
    """Tell whether two letters are a name such as Ng, and no symbol such as Hb."""
    if len(token.text) != _SHORTEST - 1 or not token.text.istitle() or token.small in _SYMBOLS:
        return False
    return not words.begins(token) or words.text.startswith((",", "'s", "’s"), token.end)


def _is_known(words: Words, token: Token) -> bool:
    """Tell whether a word is one of medicine's, or a thing follows that is called after it."""
    if _ROMAN.fullmatch(token.text) or token.word.is_eponym:
        return True
    named = token.word.is_given and token.text.istitle() and token.small in ABBREVIATIONS
    return (token.small in _KNOWN and not named) or words.is_thing([token])


def _called(words: Words, *, shouted: bool) -> Iterator[Span]:
    """Given names whose letters tell nothing, small ones or all capitals."""
    for token in words:
        untold = shouted or not token.is_capital
        given = untold and token.word.is_given and len(token.text) >= _SHORTEST
        if given and token.small not in COMMON_WORDS and not _is_known(words, token):
            yield Span(token.start, token.end, SpanKind.NAME, HINTED)


def _is_symbol(text: str, token: Token) -> bool:
    """Tell whether a word is a part of FiO2, or one such as QTc and MoCA that is no name."""
    beside = text[max(0, token.start - 1) : token.start] + text[token.end : token.end + 1]
    figure = any(letter.isdigit() for letter in beside)
    inner = not token.text.isupper() and any(letter.isupper() for letter in token.text[1:])
    named = token.word.is_name or "-" in token.text or token.small.startswith(_NAME_STARTS)
    return figure or (not named and (inner or len(token.text) <= _LONGEST_SYMBOL))


def _initials(words: Words, *, shouted: bool) -> Iterator[Span]:
    """Two to five capitals that are no abbreviation of medicine's: initials, and hospitals."""
    for token in words:
        if not _SHORTEST_INITIALS <= len(token.text) <= _LONGEST_INITIALS:
            continue
        if not token.text.isupper() or _ROMAN.fullmatch(token.text):
            continue
        if token.small in _KNOWN:
            continue
        if shouted and (len(token.text) > _SHORTEST or not _is_set_apart(words, token)):
            continue
        yield Span(token.start, token.end, SpanKind.NAME, HINTED)


def _is_set_apart(words: Words, token: Token) -> bool:
    """Tell whether letters stand as a signature does: behind ``by`` or a stroke, or last."""
    before = words.before(token)
    signed = before is not None and before.small in _SIGNS
    beside = words.text[max(0, token.start - 1) : token.start] + words.text[token.end :][:1]
    return signed or "/" in beside or not words.text[token.end :].strip(" .!\n")
