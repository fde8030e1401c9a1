"""Places that have no number in them: towns, and houses such as hospitals."""

from collections.abc import Iterator

import regex

from workers.free_text.span import HINTED, LISTED, Span, SpanKind
from workers.free_text.tokens import MOST_PARTS, TOWN_STARTS, Token, Words

_ORIGIN = frozenset(("from", "near"))
_WHERE = frozenset(("in", "at", "of", "to"))
_ZIP = regex.compile(r",?\s+\d{5}\b")
_ENDS = (
    "ville", "burgh", "burg", "berg", "ton", "town", "land", "furt", "mouth", "shire", "stad",
    "side", "haven", "bury", "chester", "borough", "port", "view", "fort", "field", "ford", "wick",
    "ham", "stead", "polis", "dorf", "stadt", "grad", "minster", "brook",
)  # fmt: skip
_SHORTEST_TOWN = 6
_HOUSES = frozenset(
    """hospital clinic infirmary hospice university institute college surgery practice centre
    center medical health healthcare memorial pharmacy nursing school
    dental imaging radiology laboratory laboratories diagnostics ctr""".split()
)
_SAINTS = frozenset(("st", "saint", "mount", "our"))


def find_places(words: Words) -> Iterator[Span]:
    """Yield towns by the word before them or by their endings, and houses by their own word."""
    for token in words:
        if token.is_capital:
            yield from _town(words, token)
            yield from _house(words, token)


def _town(words: Words, token: Token) -> Iterator[Span]:
    before = words.before(token)
    led = before is not None and words.leads_to(before, token)
    cue = before.small if before is not None and led else ""
    parts = _town_parts(words, token)
    if parts and not words.is_thing(parts):
        last = parts[-1]
        placed = cue in _WHERE or words.follows_comma(token) or _ZIP.match(words.text, last.end)
        sure = cue in _ORIGIN or (_sounds_so(last) and (placed or len(parts) > 1))
        known = sure and not last.word.is_eponym
        yield Span(parts[0].start, last.end, SpanKind.PLACE, LISTED if known else HINTED)
    elif (cue in _ORIGIN | _WHERE or words.follows_comma(token)) and _may_be_town(token):
        yield Span(token.start, token.end, SpanKind.PLACE, HINTED)


def _may_be_town(token: Token) -> bool:
    return not (token.text.isupper() or token.word.is_eponym)


def _sounds_so(token: Token) -> bool:
    return len(token.text) >= _SHORTEST_TOWN and token.small.endswith(_ENDS)


def _town_parts(words: Words, first: Token) -> list[Token]:
    """Return a town's words: a stranger, with or without a word such as ``North`` before it."""
    second = next(iter(words.after(first, 1)), None)
    if first.small in TOWN_STARTS and second is not None and words.touch(first, second):
        named = second.is_capital and second.may_be_name and not second.is_abbreviation
        if named:
            return [first, second]
    if first.word.is_plain or first.text.isupper():
        return []
    return [first] if not first.word.is_given or _sounds_so(first) else []


def _house(words: Words, first: Token) -> Iterator[Span]:
    """A hospital's or a school's name: capitals that end in the word for it."""
    parts = [first]
    for token in words.after(first, MOST_PARTS - 1):
        if words.between(parts[-1], token).strip(" .'’") or not token.is_capital:
            break
        parts.append(token)
    while len(parts) > 1 and parts[-1].small not in _HOUSES:
        parts.pop()
    if len(parts) < 2:
        return
    strange = any(part.word.is_stranger for part in parts[:-1])
    score = LISTED if strange or first.small in _SAINTS else HINTED
    behind = words.after(parts[-1], 2)
    if len(behind) == 2 and behind[0].small == "of" and behind[1].is_capital:
        parts.append(behind[1])
    yield Span(first.start, parts[-1].end, SpanKind.PLACE, score)
