"""Days and times as people type them: misspelt, in other languages, or told from today."""

from collections.abc import Iterator
from functools import lru_cache

import regex

from workers.free_text.quantities import measures
from workers.free_text.span import HINTED, Span, SpanKind

_MONTHS = (
    "january", "february", "march", "april", "june", "july", "august", "september", "october",
    "november", "december", "sept",
)  # fmt: skip
_WEEKDAYS = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
)  # fmt: skip
_NEARLY = frozenset(
    """marsh mach match june's junk tune dune jule jury jule's jolly bully fully gully pulley julia
    juli juno marchs starch larch arch sent kept swept seat sept spet""".split()
) - {"juli", "spet"}
"""Words of one wrong letter that are words themselves."""

# Months and days of the week in German, French, Spanish, Italian, Portuguese, Dutch and Polish;
# months in Malay, Indonesian, Tagalog, Turkish, Czech, Romanian and the languages of the north too.
_ABROAD = (
    r"januar|jänner|februar|märz|maerz|juni|juli|oktober|okt|dezember|dez|janvier|février|fevrier"
    r"|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|décembre|decembre|enero"
    r"|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|gennaio"
    r"|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|janeiro|fevereiro|março"
    r"|maio|junho|julho|setembro|outubro|novembro|dezembro|januari|februari|maart|mei|augustus"
    r"|stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października"
    r"|listopada|grudnia|janv|févr|fevr|fév|avr|juil|déc|mär|mrz|ene|abr|ago|dic|gen|mag|giu|lug"
    r"|set|ott|dez|okt|fev|mac|julai|ogos|disember|agustus|desember|pebrero|marso|hunyo|hulyo"
    r"|setyembre|oktubre|nobyembre|disyembre|ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos"
    r"|eylül|ekim|kasım|aralık|ledna|února|března|dubna|května|června|července|srpna|září|října"
    r"|listopadu|prosince|ianuarie|februarie|martie|aprilie|iunie|iulie|septembrie|octombrie"
    r"|noiembrie|decembrie|maj|augusti|lokakuuta|marraskuuta|joulukuuta|tammikuuta|helmikuuta"
    r"|maaliskuuta|huhtikuuta|toukokuuta|kesäkuuta|heinäkuuta|elokuuta|syyskuuta"
)
_DAYS_ABROAD = (
    r"montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|heute|gestern|morgen|lundi"
    r"|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|aujourd'hui|lunes|martes|miércoles"
    r"|miercoles|jueves|viernes|sábado|domingo|ayer|hoy|lunedì|martedì|mercoledì|giovedì|venerdì"
    r"|sabato|domenica|ieri|oggi|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag"
    r"|gisteren|vandaag|segunda-feira|terça-feira|quarta-feira|quinta-feira|sexta-feira|ontem"
)
_DAY = r"(?:[12]?\d|3[01])(?:st|nd|rd|th|er|hb|\s?hb|\.|º)?"
_COUNT = (
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|couple(?:\s+of)?|few|several"
    r"|\d{1,2}(?:\s?-\s?\d{1,2})?(?:/(?:7|12|52))?)"
)
_PERIOD = (
    r"(?:h|hrs?|hours?|d|days?|nights?|w|wks?|weeks?|fortnights?|mths?|mo|months?|yrs?|years?)"
)
_PART = (
    r"(?:am|pm|arvo|a\.m\.|p\.m\.|morn(?:ing)?|afternoon|eve(?:ning)?|night|nite|lunch(?:time)?)"
)
_CUE = (
    r"(?:on|since|from|until|till?|by|before|after|seen|rv|review(?:ed)?|f/u|fu|appt|appointment"
    r"|lmp|edd|done|taken|arriv(?:ed|es)|op|surgery|dos|given|started|due|booked|clinic|list"
    r"|photo(?:ed|graphed)?|recheck|tca|cancelled|admitted|discharged|dated?|born|dob|d\.o\.b"
    r"|scan(?:ned)?|bx|biopsied|next|last|am|le|vom|den|día|dia|giorno|jour|dag|sett|el|il|op|dd|dt|wef)"
)
_YEAR = r"(?:(?:19|20)\d\d|['’]\d\d)"

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_ORDINAL_WORD = (
    r"(?:twenty|thirty)[\s-]?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
    r"|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth"
)

