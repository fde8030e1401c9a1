"""Short free text in a header, such as a series description, reduced to what cannot identify.

A caption is cleaned by what is found in it; a header attribute is cleaned by what is known of it,
because nobody looks at each of them. What stays is a word of imaging, a plain word of English or
medicine that stands in no name, or a small number. All else goes.
"""

from collections.abc import Iterable
from functools import lru_cache

import regex

from schemas.findings import Tier
from workers.free_text.imaging_terms import IMAGING_TERMS
from workers.free_text.lexicon import look_up
from workers.free_text.scanner import recognised
from workers.free_text.span import Span

_LONGEST = 4096
"""Longer texts are documents, which nobody can call a description."""

_TOKEN = regex.compile(r"[^\s_/\\,;:()\[\]{}+^=&*|<>\"]+")
_SMALL_NUMBER = regex.compile(
    r"[-#~]?(?:\d{1,3}|\d{0,3}[.]\d{1,3})(?:mm|cm|ml|ms|s|kv|kvp|mas|ma|hu|hz|mhz|t|d|w|x|%|°|st"
    r"|nd|rd|th)?|(?:[a-z]{1,3}\d{1,3}[a-z]{0,2})|\d{1,3}x\d{1,3}(?:x\d{1,3})?",
    regex.IGNORECASE,
)
_CAMEL = regex.compile(r"(?<=\p{Ll})(?=\p{Lu})")
_GAPS = regex.compile(r"\s{2,}")


@lru_cache(maxsize=4096)
def cleaned(text: str) -> str:
    """Return a text without the words that might identify, or an empty one."""
    if len(text) > _LONGEST:
        return ""
    spans = recognised(text)
    kept: list[str] = []
    at = 0
    for match in _TOKEN.finditer(text):
        kept.append(text[at : match.start()])
        if _stays(match[0], match.start(), spans):
            kept.append(match[0])
        at = match.end()
    kept.append(text[at:])
    result = _GAPS.sub(" ", "".join(kept)).strip()
    return result if any(letter.isalnum() for letter in result) else ""


def is_term(word: str) -> bool:
    """Tell whether a word is one of imaging, of English or of medicine."""
    return word.casefold() in IMAGING_TERMS or look_up(word).is_plain


def _stays(token: str, start: int, spans: Iterable[Span]) -> bool:
    """Judge one token by the spans that it touches and by what is known of its words."""
    touching = {span.tier for span in spans if span.start < start + len(token) and start < span.end}
    if Tier.SURE in touching:
        return False
    words = [word for part in token.split("-") for word in _CAMEL.split(part)]
    known = all(_is_imaging(word) for word in words)
    return known or (not touching and all(_is_harmless(word) for word in words))


def _is_imaging(word: str) -> bool:
    bare = word.strip(".'!?").casefold()
    return not bare or bare in IMAGING_TERMS


def _is_harmless(word: str) -> bool:
    bare = word.strip(".'!?")
    if len(bare) <= 1 or bare.casefold() in IMAGING_TERMS:
        return True
    if _SMALL_NUMBER.fullmatch(bare):
        return True
    word_is = look_up(bare)
    # In capitals Rose and Long may be people as well, and a header seldom needs them.
    return word_is.is_plain and not (word_is.is_name and bare[0].isupper())
