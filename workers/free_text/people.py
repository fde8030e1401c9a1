"""People: by the words around a name first, by lists of names second.

The lists alone cannot do it: Baker is a cyst, Garden a fracture, and Young an adjective, until a
title, an age or a birth date stands beside them.
"""

from collections.abc import Iterable, Iterator, Sequence

import regex

from workers.free_text.eponyms import THINGS, WHOLE_EPONYMS
from workers.free_text.span import CUED, HINTED, LISTED, Span, SpanKind
from workers.free_text.tokens import FUNCTION_WORDS, MOST_PARTS, TOWN_STARTS, Token, Words

_SHORTEST = 3

_TITLES = frozenset(
    """dr drs mr mrs ms miss mx prof professor doctor nurse rev reverend father sgt capt captain
    lt col major señor señora sr sra herr frau monsieur madame mme""".split()
)
_LOOSE_TITLES = frozenset("lt col major miss father sr captain capt".split())
_PATIENT = frozenset("pt pts patient client resident name member called named".split())
_KIN = frozenset(
    """wife husband son daughter mother father mom mum dad brother sister partner spouse aunt uncle
    cousin niece nephew grandmother grandfather caregiver carer friend neighbour neighbor
    colleague provider physician surgeon operator technologist tech referring attending
    consultant radiologist author photographer attn attention cc courtesy regards sincerely
    signed contact ask thank thanks""".split()
)
_DOES = frozenset(
    """is was has had wants wanted says said feels felt came went gets got lives works reports
    reported presents presented denies complains asked asks called thinks tells told""".split()
)
CUES = _TITLES | _PATIENT | _KIN
"""Words that announce a person and are no part of a name."""

_LINE = regex.compile(r"[^\n]+")
_AFTER_NAME = regex.compile(
    r"\s*,\s*\d{1,3}\s*,|"
    r"\s*[,(]?\s*(?:\d{1,3}\s*-?(?:[mf]\b|yo\b|y/o|yrs?\b|y\.o|year|♂|♀)|[mf]\s?\d{1,3}\b"
    r"|\(?(?:dob|d\.o\.b|mrn|ssn|id|born)\b)",
    regex.IGNORECASE,
)


def find_people(words: Words) -> Iterator[Span]:
    """Yield names; what only might be one comes with a low score."""
    found = [
        *_announced(words),
        *_before_age(words),
        *_surname_first(words),
        *_lines(words),
        *_in_a_row(words),
        *_strangers(words),
    ]
    yield from found
    yield from _beside(words, found)


def _announced(words: Words) -> Iterator[Span]:
    """Names behind a title, a word for the patient, or a word for kin."""
    for token in words:
        behind = words.after(token)
        if not behind or not words.leads_to(token, behind[0]) or words.counts(token):
            continue
        first = behind[0]
        if token.small in _TITLES:
            parts = _parts(words, behind, any_first=_is_title(token) and _named(words, behind))
        elif token.small in CUES:
            parts = [] if first.is_abbreviation else _parts(words, behind)
            called = first.word.is_name or first.word.is_eponym
            if called and not first.is_capital and first.small not in FUNCTION_WORDS:
                # A name that is a word as well: his daughter rose.
                yield _span([first], HINTED)
            if token.small in _KIN and not first.is_capital:
                parts = []
        else:
            continue
        if parts and not words.is_thing(parts):
            yield _span(parts, CUED if _is_person(token, parts) else HINTED)


def _is_title(token: Token) -> bool:
    """Tell whether a title is written like one: MR is an image, Lt a side, DR a retina."""
    return not token.text.isupper() and token.small not in _LOOSE_TITLES


def _named(words: Words, tokens: Sequence[Token]) -> bool:
    """Tell whether a word behind a title may be a name for all that it is a word as well."""
    first, *others = tokens
    if first.small in FUNCTION_WORDS:
        return False
    beside = bool(others) and others[0].word.is_stranger and words.touch(first, others[0])
    return first.is_capital or first.word.is_name or beside


def _is_person(cue: Token, parts: Sequence[Token]) -> bool:
    """Tell whether what a word announces is a person without doubt."""
    if cue.small not in _TITLES:
        return any(
            part.word.is_stranger or (part.word.is_given and not part.word.is_eponym)
            for part in parts
        )
    if _is_title(cue):
        # Whatever follows a title in capitals is a name, were it the plainest of words.
        return parts[0].is_capital or any(part.word.is_stranger for part in parts)
    return any(part.word.is_stranger and part.word.is_name for part in parts)


def _parts(words: Words, tokens: Iterable[Token], *, any_first: bool = False) -> list[Token]:
    """Return the words at the start that make up one name."""
    parts: list[Token] = []
    for token in tokens:
        if not parts:
            belongs = token.may_be_name or any_first
        else:
            belongs = words.touch(parts[-1], token) and _continues(parts[-1], token)
        if not belongs:
            break
        parts.append(token)
    return _without_end(parts)


def _continues(before: Token, token: Token) -> bool:
    if token.may_be_name or token.is_particle:
        return True
    if before.is_particle:
        return token.word.is_name
    # An initial; or a surname that is a word as well.
    return token.is_capital and (len(token.text) == 1 or before.word.is_given)


def _without_end(parts: list[Token]) -> list[Token]:
    while parts and parts[-1].is_particle:
        parts.pop()
    return parts