_FORMS = tuple(
    regex.compile(pattern, regex.IGNORECASE)
    for pattern in (
        rf"\b{_DAY}\s*(?:de\s+|of\s+)?(?:{_ABROAD})\b\.?(?:,?\s*(?:de\s+)?{_YEAR}\b)?",
        rf"\b(?!set\b)(?:{_ABROAD})\b\.?\s+(?:{_DAY}|{_YEAR})\b",
        rf"\b(?:im|en|in|seit|depuis|desde|am|since|last)\s+(?P<id>(?:{_ABROAD}))\b",
        rf"\b(?:{_DAYS_ABROAD})\b",
        # So many days, weeks or months ago, and in so many.
        rf"\b(?:{_COUNT}\s*{_PERIOD}|{_COUNT})\s+(?:ago|back|prior|previously|earlier|hence)\b",
        r"\b(?:yest(?:erday)?|yesterdays?|yday|ystrdy|yesturday|yeserday|tom+or+ow|tmrw?|tmw|tomoz"
        r"|2moro|2nite|tonite|todays?|2day|overmorrow)\b",
        rf"\b(?:this|last|next|past|previous|following|coming)\s+(?:{_PART}|wk|mth|yr|shift|term"
        r"|season|nite|semester|quarter|bank holiday|hols?|holidays?|day off|fortnight|decade)\b",
        r"\bthe\s+(?:night|day|evening|morning|afternoon|week|month|year)\s+(?:before|after)\b",
        r"\b(?:(?:over|at|on|after|before|since|from|by|till)\s+)?(?:the\s+)?(?:we?e?ke?nd)\b",
        # Months in signs that a date seldom has: May24, 7/Mar/2023, 2023-Mar-07, 7-III-24.
        rf"(?<![^\W_]){_MONTH}\.?\s?[-/'’_]?\s?\d{{2,4}}(?![^\W_])",
        rf"\b\d{{1,4}}\s?[-/._ ]\s?{_MONTH}\.?\s?(?:[-/._ ]\s?\d{{1,4}})?\b",
        r"\b\d{1,2}\s?[-/. ]\s?(?-i:I{1,3}|IV|VI{0,3}|IX|XI{0,2})\s?[-/. ]\s?(?:19|20)?\d\d\b",
        rf"\b(?:{_ORDINAL_WORD})(?:\s+day)?\s+(?:of\s+)?{_MONTH}\b",
        rf"\b{_MONTH}\s+(?:the\s+)?(?:{_ORDINAL_WORD})\b",
        # A year of birth.
        r"(?:\b(?:born|b\.|dob|yob|geb\.?|née?|nacid[oa]|ur\.)\s*(?:in\s+|on\s+|:\s*)?|(?<!\w)\*\s?)"
        r"(?P<id>(?:18|19|20)\d\d)\b",
        # A quarter; a year that who was born in it is over 89 by.
        r"\b(?-i:Q[1-4])\b(?!\s?(?:wave|[A-Z]))",
        r"(?<![^\W_]|[.,/-])(?:18\d\d|19[0-3]\d)(?![^\W_]|[.,/-]\d|\s?(?:ml|mg|mm|iu|kcal|u|g)\b)",
        # Weekdays in short, where nothing else can be meant.
        r"\b(?:tues?|weds?|thurs?|thu|fri|mon)\b\.?(?:\s+\d{1,2}(?:st|nd|rd|th|[/.]\d{1,2})?\b)?",
        rf"\b(?:sat|sun)\b(?=\.?\s*(?:{_PART}|clinic|list|or\s+sun|and\s+sun|&|/|\d)\b)",
        r"\b(?:on|by|this|last|next|until|till|since|for|from|every|late|early)\s+"
        r"(?P<id>sat|sun)\b(?!\s+(?:exposure|burn|damage|up\b|down\b))",
        rf"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|tomorrow)\s+{_PART}\b",
        # A time of day.
        r"\b(?:[01]?\d|2[0-3])(?:[:.][0-5]\d)?\s?[ap]\.?m\b\.?",
        r"\b(?:[01]\d|2[0-3])[0-5]\d\s?(?:h|hrs|hours|hr)\b",
        r"\b(?:at|around|about|by|from|since|until|til|till|@)\s*"
        r"(?P<id>(?!(?:19|20)\d\d\b)(?:[01]\d|2[0-3])[:.h]?[0-5]\d)\b(?!\s*(?:m[lg]|k?cal|mcg|cc|ms|hu))",
        r"\bhalf\s+(?:1[0-2]|[1-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
        r"(?!\s*(?:mg|ml|tabs?|dose))(?:\s?[ap]\.?m\b)?",
        r"\b(?:half|quarter)\s+(?:past|to)\s+\w+\b|\b(?:at\s+)?(?:noon|midnight|midday)\b",
        r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})\s+o['’]clock"
        r"\s+(?:this|last|on|yesterday|today|tomorrow|mon|tue|wed|thu|fri|sat|sun)\w*",
        # Day and month behind a word that a date follows.
        rf"\b{_CUE}\s*[:.]?\s+(?:the\s+)?(?P<id>(?:0?[1-9]|[12]\d|3[01])\s?[-/.]\s?(?:0?[1-9]"
        rf"|[12]\d|3[01])\.?)(?!\d|\s?[-/.]\s?\d|\s*(?:cm|mm|mg|ml|g|kg|%|units?|days?|weeks?)\b)",
        rf"\b{_CUE}\s+(?:the\s+(?P<id>{_DAY})|(?P<id>\d{{1,2}}(?:st|nd|rd|th)))(?=\W|$)(?!\s*(?:day|week|floor|toe|finger|rib|month))",
        r"(?<![\d/.])(?:0\d|[12]\d|3[01])[/.](?:0[1-9])(?![\d/.%]|\s*(?:mm|cm|mg|ml|g|kg)\b)",
        r"(?<![\d/.-])(?:0?[1-9]|1[0-2])[-/](?:(?:19|20)\d\d|2[0-9])(?![\d/.-]|\s*(?:mm|cm|%))",
        r"\b(?:19|20)\d\d\s?[-/.]\s?(?:0?[1-9]|1[0-2])\b(?![\d-])",
        r"\b(?:0?[1-9]|[12]\d|3[01])\s[-/.]\s(?:0?[1-9]|1[0-2])\s[-/.]\s(?:(?:19|20)\d\d|\d\d)\b",
        r"\b(?:0?[1-9]|[12]\d|3[01]),(?:0?[1-9]|1[0-2]),(?:(?:19|20)\d\d|\d\d)\b",
        # An ordinal that no noun follows.
        r"\b(?:[12]?\d|3[01])(?:st|nd|rd|th)\b(?=\s*(?:[^\w\s]|\n|$|(?:of|at|in|on|for|and|to|or|by"
        r"|with|w|am|pm|about|from|was|is|when|if|but|\d)\b))",
        # Feasts and seasons.
        r"\b(?:x-?mas|nye|new\s+year(?:['’]?s)?(?:\s+(?:day|eve))?|hogmanay|boxing\s+day|advent|lent"
        r"|epiphany|pentecost|whitsun|ascension|passover|pesach|hanukkah|chanukah|yom\s+kippur|rosh"
        r"\s+hashanah|purim|eid(?:[\s-]+(?:al|ul)[\s-]+\w+)?|ramad[ah]+n|holi|diwali|deepavali"
        r"|navratri|vesak|vaisakhi|lunar\s+new\s+year|cny|tet|chuseok|obon|golden\s+week|songkran"
        r"|st\.?\s+(?:patrick|nicholas|george|andrew|david|stephen)['’]?s(?:\s+day)?|anzac\s+day"
        r"|australia\s+day|waitangi\s+day|canada\s+day|bastille\s+day|mlk\s+day|juneteenth"
        r"|presidents['’]?\s+day|columbus\s+day|veterans['’]?\s+day|fourth\s+of\s+july|super\s+bowl"
        r"|black\s+friday|cyber\s+monday|carnival|karneval|fasching|mardi\s+gras|oktoberfest"
        r"|midsummer|solstice|equinox|shrove\s+tuesday|ash\s+wednesday|palm\s+sunday|maundy"
        r"\s+thursday|half[\s-]term|bank\s+hol(?:s|idays?)?|guy\s+fawkes|bonfire\s+night|burns"
        r"\s+night|cup\s+day|derby\s+day|election\s+day|graduation\s+day|kirmes|birthday)\b"
        r"(?:\s+(?:eve|day|morning|night|weekend|party|week))?",
        rf"\b(?:spring|summer|autumn|fall|winter)(?:\s+of)?[\s,]+{_YEAR}\b",
        rf"\b(?:early|late|mid|start\s+of|end\s+of|begin\w*\s+of)[\s-]+(?:spring|summer|autumn"
        rf"|winter|{_YEAR}|(?:wk|week|month|year)\b)",
        r"\b(?:w/c|w/e|week\s+(?:commencing|ending)|wk\s+\d{1,2}|week\s+no\.?\s*\d{1,2}|kw\s?\d{1,2})"
        r"\b(?:\s+(?:the\s+)?\d{1,2}(?:st|nd|rd|th|[/.]\d{1,2})?\b)?",
        r"(?<!\w)['’]\d\d\b",
    )
)
_RATIO = regex.compile(r"(?<![\w/.])(\d{1,2})/(\d{1,2})(?![\w/%-]|\.\d)(?!\s*(?:mm|cm|mg|ml)\b)")
_DAYS, _MONTHS_IN_A_YEAR = 31, 12
_HALF_AND_END = 15, 30
_WORD = regex.compile(r"[^\W\d_]{4,10}")
_NEAR_NUMBER = regex.compile(r"\s*[,.]?\s*(?:\d{1,2}(?:st|nd|rd|th)?|(?:19|20)\d\d)\b")
_NUMBER_BEFORE = regex.compile(r"\b\d{1,2}(?:st|nd|rd|th)?\s*(?:of\s+)?$")
_WINDOW = 10
_SHORTEST_FUZZY = 4


