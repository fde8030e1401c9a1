"""Names that letters hide: eponyms in small letters, shortened given names, a typist's initials."""

from collections.abc import Iterator

import regex

from workers.free_text.abbreviations import ABBREVIATIONS
from workers.free_text.imaging_terms import IMAGING_TERMS
from workers.free_text.lexicon import look_up
from workers.free_text.span import HINTED, Span, SpanKind
from workers.free_text.tokens import FUNCTION_WORDS, Token, Words

_SET_APART = regex.compile(
    r"\s?,|\s+[-–—/]\s|\s?[:;(]|\s+(?:w/|w\b|has|had|is|was|with|from|seen|post|d\d|pod)|\s+\d{1,3}\s?"
    r"(?:[mfy]|yo|yrs?)\b",
    regex.IGNORECASE,
)
_NO_THING_BEHIND = regex.compile(
    r"\s?[,(]?\s*(?:neg|pos|\+|-ve|positive|negative|\d)", regex.IGNORECASE
)
_PERSON_BEHIND = regex.compile(
    r"\s+(?:family|fam|household|twins?|sisters?|brothers?|lad|jr|snr|jnr|senior|junior|is|was|has|had"
    r"|says?|said|feels|felt|came|went|gets|got|lives|works|denies|complains|asked|asks|called|thinks"
    r"|wants|hates|likes|sent|took|brought|rang|fell|slipped|tripped|missed|will|can't|won't|isn't)\b"
    r"|\s?\((?:no\s+rel|sic\b|real\s+name)",
    regex.IGNORECASE,
)
_KIN_BEHIND = regex.compile(
    r"(?<![\w'’-])(?P<id>[^\W\d_]{2,})\s?\((?:(?:my|his|her|their|our|the|pt['’]?s)\s)?(?:pt|patient|mu?m|mom"
    r"|mother|dad|father|husband|wife|partner|carer|sister|brother|son|daughter|friend|neighbou?r"
    r"|nurse|nok|gran|aunt|uncle|colleague|boss|ex)\)",
    regex.IGNORECASE,
)
_SHORTENED = regex.compile(
    r"\b(?P<dotted>(?:wm|chas|geo|jas|jos|thos|robt|benj|saml|danl|edw|edwd|alf|fred|fredk|jno|margt"
    r"|marg|eliz|elizth|theo|patk|mich|nich|richd|alex|archd|andw|chris|phil|steph|tim|matt|nathl"
    r"|wilf|jon|jn|aug|bern|fran|fras|gab|greg|herb|leon|ant|arth|cath|cathne?|hy|jer|pat|sol|sylv"
    r"|val|vinc|friedr|joh|heinr|wilh|hch|jac|fco|mª|ma|jph|ste?f)\.|(?:wm|chas|thos|robt|jas|saml"
    r"|fredk|margt|patk|richd|edwd|jno|elizth|nathl|danl))\s*(?:[a-z]\.?\s+)?"
    r"(?P<surname>[^\W\d_][\w'’-]{2,})",
    regex.IGNORECASE,
)
_WRITES = (
    r"(?:dict(?:ated)?|typed|typ|typist|transcr(?:ibed)?|transcriptionist|scribed?|trans|tx['’]d"
    r"|keyed|prepared|drafted|steno|dd/t)"
)
_SIGNS = (
    r"(?:checked|verified|entered|reported|read|consented|witnessed|countersigned|co-?signed|signed"
    r"|sgd|seen|reviewed|rv['’]d|marked|photographed|taken|photo|done|scanned|scrubbed|assisted"
    r"|performed|injected|inserted|sited|removed|closed|uploaded|sent|image|images|pic|drawn|logged"
    r"|triaged|clerked|r/v|rev)"
)
_LETTERS = r"(?P<id>[^\W\d_]{2,3}(?:\s?[/&]\s?[^\W\d_]{2,3})?)(?![\w'’-])"
_WRITER = regex.compile(rf"\b{_WRITES}\b\s*(?:by\b)?\s*[:=/-]\s*{_LETTERS}", regex.IGNORECASE)
"""Behind a sign between them even an abbreviation is somebody."""