def _before_age(words: Words) -> Iterator[Span]:
    """Names that an age, a birth date or a number follows, from the sentence's start on."""
    for token in words:
        if not _AFTER_NAME.match(words.text, token.end):
            continue
        parts = _back_to_start(words, token)
        if not parts or not all(part.may_be_name or part.is_particle for part in parts):
            continue
        if all(part.is_abbreviation for part in parts):
            continue
        known = any(part.word.is_stranger or part.word.is_eponym for part in parts)
        # Osgood-Schlatter is nobody, whatever age follows.
        paired = len(parts) == 1 and parts[0].word.is_eponym and "-" in parts[0].text
        yield _span(parts, CUED if (known or len(parts) > 1) and not paired else HINTED)


def _back_to_start(words: Words, last: Token) -> list[Token]:
    parts = [last]
    while len(parts) < MOST_PARTS and (before := words.before(parts[0])) is not None:
        if not words.touch(before, parts[0]) and words.between(before, parts[0]) != ", ":
            break
        if before.small in CUES:
            return parts
        parts.insert(0, before)
    while parts and not words.begins(parts[0]) and not parts[0].is_capital:
        parts.pop(0)
    return parts


def _surname_first(words: Words) -> Iterator[Span]:
    """A surname, a comma and a given name at the start of a sentence or label."""
    for one, other in words.pairs():
        if words.between(one, other) not in (", ", ",") or not words.begins(one):
            continue
        if not (one.is_capital and other.is_capital and other.word.is_given):
            continue
        if other.word.is_plain or one.is_abbreviation:
            continue
        if one.word.is_plain and not one.word.is_eponym:
            continue
        things = one.word.is_eponym and other.word.is_eponym
        yield _span([one, other], HINTED if things else LISTED)


def _lines(words: Words) -> Iterator[Span]:
    """Names that have a line to themselves, as on a label."""
    if "\n" not in words.text:
        return
    for line in _LINE.finditer(words.text):
        inside = words.within(*line.span())
        if not 1 < len(inside) < MOST_PARTS or any(letter.isdigit() for letter in line[0]):
            continue
        if not all(token.may_be_name or token.is_particle for token in inside):
            continue
        if all(token.is_abbreviation for token in inside) or words.is_thing(inside):
            continue
        yield _span(inside, CUED if any(t.word.is_name for t in inside) else HINTED)


def _in_a_row(words: Words) -> Iterator[Span]:
    """Capitalised words side by side that the lists know as given name and surname."""
    until = 0
    for token in words:
        if token.number < until:
            continue
        parts = _capitals(words, [token, *words.after(token, MOST_PARTS - 1)])
        until = token.number + len(parts)
        if len(parts) < 2 or words.is_thing(parts):
            continue
        strangers = [part for part in parts if part.word.is_stranger and not part.is_abbreviation]
        given = any(part.word.is_given for part in parts)
        whole = " ".join(part.small for part in parts).startswith(WHOLE_EPONYMS)
        eponym = whole or any(part.word.is_eponym for part in parts)
        if given or strangers:
            sure = given and len(strangers) >= 2 and not eponym
            yield _span(parts, LISTED if sure else HINTED)


def _capitals(words: Words, tokens: Iterable[Token]) -> list[Token]:
    parts: list[Token] = []
    for token in tokens:
        if parts and not words.touch(parts[-1], token):
            break
        named = token.is_capital and token.may_be_name and not token.is_abbreviation
        if not named and not (parts and token.is_particle):
            break
        parts.append(token)
    return _without_end(parts)


def _strangers(words: Words) -> Iterator[Span]:
    """Every word that no list of words knows, and words that people are called by."""
    for token in words:
        score = _strangeness(words, token)
        if score:
            yield _span([token], score)


def _strangeness(words: Words, token: Token) -> float:
    word = token.word
    thing = words.is_thing([token])
    if word.is_eponym:
        return HINTED if token.is_capital and not thing else 0
    if word.is_plain:
        called = word.is_given and token.is_capital
        return HINTED if called and (not words.begins(token) or _acts(words, token)) else 0
    short = len(token.text) < _SHORTEST and token.text.isascii()
    if short or token.is_abbreviation or (thing and not word.is_given):
        return 0
    before = words.before(token)
    apart = before is not None and words.between(before, token) == ", " and words.ends(token)
    return LISTED if apart and token.is_capital and word.is_given else HINTED


def _acts(words: Words, token: Token) -> bool:
    """Tell whether people do or have what follows: Rose is 71, May wants it off, Joy's arm."""
    if token.text.endswith(("'s", "’s")):
        return True
    behind = next(iter(words.after(token, 1)), None)
    return behind is not None and behind.small in _DOES and words.touch(token, behind)


def _beside(words: Words, names: Iterable[Span]) -> Iterator[Span]:
    """Words next to a name that may belong to it, though they are words as well."""
    names = list(names)
    starts, ends = {span.start for span in names}, {span.end for span in names}
    for one, other in words.pairs():
        if not words.touch(one, other):
            continue
        if one.end in ends and _may_belong(other):
            yield _span([other], HINTED)
            if other.is_particle:
                ends.add(other.end)
        if other.start in starts and _may_belong(one):
            yield _span([one], HINTED)


def _may_belong(token: Token) -> bool:
    if len(token.text) == 1 and token.small not in ("a", "s"):
        return True
    if token.small in FUNCTION_WORDS | THINGS | CUES:
        return False
    if token.is_particle or token.small in TOWN_STARTS:
        return True
    return token.is_capital or token.word.is_name


def _span(parts: Sequence[Token], score: float) -> Span:
    return Span(parts[0].start, parts[-1].end, SpanKind.NAME, score)