def find_vague_dates(text: str) -> Iterator[Span]:
    """Yield days, times and feasts that are not written as a date is; each only hints."""
    for form in _FORMS:
        for match in form.finditer(text):
            start, end = match.span("id" if "id" in form.groupindex else 0)
            yield Span(start, end, SpanKind.DATE, HINTED)
    for match in _RATIO.finditer(text):
        part, whole = int(match[1]), int(match[2])
        if _is_no_score(part, whole) or _may_end_a_month(text[: match.start()], part, whole):
            yield Span(*match.span(), SpanKind.DATE, HINTED)
    yield from _misspelt(text)


def _is_no_score(part: int, whole: int) -> bool:
    """Tell whether more of something than there is of it may be a day of a month: 9/4, 23/5."""
    return part > whole > 0 and part <= _DAYS and whole <= _MONTHS_IN_A_YEAR


def _may_end_a_month(before: str, part: int, whole: int) -> bool:
    """Tell whether 6/30 or 4/15 stands behind no score's name: it may be a month and its day."""
    word = before.rsplit(maxsplit=1)[-1] if before.strip() else ""
    return part <= _MONTHS_IN_A_YEAR and whole in _HALF_AND_END and not measures(word)


def _misspelt(text: str) -> Iterator[Span]:
    """Days of the week with a wrong letter, and months with one beside a number."""
    for match in _WORD.finditer(text):
        meant = _meant(match[0].casefold())
        if not meant:
            continue
        start, end = match.span()
        behind = _NEAR_NUMBER.match(text, end)
        before = _NUMBER_BEFORE.search(text[max(0, start - _WINDOW) : start])
        if meant in _WEEKDAYS or behind or before:
            start -= len(before[0]) if before else 0
            yield Span(start, behind.end() if behind else end, SpanKind.DATE, HINTED)


@lru_cache(maxsize=10_000)
def _meant(word: str) -> str:
    """Return the month or day that a word is one slip away from; nothing for those themselves."""
    if word in _NEARLY:
        return ""
    for known in (*_MONTHS, *_WEEKDAYS):
        if word != known and len(known) >= _SHORTEST_FUZZY and _one_slip(word, known):
            return known
    return ""


def _one_slip(word: str, known: str) -> bool:
    """Tell whether one letter is missing, too many, another, or two are swapped."""
    if abs(len(word) - len(known)) > 1 or word[0] not in known[:2]:
        return False
    at = next((i for i, (a, b) in enumerate(zip(word, known, strict=False)) if a != b), None)
    if at is None:
        return len(word) != len(known)
    rest = (word[at + 1 :], known[at + 1 :])
    swapped = word[at : at + 2] == known[at : at + 2][::-1] and word[at + 2 :] == known[at + 2 :]
    return swapped or rest[0] == rest[1] or word[at:] == rest[1] or rest[0] == known[at:]
