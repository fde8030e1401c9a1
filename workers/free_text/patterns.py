"""Identifiers with a form of their own: dates, numbers, addresses. One table.

A score of :data:`workers.free_text.span.SURE_SCORE` or more says that the form alone, or the word
before it, leaves no doubt.
"""

from dataclasses import dataclass

from workers.free_text.span import SpanKind

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:(?:19|20)\d\d|['’]\d\d)"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_NO_SCORE = r"(?<!(?:apgars?|scores?|bishop)\s*:?\s*)"
_NUMBER_WORD = (
    r"(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|few|couple of|\d+)"
)
_UNIT = r"(?:hours?|hrs?|days?|nights?|weeks?|wks?|months?|mos?|years?|yrs?)"
# Street suffixes of the United States Postal Service, Publication 28, appendix C1, spelled out.
_STREET = (
    r"(?:alley|anex|arcade|avenue|ave|bayou|beach|bend|bluffs?|bottom|boulevard|blvd|branch|bridge"
    r"|brooks?|burgs?|bypass|camp|canyon|cape|causeway|centers?|centre|circles?|cliffs?|club"
    r"|common|corners?|course|courts?|coves?|creek|crescent|crest|crossing|crossroad|curve|dale"
    r"|dam|divide|drives?|dr|estates?|expressway|extensions?|falls?|ferry|fields?|flats?|fords?"
    r"|forest|forges?|forks?|fort|freeway|gardens?|gateway|glens?|greens?|groves?|harbors?|haven"
    r"|heights|highway|hwy|hills?|hollow|inlet|islands?|isle|junctions?|keys?|knolls?|lakes?|land"
    r"|landing|lane|ln|lights?|loaf|locks?|lodge|loop|mall|manors?|meadows?|mews|mills?|mission"
    r"|motorway|mount|mountains?|neck|orchard|oval|overpass|parks?|parkways?|pass|passage|path"
    r"|pike|pines?|place|plains?|plaza|points?|ports?|prairie|radial|ramp|ranch|rapids?|rest"
    r"|ridges?|river|roads?|rd|route|row|rue|run|shoals?|shores?|skyway|springs?|spurs?|squares?"
    r"|station|stravenue|stream|streets?|st|summit|terrace|throughway|trace|track|trafficway"
    r"|trail|tunnel|turnpike|underpass|unions?|valleys?|viaduct|views?|villages?|ville|vista"
    r"|walks?|wall|ways?|wells?|stra(?:ß|ss)e|platz|weg)\b\.?"
)
_HOME = r"(?:apartment|apt|suite|ste|unit|flat|floor|fl|room|rm|box)\.?\s*#?\s*[A-Z]?\d+[A-Z]?"
# Between a word that announces an identifier and the identifier.
_AFTER_WORD = r"(?=[\s.:#=-])(?:\s*(?:no|nr|num|number|id|code)\b)?\s*[.:#=]*\s*(?:is\s+)?"


@dataclass(frozen=True, slots=True)
class Form:
    """One form. The named group ``id``, where there is one, is what identifies."""

    kind: SpanKind
    score: float
    pattern: str


_NAMED_NUMBER = (
    r"(?:mrn|mr#|med(?:ical)?\s+rec(?:ord)?|hospital|hosp|chart|accession|acc|acct|account|policy"
    r"|member(?:ship)?|subscriber|insurance|medicare|medicaid|nhs|chi|ssn|social security|passport"
    r"|licen[cs]e|lic|dl|dea|npi|gmc|serial|s/n|sn|udi|device|implant|lot|batch|imei|plate|reg"
    r"|registration|vin|badge|employee|beneficiary|patient|pt|pid|encounter|visit|episode|order"
    r"|specimen|requisition|case|study|record|file|ref|reference|certificate|cert|dod|id)"
)

_DATE = (
    (0.5, rf"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+"
          rf"(?=\d{{1,2}}(?:[/-]\d|(?:st|nd|rd|th)?\s*{_MONTH}))"),
    (0.9, r"\b(?:0[1-9]|[12]\d|3[01])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
          r"(?:(?:19|20)\d\d|\d\d)\b"),
    (0.85, r"(?<![\d/])(?:0?[1-9]|1[0-2])/(?:19|20)\d\d\b"),
    (0.75, r"\b(?:follow-?\s?up|f/u|fu|review|due|booked|scheduled)(?:\s+(?:on|for))?\s+"
          # Not 6/12, 2/52, 5/7: months, weeks and days, as the British write them.
          r"(?P<id>(?:0?[1-9]|[12]\d|3[01])/(?!(?:7|12|52)\b)(?:0?[1-9]|[12]\d|3[01]))\b"),
    (0.75, rf"\b{_WEEKDAY}\s+(?P<id>\d{{1,2}}/\d{{1,2}})\b"),
    (0.5, r"\bthe\s+(?:[12]?\d|3[01])(?:st|nd|rd|th)\b"),
    (0.95, r"\b(?:19|20)\d\d([-/.])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])"
          r"(?:[T ]\d\d:\d\d(?::\d\d)?)?\b"),
    (0.9, _NO_SCORE + r"\b(?:0?[1-9]|[12]\d|3[01])([-/.])(?:0?[1-9]|1[0-2])\1"
          r"(?:(?:19|20)\d\d|\d\d)\b"),
    (0.9, _NO_SCORE + r"\b(?:0?[1-9]|1[0-2])([-/.])(?:0?[1-9]|[12]\d|3[01])\1"
          r"(?:(?:19|20)\d\d|\d\d)\b"),
    (0.9, rf"\b{_DAY}[\s-]*(?:of\s+)?{_MONTH}(?:[\s,-]*{_YEAR}\b)?"),
    (0.9, rf"\b{_MONTH}[\s-]*{_DAY}\b(?![.:]\d)(?:[\s,-]+{_YEAR}\b)?"),
    (0.9, rf"\b{_MONTH}[\s,-]*(?:of\s+)?{_YEAR}\b"),
    (0.8, rf"\b(?:in|since|last|this|until|during|early|late|mid)[\s-]+"
          rf"(?P<id>(?!may\b|mar\b|march\b){_MONTH})"),
    (0.95, r"\b(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\b"),
    (0.9, r"\b(?:dob|d\.o\.b\.?|born(?:\s+on)?|birth\s?da(?:te|y)|date of birth)"
          r"[:\s]{1,3}(?P<id>\d[\d/.\- ]*\d)"),
    (0.75, r"\b(?:on|since|seen|dated?|until|taken|admitted|discharged|from)\s+"
          r"(?P<id>(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01]))\b"
          r"(?!\s*(?:strength|power|pain|murmur|systolic|/))"),
    (0.5, r"\bQ[1-4][\s/-]*(?:19|20)\d\d\b"),
    (0.5, rf"\b{_WEEKDAY}s?\b"),
    (0.5, r"\b(?:yesterday|today|tomorrow|tonight|(?:this|last|next)\s+"
          r"(?:night|week|weekend|month|year|morning|evening|spring|summer"
          r"|autumn|fall|winter|christmas|easter))\b"),
    (0.4, rf"\b{_NUMBER_WORD}\s+{_UNIT}\s+(?:ago|earlier|before|later)\b"),
    (0.5, r"\b(?:christmas|thanksgiving|easter|new year'?s|halloween|ramadan"
          r"|diwali|independence day|labor day|memorial day|boxing day"
          r"|good friday|bank holiday|valentine'?s|mother'?s day|father'?s day)"
          r"(?:\s+(?:eve|day))?\b"),
    (0.5, r"(?<![\d:])(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:\s*[ap]\.?m\b)?"
          r"(?![\d:])"),
)  # fmt: skip
"""Dates of any kind but a year alone, which may stay."""

_AGE = (
    (0.9, r"\b(?P<id>9\d|1[0-2]\d)(?=[\s-]*(?:y\b|yo\b|y/o\b|y\.o\.|yrs?\b|years?\b"
          r"|[mf]\b|year[\s-]old))"),
    (0.9, r"\b(?:age[ds]?|aged)[:\s]+(?:of\s+)?(?P<id>9\d|1[0-2]\d)\b"),
    (0.8, r"\b(?P<id>ninety(?:[\s-](?:one|two|three|four|five|six|seven|eight"
          r"|nine))?|(?:one|a)\s+hundred(?:\s+and\s+\w+)?)(?=[\s-]+years?)"),
    (0.5, r",\s+(?P<id>9\d|1[01]\d)(?=\s*[,;.)])"),
    (0.8, r"\b(?:nonagenarian|centenarian)\b"),
    (0.8, r"\b(?:is|was|aged?|turn(?:s|ed|ing))\s+"
          r"(?P<id>ninety(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?)\b"
          r"(?!\s*(?:degrees|percent|minutes|days))"),
    (0.5, r"\b(?:is|was|turn(?:s|ed|ing))\s+(?P<id>9\d|1[01]\d)\b"
          r"(?!\s*(?:%|[a-z]+/|kg|mm|cm|bpm|/|\.\d))"),
)  # fmt: skip
"""Ages over 89: 45 CFR 164.514(b)(2)(i)(C)."""

_EMAIL = (
    (1.0, r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+"),
)  # fmt: skip

_URL = (
    (0.95, r"\b(?:https?|ftp)://[^\s<>\"']+[\w/]|\bwww\.[^\s<>\"']+[\w/]"),
    (0.8, r"\b[a-z\d-]{2,}(?:\.[a-z\d-]+)*\.(?:com|org|net|edu|gov|info|biz|io"
          r"|co\.uk|nhs\.uk|health|med|de|fr|es|it|nl|ch|at|au|ca|in|br)\b"
          r"(?:/[^\s<>\"']*)?"),
    (0.8, r"\b[a-z\d-]{2,}(?:\.[a-z\d-]+)*\.[a-z]{2,}/[^\s<>\"']+"),
    (0.8, r"(?<![\w.])@[A-Za-z_][\w.]{2,}\w"),
)  # fmt: skip
"""Addresses on the web, and handles."""

_IP = (
    (0.95, r"(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}"
          r"(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.]\d)"),
    (0.95, r"(?<![\w:])(?:[\da-f]{1,4}:){4,7}[\da-f]{1,4}(?![\w:])"
          r"|(?<![\w:])(?:[\da-f]{1,4}:){1,6}:(?:[\da-f]{1,4}(?::[\da-f]{1,4})*)?"),
)  # fmt: skip

_NUMBER = (
    (0.9, r"\b(?:[\da-f]{2}[:-]){5}[\da-f]{2}\b"),
    (0.95, r"\b\d{3}-\d{2}-\d{4}\b"),
    (0.85, r"\b(?-i:[A-Z]{1,4}\d{1,4}-\d{3,})\b"),
    (0.85, r"\b(?-i:[A-Z]{2}\d{2} ?[A-Z]{3})\b"),
    (0.9, r"\b\d{2,4}-\d{2,4}-\d{2,4}\b"),
    (0.9, rf"\b{_NAMED_NUMBER}{_AFTER_WORD}(?P<id>(?=[A-Z\d/-]*\d[A-Z\d/-]*\d)"
          r"[A-Z\d]{4,}(?:[-/][A-Z\d]+)*|(?=[A-Z\d/-]*\d)[A-Z\d]+"
          r"(?:[-/][A-Z\d]+)+)\b"),
    (0.9, rf"\b(?:plate|plates|reg|registration|licen[cs]e|tag){_AFTER_WORD}"
          r"(?P<id>(?=[A-Z\d]*[ -]?[A-Z\d]*\d)[A-Z\d]{1,5}[ -]?[A-Z\d]{2,6})\b"),
    (0.9, rf"\b(?:mrn|ssn|nhs|chi|vin|passport|policy|member|insurance|medicare|medicaid"
          rf"|health card|card|account|acct){_AFTER_WORD}"
          r"(?P<id>(?:[A-Z]{1,4}[ -]?)?\d[\d -]{2,}\d)\b"),
    (0.9, r"\b(?=[A-HJ-NPR-Z\d]{0,16}\d)(?=[A-HJ-NPR-Z\d]{0,16}[A-HJ-NPR-Z])"
          r"[A-HJ-NPR-Z\d]{17}\b"),
    (0.85, r"(?<![\w.,-])\d{7,}(?![\w,-]|\.\d)"),
    (0.5, r"(?<![\w.,-])\d{5,6}(?![\w,-]|\.\d)"),
    (0.85, r"\b[A-Z]{1,5}-?\d{5,}[A-Z\d]*\b"),
    (0.8, r"\b(?=[A-Z\d]*[A-Z])(?=[A-Z\d]*\d[A-Z\d]*\d[A-Z\d]*\d)[A-Z\d]{8,}\b"),
    (0.5, r"\b(?:room|rm|bed|ward|bay|case|pt|patient)\s*#?\s*"
          r"(?P<id>[A-Z]?\d{1,4}[A-Z]?)\b"),
)  # fmt: skip
"""Numbers that somebody, or something of somebody, was given."""

_PHONE = (
    (0.9, r"(?<![\w.-])(?:(?:\+|00)\d{1,3}[-. ]?)?(?:\(\d{2,5}\)|\d{3})[-. ]?"
          r"\d{3}[-. ]?\d{4}(?:\s*(?:x|ext\.?)\s*\d{1,6})?(?![\w-])"),
    (0.9, r"(?<!\w)\+\d[\d ().-]{6,}\d(?:\s*(?:x|ext\.?)\s*\d{1,6})?"),
    (0.8, r"(?<!\w)\(?0\d{2,5}\)?[ -]\d{2,5}[ -]?\d{2,6}(?!\w)"),
    (0.85, r"\b(?:tel|phone|call|cell|mobile|mob|fax|pager|bleep|text"
          r"|whatsapp|ext|extension)\b[.:\s]*(?P<id>[+(]?\d[\d ().x-]{2,}\d)"),
)  # fmt: skip

_PLACE = (
    (0.5, r"\b(?:[^\W\d]\w+\s+){1,2}hospital(?:\s+[^\W\d]\w+)?\b"),
    (0.75, r"\b(?-i:[A-Z]\w+\s+County)\b"),
    (0.5, r"\b(?:at|to|from|in)\s+(?:the\s+)?(?P<id>(?:[^\W\d][\w'’]*\s+){1,3}"
          r"(?:hospital|infirmary|hospice|clinic)(?:\s+of\s+\w+)?)\b"),
    (0.85, rf"\b\d{{1,6}}[A-Z]?\s+(?:[NSEW]\.?\s+)?(?-i:(?:[A-ZÀ-Þ][\w'’.-]*\s+)"
          rf"{{1,3}})(?:{_STREET})(?:,?\s+{_HOME})?"),
    (0.85, r"\b(?:p\.?\s?o\.?\s+box|apt|apartment|suite)\.?\s*#?\s*\d+[A-Z]?\b"),
    (0.85, r"\b(?-i:[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2})\b"),
    (0.85, r"\b(?-i:[A-Z]{2})\s+(?P<id>\d{5}(?:-\d{4})?)\b"),
    (0.85, r"\b(?:zip|zip code|postcode|postal code)[:\s]+(?P<id>[A-Z\d -]{4,8})\b"),
    (0.85, r"\b\d{5}-\d{4}\b"),
)  # fmt: skip
"""Addresses."""

_NAME = (
    (0.5, r"\b(?:sono|sonographer|tech|initials|operator|by)\s*:\s*(?P<id>(?-i:[A-Z]{2,3}))\b"),
    (0.95, r"\b[^\W\d_][\w'-]*\^[^\W\d_][\w'-]*(?:\^[\w'-]*)*"),
)  # fmt: skip
"""Names in the form of DICOM and HL7."""

FORMS = tuple(
    Form(kind, score, pattern)
    for kind, given in (
        (SpanKind.DATE, _DATE),
        (SpanKind.AGE, _AGE),
        (SpanKind.EMAIL, _EMAIL),
        (SpanKind.URL, _URL),
        (SpanKind.IP, _IP),
        (SpanKind.NUMBER, _NUMBER),
        (SpanKind.PHONE, _PHONE),
        (SpanKind.PLACE, _PLACE),
        (SpanKind.NAME, _NAME),
    )
    for score, pattern in given
)
"""Tried without regard to case."""
