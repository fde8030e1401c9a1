"""How dates, and ages over 89, are written: pairs of score and pattern.

Scores as in :mod:`workers.free_text.patterns`.
"""

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:(?:19|20)\d\d|['’]\d\d)"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_SHORT_WEEKDAY = r"(?-i:Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun)"
_WHICH = r"(?:last|next|this|past|coming|early|late|mid|end of|the)[\s-]+"
_ORDINAL = r"(?:[12]?\d|3[01])(?:st|nd|rd|th)"
_DENOMINATOR = r"(?!(?:4|5|6|10|15|30)\b)"
_NO_SCORE = r"(?<!(?:apgars?|scores?|bishop)\s*:?\s*)"
_NUMBER_WORD = (
    r"(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|few|couple of|\d+)"
)
_UNIT = r"(?:hours?|hrs?|days?|nights?|weeks?|wks?|months?|mos?|years?|yrs?)"

DATE = (
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
    (0.75, r"\b(?:on|since|seen|dated?|until|taken|admitted|discharged|arrived|done|started"
          r"|from)\s+"
          r"(?P<id>(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01]))\b"
          r"(?!\s*(?:strength|power|pain|murmur|systolic|/))"),
    (0.5, r"\bQ[1-4][\s/-]*(?:19|20)\d\d\b"),
    (0.5, rf"\b(?:{_WHICH})?{_WEEKDAY}s?\b(?:\s+(?:the\s+)?{_ORDINAL})?"),
    (0.45, rf"\b(?:{_WHICH})?{_SHORT_WEEKDAY}\b(?!\s*\d+\s*%)(?:\s+\d{{1,2}}/\d{{1,2}}\b"
          rf"|\s+{_ORDINAL})?"),
    (0.5, rf"\b(?:{_WHICH})?(?!may\b|march\b|mar\b){_MONTH}"),
    (0.8, rf"\b{_DAY}\.\s?{_MONTH}(?:\s+{_YEAR}\b)?"),
    (0.6, r"(?<![\d.])(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?!\d)"),
    # Day and month, but neither a score nor a power: 4/5, 3/6, 12/15.
    (0.4, rf"(?<![\d/.])(?:0?[1-9]|[12]\d|3[01])/{_DENOMINATOR}(?:0?[1-9]|[12]\d|3[01])(?![\d/.])"),
    (0.5, r"\b(?:the\s+)?(?:day|night)\s+(?:before|after)\s+(?:yesterday|last|tomorrow)\b"),
    (0.4, r"\bthe\s+other\s+(?:day|night|week)\b"),
    (0.5, r"\b(?:a|one|two)\s+fortnights?\s+ago\b"),
    (0.5, rf"\b(?:{_WEEKDAY}|today|tomorrow)\s+week\b"),
    (0.5, rf"\b(?:wk|week|month)\s+of\s+{_DAY}\s+{_MONTH}"),
    (0.45, r"\b(?-i:[A-Z][a-z]+(?:['’]s)?\s+Day)\b"),
    (0.4, rf"\b{_ORDINAL}(?=\s*(?:[.,;)]|$))"),
    (0.6, r"\b\d{1,2}\.\s?(?-i:I{1,3}|IV|VI{0,3}|IX|XI{0,2})\.(?:\s?\d{2,4})?"),
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

AGE = (
    (0.9, r"\b(?<!tc[\s-]?)(?P<id>9\d|1[0-2]\d)(?=[\s-]*(?:y\b|yo\b|y/o\b|y\.o\.|yrs?\b|years?\b"
          r"|[mf]\b|year[\s-]old))"),
    (0.9, r"\b(?:age[ds]?|aged)[:\s]+(?:of\s+)?(?P<id>9\d|1[0-2]\d)\b"),
    (0.8, r"\b(?P<id>ninety(?:[\s-](?:one|two|three|four|five|six|seven|eight"
          r"|nine))?|(?:one|a)\s+hundred(?:\s+and\s+\w+)?)(?=[\s-]+(?:years?|yrs?|yo)\b)"),
    (0.5, r"\b(?P<id>9\d|1[01]\d)\s?(?:a|años|anos|ans|anni|jahre|j|lat|let|år|jaar|ani)\b(?!\w)"),
    (0.5, r",\s+(?P<id>9\d|1[01]\d)(?=\s*[,;.)])"),
    (0.5, r"\((?P<id>9\d|1[01]\d)\)"),
    (0.4, r"(?:\b(?:at|of|aged?|says|is|was)|,)\s+(?P<id>9\d|1[01]\d)\b"
          r"(?!\s*(?:%|°|/|[.]\d|mm|cm|ml|mg|kg|g\b|s\b|ms|bpm|deg|beats|min|per|hu|kv|ma"
          r"|mbq|w\b))"),
    (0.5, r"\bninety(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?\b"
          r"(?!\s*(?:degrees|percent|minutes|days))"),
    (0.5, r"['’]s\s+(?:now\s+)?(?P<id>9\d|1[01]\d)\b(?!\s*%)"),
    (0.8, r"\b(?:nonagenarian|centenarian)\b"),
    (0.8, r"\b(?:is|was|aged?|turn(?:s|ed|ing))\s+"
          r"(?P<id>ninety(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?)\b"
          r"(?!\s*(?:degrees|percent|minutes|days))"),
    (0.5, r"\b(?:is|was|turn(?:s|ed|ing))\s+(?P<id>9\d|1[01]\d)\b"
          r"(?!\s*(?:%|[a-z]+/|kg|mm|cm|bpm|/|\.\d))"),
)  # fmt: skip
"""Ages over 89: 45 CFR 164.514(b)(2)(i)(C)."""
