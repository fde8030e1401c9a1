"""Names that are plain words as well, told by what people do or have: ``rich from physio``."""

from collections.abc import Iterator

import regex

from workers.free_text.abbreviations import ABBREVIATIONS
from workers.free_text.common_words import COMMON_WORDS
from workers.free_text.eponyms import THINGS
from workers.free_text.imaging_terms import IMAGING_TERMS
from workers.free_text.span import HINTED, Span, SpanKind
from workers.free_text.tokens import FUNCTION_WORDS, Token, Words
from workers.free_text.towns import TOWNS

_DOES = frozenset(
    """
    is was has had wants wanted says said feels felt came went gets got lives works reports
    reported presents presented denies complains asked asks called calls thinks tells told
    will would can could did does doesn't didn't isn't wasn't hates likes loves sent sends
    took takes gave gives brought brings made noticed noted saw sees read booked booking
    covering here again too lol thanks rang rings emailed texted phoned drives plays played
    fell slipped tripped broke cut hurt worries wonders agrees agreed reckons swears refuses
    refused may might must should shall can't cannot won't
    wouldn't couldn't shouldn't hasn't haven't hadn't needs seems looks keeps knows remembers
    declined declines stays from aged turns turned just also still never always
    """.split()
)
_ADDRESSED = frozenset(
    """
    by per cc hi hey hello dear ask asks asked tell tells told thanks thank thx ta cheers
    via called named aka alias nicknamed i'm im nurse midwife physio doc mate signed regards
    regs love xx registrar porter coach teacher carer consultant sonographer radiographer pt
    """.split()
)
"""Words that a name follows, whatever comes then."""

_TO_PEOPLE = _ADDRESSED | frozenset(
    """
    with w for from to and c/o meet met so poor little young old big baby our my his her
    their your sister brother mum mom dad son daughter wife husband aunt uncle nan gran
    friend neighbour neighbor colleague dr patient tech best yours sincerely owner driver
    rider boss keeper partner miss mr mrs ms saw spoke says reg sho hca student intern
    resident surgeon anaesthetist
    """.split()
)
"""Words that a name follows when nothing else does."""

_MORE_NAMES = frozenset("may skip art peg major tiny bo bee apple peach clove mo ty".split())
"""Given names that the lists lack."""

_SMALL_WORDS = frozenset(
    "he it me no so we us as at by of in on or if up do go be am is an to my".split()
)
_CALLED_SO = frozenset(
    """
    june july olive will mark drew miles gene rose star young walker wood woods parks marks
    rivers field fields burns stone brown black green white gray grey long short small
    little park lake king german summer winter melody
    """.split()
)
"""Words that are names with a capital, or behind what somebody is."""

_ROLES = frozenset(
    """
    nurse midwife physio doc coach teacher carer consultant sonographer radiographer registrar
    porter called named nicknamed brother son husband uncle friend mate colleague
    """.split()
)

_PASSED_OVER = _SMALL_WORDS | COMMON_WORDS | FUNCTION_WORDS | THINGS | IMAGING_TERMS | _TO_PEOPLE
_PASSED_OVER_OF_PEOPLE = _PASSED_OVER - _CALLED_SO
_SHORTEST = 2
_AGE_BEHIND = regex.compile(
    r"\s*(?:,|\(|-|–)?\s*(?:\(?\d{1,3}\s*-?(?:m|f|yo|y/o|yrs?|y\.o|years?|y|♂|♀)\b|[mf]\s?\d{1,3}\b"
    r"|\d{1,3}\s*[,)]|\(?(?:dob|mrn|real\s+name|not\s+(?:his|her|their)\s+(?:real\s+)?name"
    r"|name|she|he|they|pron)\b"
    r"|,?\s(?-i:RN|MD|DO|NP|PA-C|DDS|FRCS|PhD|SpR|MBBS|DPT|OT|RGN)\b)",
    regex.IGNORECASE,
)
_INITIAL_BEHIND = regex.compile(r"\s[a-zA-Z](?:\.(?!\w)|(?=\s*(?:[,;)]|$)))")
_CALLED_BEHIND = regex.compile(r"\s*(?:,|\(|–|-|\.|!|\n|$)|\s[a-zA-Z]\.")


def find_plain_names(words: Words) -> Iterator[Span]:
    """Yield plain words that are in a list of names and stand as a person does, as hints."""
    for token in words:
        if token.small in TOWNS and not words.is_thing([token]):
            yield Span(token.start, token.end, SpanKind.PLACE, HINTED)
        if not _may_be_called(words, token):
            continue
        initial = token.word.is_name and _INITIAL_BEHIND.match(words.text, token.end)
        if initial:
            yield Span(token.start, initial.end(), SpanKind.NAME, HINTED)
        elif _is_told(words, token):
            yield Span(token.start, token.end, SpanKind.NAME, HINTED)


def _is_told(words: Words, token: Token) -> bool:
    aged = bool(_AGE_BEHIND.match(words.text, token.end))
    return aged or _acts(words, token) or _is_met(words, token)


def _may_be_called(words: Words, token: Token) -> bool:
    word = token.word
    small = token.small.removesuffix("'s").removesuffix("’s")
    short = len(token.text) == _SHORTEST and token.is_capital and not token.text.isupper()
    called = ((word.is_plain or word.is_eponym) and word.is_name) or small in _MORE_NAMES or short
    if not called or len(token.text) < _SHORTEST:
        return False
    before = words.before(token)
    person = before is not None and before.small in _ROLES and words.leads_to(before, token)
    return small not in (_PASSED_OVER_OF_PEOPLE if token.is_capital or person else _PASSED_OVER)


def _acts(words: Words, token: Token) -> bool:
    """Tell whether people do what follows; of a word in small letters only a given name does."""
    if token.word.is_eponym or not (_is_given(token) or token.is_capital):
        return False
    begins = words.begins(token) or _is_led(words, token)
    if token.text.endswith(("'s", "’s")):
        return token.is_capital or _is_led(words, token)
    behind = next(iter(words.after(token, 1)), None)
    does = behind is not None and behind.small in _DOES and words.touch(token, behind)
    return does and (begins or token.is_capital)


def _is_met(words: Words, token: Token) -> bool:
    """Tell whether one speaks to, of or with people before it, and nothing goes on behind it."""
    if token.word.is_eponym or not _is_given(token) or not _is_led(words, token):
        return False
    before = words.before(token)
    addressed = before is not None and before.small in _ADDRESSED
    short = len(token.text) == _SHORTEST and token.small not in ABBREVIATIONS
    return addressed or short or bool(_CALLED_BEHIND.match(words.text, token.end))


def _is_given(token: Token) -> bool:
    return token.word.is_given or token.small in _MORE_NAMES or len(token.text) == _SHORTEST


def _is_led(words: Words, token: Token) -> bool:
    before = words.before(token)
    return before is not None and before.small in _TO_PEOPLE and words.leads_to(before, token)
