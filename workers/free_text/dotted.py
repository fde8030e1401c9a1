"""Times and days that a dot parts, as in ``08.40`` and ``16.10``: told from values by their like.

``7.45`` may be a pH. Two figures before the dot of which the first is a nought, a word that a time
or a day follows, or one such in the same text say that it is none.
"""

from collections.abc import Iterator

import regex

from workers.free_text.quantities import measures
from workers.free_text.span import HINTED, Span, SpanKind

_UNIT = (
    r"(?!\s?(?:m{1,2}|cm|[munp]?g|mcg|kg|[mdu]?l|mls|cc|%|x|×|iu|u|mmol|meq|kpa|mmhg|gy|mgy|ms|s"
    r"|sec|min|days?|weeks?|wks?|months?|yrs?|years?|units?|fr|log|k|hu|°|deg|/|kv|ma)\b"
    r"|\s?[%x×°/]|\s?[-–]\s?\d{1,3}\.\d)"
)
_TIME = regex.compile(
    rf"(?<![\w.,/+<>=-])(?:[01]\d|2[0-3])\.[0-5]\d(?![\w.]\w|\w)(?!\s?[-–]\s?\d\d?\b(?!\.)){_UNIT}",
    regex.IGNORECASE,
)
_DAY = regex.compile(
    rf"(?<![\w.,/+<>=-])(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])(?!\w|\.\d){_UNIT}",
    regex.IGNORECASE,
)
_TIME_BEFORE = regex.compile(
    r"(?:\b(?:um|ca|circa|gegen|ab|bis|von|seit|kl|klo|om|rond|vers|dès|às|alle|ore|las|godz|kello|beginn|ende"
    r"|schnitt|naht|start(?:ed)?|finish(?:ed)?|onset|called|pronounced|death|born|delivered"
    r"|knife(?:\s+to\s+skin)?|kts|intub(?:ated)?|extub(?:ated)?|arr(?:ived|ival)?|bloods|obs|time"
    r"|clock|uhrzeit|zeit|hora|heure|ecg|ekg|cxr|ct|mri|xr|usg?|angio|film|scan|gas|abg|vbg|at|from|until|till|since|by|@)|à|@)"
    r"[.:]?\s*$",
    regex.IGNORECASE,
)
_TIME_BEHIND = regex.compile(r"\s?(?:uhr|h|hrs?|hs|u|uur|a\.?m|p\.?m)\b\.?", regex.IGNORECASE)
_HOUR = regex.compile(
    r"(?<![\w.:,-])(?:[01]?\d|2[0-3])\s?(?:h|u)\s?[0-5]\d(?!\w)", regex.IGNORECASE
)
_HOUR_ALONE = regex.compile(r"(?<![\w.:,-])(?:[01]?\d|2[0-3])h(?!\w)")
_SHORT_TIME = regex.compile(
    rf"(?<=\b(?:um|kl|klo|om|às|ore|alle|las|gegen)\.?\s)\d\.[0-5]\d(?![\w.]\w|\w){_UNIT}",
    regex.IGNORECASE,
)
_HOUR_BEHIND = regex.compile(
    r"(?<![\w.:,-])(?:[01]?\d|2[0-3])(?:[.:][0-5]\d)?\s?(?:uhr|heures|horas|uur)\b",
    regex.IGNORECASE,
)
_DAY_BEFORE = regex.compile(
    r"\b(?:adm(?:itted|it)?|re-?adm(?:itted)?|d/?c['’]?d?|disch(?:arged|['’]d)?|dis|listed|again|seen"
    r"|since|biops(?:y|ied)|bx(?:['’]?d)?|op|opn?ame|ontslag|ontsl|aufn(?:ahme)?|entl(?:assen|assung)?"
    r"|kontr(?:oll?e?|ol)?|wv|verlegt|verl|vu|revu|contr[oôó]l[eo]?|hosp(?:italisé)?|ingreso|alta"
    r"|visto|vista|dal|dall?|inlagd|utskr|innlagt|utskrevet|pob|wyp|kont|am|vom|le|el|il|del|den"
    r"|from|until|till|on|next|last|review(?:ed)?|rv|f/?up?|tca|appt|booked|due|photo|dated?|dos"
    r"|dd|clinic|returned|back|called|sutures?\s+out|ros|removed|re-?scan(?:ned)?|scanned|swabs?"
    r"|repeated|dob|died|rip|born)\s*[:.]?\s*$",
    regex.IGNORECASE,
)  # fmt: skip
_APART = regex.compile(
    r"(?<![\w.,/-])(?:0?[1-9]|[12]\d|3[01])\.\s(?:0?[1-9]|1[0-2])\.(?=\s|$|[,;)])"
)
_HYPHENED = regex.compile(
    rf"(?<![\w.,/-])(?:0[1-9]-(?:[0-2]\d|3[01])|(?:[12]\d|3[01])-0[1-9]"
    rf"|(?:1[3-9]|2\d|3[01])-(?:[1-9]|1[0-2]))(?![\w/-]|\.\d){_UNIT}",
    regex.IGNORECASE,
)
"""A range neither begins with a nought nor falls."""

_WINDOW = 24
_SURE_DAY = 10
"""From this day on, and in a month of two figures, an ordinary value has seldom the form."""


def find_dotted(text: str) -> Iterator[Span]:
    """Yield times with a dot or an h, and days with a month and no year, each as a hint."""
    for form in (_HOUR, _SHORT_TIME, _HOUR_BEHIND, _APART, _HYPHENED):
        for match in form.finditer(text):
            yield Span(*match.span(), SpanKind.DATE, HINTED)
    if _HOUR.search(text):
        for match in _HOUR_ALONE.finditer(text):
            yield Span(*match.span(), SpanKind.DATE, HINTED)
    for form, is_evident in ((_TIME, _is_time), (_DAY, _is_day)):
        found = [match for match in form.finditer(text) if not _is_measured(text, match.start())]
        if any(is_evident(text, match) for match in found):
            for match in found:
                yield Span(*match.span(), SpanKind.DATE, HINTED)


def _is_measured(text: str, start: int) -> bool:
    before = text[max(0, start - _WINDOW) : start].split()
    word = before[-1] if before else ""
    timed = _TIME_BEFORE.search(word) or _DAY_BEFORE.search(word)
    return bool(word) and not timed and measures(word)


def _is_time(text: str, match: regex.Match[str]) -> bool:
    if match[0].startswith("0") or _TIME_BEHIND.match(text, match.end()):
        return True
    return bool(_TIME_BEFORE.search(text[max(0, match.start() - _WINDOW) : match.start()]))


def _is_day(text: str, match: regex.Match[str]) -> bool:
    day, month = match[0].split(".")
    if text.startswith(".", match.end()) and not match[0].startswith("0"):
        behind = text[match.end() + 1 : match.end() + 2]
        if behind and behind in ",;)":
            return True
    if int(day) >= _SURE_DAY and int(month) >= _SURE_DAY:
        return True
    return bool(_DAY_BEFORE.search(text[max(0, match.start() - _WINDOW) : match.start()]))
