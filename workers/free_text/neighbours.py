"""What stands beside a name or a place and belongs to it: half a name is a name missed."""

from collections.abc import Iterable, Iterator
from itertools import islice

import regex

from workers.free_text.eponyms import THINGS
from workers.free_text.imaging_terms import IMAGING_TERMS
from workers.free_text.people import CUES
from workers.free_text.span import HINTED, Span, SpanKind
from workers.free_text.tokens import FUNCTION_WORDS, PARTICLES, TOWN_STARTS, Token, Words

_FURTHEST = 4
_NO_PART = FUNCTION_WORDS | THINGS | IMAGING_TERMS | CUES
_JOINING = PARTICLES | frozenset(
    """na nan an ap ab bint ibn abu ben bat und zu zum zur of the on upon sur sous en in by and
    under next am im dos las los les du des til av af och""".split()
)
"""Small words within a name or an address, between two of its capitals."""

_KINDS_OF_PLACE = frozenset(
    """academy airport allotment arcade arena avenue bakery bank bar barracks base beach brewery
    bridge building cabins cafe café camp campus care castle cathedral cemetery centre center
    chapel chemist chippy church cinema clinic close club coach college common complex convent
    corner cottage cottages court crescent daycare depot district dispensary docks drive estate
    factory farm farms ferry field fields fire flats forest foundation garage gardens garden
    golf grammar green grounds grove gurdwara gym hall harbour heights high hill home hospice
    hospital hostel hotel house infants infirmary inn island junction junior kindergarten lab
    labs lake lane leisure library lodge manor marina market marketplace mart mews mill mine
    monastery montessori mosque motel motorway museum nursery nursing office park pharmacy
    pitch place plant playgroup pool port practice prep preschool primary priory prison pub
    quarry quay racecourse railway ranch refuge refinery residence residences resort rink river
    road roundabout rugby sauna school secondary services shelter shop sixth spa square stadium
    state station stop store street studio suites supermarket surgery synagogue tavern tea temple
    terrace theatre tower towers town track trust uni university valley vets vicarage view villa
    village villas walk ward warehouse way wharf wing works yard zoo room rooms team fc rfc cc ltd
    inc llc gmbh plc sons brothers bros restaurant salon laundry""".split()
)
"""What a place is, behind its name: in small letters it belongs to it all the same."""

_COMPANY_ENDS = frozenset(
    """AS ASA AB Ab ApS Oy Oyj OY SA SAS SARL Sarl SRL Srl SpA SPA BV NV AG KG OHG UG SE Lda Ltda SL
    KK Pty Kft Zrt Co Corp Limited""".split()
)
"""What a company is, in the letters of its country: behind a name no valve and no side."""

_HOUSE_NUMBER = regex.compile(
    r"(?<![\w.,/-])\d{1,4}(?:[A-Za-z]|st|nd|rd|th)?(?:[-/]\d{1,4}[A-Za-z]?)?,?\s$"
)
_NUMBER_BEHIND = regex.compile(
    r",?\s(\d{1,6}[a-z]?)(?![\w%°/]|[.,:/-]\d|\s?(?:mm|cm|mg|ml|g|yo|y|x)\b)"
)
_REST_OF_WORD = regex.compile(r"\w+")
_SHORTEST_CODE = {SpanKind.PLACE: 1, SpanKind.NAME: 4}
_LINES = frozenset((SpanKind.NAME, SpanKind.PLACE))


def find_beside(words: Words, found: Iterable[Span]) -> Iterator[Span]:
    """Yield the words before and behind each name or place that may be more of it, as hints."""
    by_start = {token.start: token for token in words}
    ends = {token.end: token for token in words}
    for span in found:
        if span.kind not in _LINES:
            continue
        last = ends.get(span.end)
        first = by_start.get(span.start)
        if last is not None:
            end, ends_as_place = _extended(words, last)
            end = _with_number(words.text, end, SpanKind.PLACE if ends_as_place else span.kind)
            if end > span.end:
                yield Span(span.end, end, span.kind, HINTED)
        if first is not None:
            start = _begun(words, first, span)
            if start < span.start:
                yield Span(start, span.start, span.kind, HINTED)


def _extended(words: Words, last: Token) -> tuple[int, bool]:
    """Return where a name ends that goes on behind a word of it, and whether as a place."""
    end, before = last.end, last
    kept = last
    for token in islice(words.after(last, _FURTHEST), _FURTHEST):
        if not _touches(words.text[before.end : token.start]):
            break
        part = _goes_on(token) or token.text in _COMPANY_ENDS or token.small in _KINDS_OF_PLACE
        if part or _is_initial(words.text, token):
            end, kept = token.end, token
        elif token.small not in _JOINING:
            break
        before = token
    return end, kept.small in _KINDS_OF_PLACE


def _with_number(text: str, end: int, kind: SpanKind) -> int:
    """Return where a place ends that its code follows; behind a name only a longer one does."""
    if rest := _REST_OF_WORD.match(text, end):
        return rest.end()
    match = _NUMBER_BEHIND.match(text, end)
    enough = _SHORTEST_CODE[kind]
    return match.end() if match and len(match[1]) >= enough else end


def _begun(words: Words, first: Token, span: Span) -> int:
    """Return where a name begins that a word of it continues."""
    start, behind = first.start, first
    for _ in range(_FURTHEST):
        token = words.before(behind)
        if token is None or not _touches(words.text[token.end : behind.start]):
            break
        placed = span.kind is SpanKind.PLACE and token.small in TOWN_STARTS
        if (
            placed
            or _goes_on(token)
            or (_is_initial(words.text, token) and not words.counts(token))
        ):
            start = token.start
        elif token.small not in _JOINING:
            break
        behind = token
    number = _HOUSE_NUMBER.search(words.text[max(0, start - 12) : start])
    return start - len(number[0]) if number and span.kind is SpanKind.PLACE else start


def _touches(between: str) -> bool:
    return between in (" ", "  ", "-", ", ", ". ", ",", "/", " & ", " - ", " / ", "'", "’", ".")


def _is_initial(text: str, token: Token) -> bool:
    return len(token.text) == 1 and text.startswith(".", token.end)


def _goes_on(token: Token) -> bool:
    if len(token.text) == 1 and token.is_capital:
        return True
    if token.small in _NO_PART:
        return False
    return token.is_capital and not token.is_abbreviation and not token.text.isupper()