_INITIALS = (
    regex.compile(rf"\b{_WRITES}\b\s*(?:by\b)?\s*[:=/-]?\s*{_LETTERS}", regex.IGNORECASE),
    regex.compile(rf"\b{_SIGNS}\s+(?:by|per)\s*[:=]?\s*{_LETTERS}", regex.IGNORECASE),
    # Who dictated and who typed: RTB/jh at the end or the start.
    regex.compile(r"(?<![\w/])(?P<id>[A-Z]{2,3}\s?[/:]\s?[a-z]{2,3})(?![\w/])"),
    regex.compile(r"(?:^|(?<=\n))(?P<id>[a-z]{2,3}/[a-z]{2,3})(?=[\s,:])"),
)
_NO_INITIALS = FUNCTION_WORDS | IMAGING_TERMS | frozenset(
    """not via but now out all off up he she it we us so do no yes per our his her my me you they if
    be am any one two due pre post yet are did can may get got new old see ok pls ref let ltr in on
    ml kg mm min hr day wk dl cm mg mcg gp sho reg pt pts tv h hrs this well""".split()
)  # fmt: skip

_SIDES = frozenset("r l w c s a b o".split())
"""Letters before an eponym that are a side or a word cut short."""


def find_small_names(words: Words) -> Iterator[Span]:
    """Yield what only its place, its like or its dot tells to be a name, each as a hint."""
    yield from _eponyms(words)
    yield from _shortened(words.text)
    yield from _initials(words.text)


def _eponyms(words: Words) -> Iterator[Span]:
    """Eponyms in small letters that stand as people do, or beside the thing of that name."""
    things = [token for token in words if _is_of_thing(words, token)]
    for token in words:
        apart = token.word.is_eponym and _stands_apart(words, token)
        called = token.word.is_name or token.word.is_eponym
        if token.is_capital or not called or (token in things and not apart):
            continue
        if token.word.is_plain and not token.word.is_eponym:
            continue
        twice = any(_bare(other) == _bare(token) for other in things)
        met = token.word.is_eponym and bool(_PERSON_BEHIND.match(words.text, token.end))
        initialled = token not in things and _with_initial(words, token) < token.start
        if twice or met or initialled or (apart and token.number == 0):
            yield Span(_with_initial(words, token), token.end, SpanKind.NAME, HINTED)


def _stands_apart(words: Words, token: Token) -> bool:
    text = words.text
    return bool(_SET_APART.match(text, token.end)) and not (
        _NO_THING_BEHIND.match(text, token.end) and not _SET_APART.fullmatch(text, token.end)
    )


def _is_of_thing(words: Words, token: Token) -> bool:
    """Tell whether a word belongs to a thing, or is a possessive that stands for one."""
    possessive = token.text.endswith(("'s", "’s")) and (token.word.is_eponym or token.is_capital)
    named = token.word.is_eponym or token.word.is_surname
    capital = token.is_capital and token.word.is_eponym and token.number > 0
    return named and (possessive or capital or words.is_thing([token]))


def _bare(token: Token) -> str:
    return token.small.removesuffix("'s").removesuffix("’s")


def _with_initial(words: Words, token: Token) -> int:
    before = words.before(token)
    initial = before is not None and len(before.text) == 1 and words.touch(before, token)
    initial = initial and before is not None and before.small not in _SIDES
    counted = before is not None and words.counts(before)
    return before.start if before is not None and initial and not counted else token.start


def _shortened(text: str) -> Iterator[Span]:
    """Given names cut short, before a surname: ``wm. becker``, ``Thos Bramwell``."""
    for match in _SHORTENED.finditer(text):
        surname = look_up(match["surname"])
        if not surname.is_plain or surname.is_name:
            yield Span(match.start(), match.end(), SpanKind.NAME, HINTED)


def _initials(text: str) -> Iterator[Span]:
    """Two or three letters in a typist's place, small ones too; and who is said to be kin."""
    for match in _KIN_BEHIND.finditer(text):
        if match["id"].casefold() not in FUNCTION_WORDS:
            yield Span(*match.span("id"), SpanKind.NAME, HINTED)
    for match in _WRITER.finditer(text):
        if match["id"].casefold() not in FUNCTION_WORDS:
            yield Span(*match.span("id"), SpanKind.NAME, HINTED)
    for form in _INITIALS:
        for match in form.finditer(text):
            parts = regex.split(r"\W+", match["id"].casefold())
            known = [part in _NO_INITIALS or part in ABBREVIATIONS for part in parts]
            if not any(part in _NO_INITIALS for part in parts) and not all(known):
                yield Span(*match.span("id"), SpanKind.NAME, HINTED)
