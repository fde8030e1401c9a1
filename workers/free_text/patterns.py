"""Identifiers with a form of their own: dates, numbers, addresses. One table.

A score of :data:`workers.free_text.span.SURE_SCORE` or more says that the form alone, or the word
before it, leaves no doubt.
"""

from dataclasses import dataclass

from workers.free_text.date_forms import AGE, DATE
from workers.free_text.place_forms import PLACE
from workers.free_text.span import SpanKind

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

_EMAIL = (
    (1.0, r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)*\.[^\W\d][\w-]+"),
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
          r"[A-Z\d]{4,}(?:[-/][A-Z\d]+)*|(?!\d/\d\b)(?=[A-Z\d/-]*\d)[A-Z\d]+"
          r"(?:[-/][A-Z\d]+)+)\b"),
    (0.9, rf"\b(?:plate|plates|reg|registration|licen[cs]e|tag){_AFTER_WORD}"
          r"(?P<id>(?=[A-Z\d]*[ -]?[A-Z\d]*\d)[A-Z\d]{1,5}[ -]?[A-Z\d]{2,6})\b"),
    (0.9, rf"\b(?:mrn|ssn|nhs|chi|vin|passport|policy|member|insurance|medicare|medicaid"
          rf"|health card|card|account|acct){_AFTER_WORD}"
          r"(?P<id>(?:[A-Z]{1,4}[ -]?)?\d[\d -]{2,}\d)\b"),
    (0.9, r"\b(?=[A-HJ-NPR-Z\d]{0,16}\d)(?=[A-HJ-NPR-Z\d]{0,16}[A-HJ-NPR-Z])"
          r"[A-HJ-NPR-Z\d]{17}\b"),
    (0.85, r"(?<![^\W_]|[.,-])\d{7,}(?![^\W_]|-|[.,]\d)"),
    (0.5, r"(?<![^\W_]|[.,-])\d{5,6}(?![^\W_]|-|[.,]\d)"),
    # Not a blood pressure: 142/78.
    (0.5, r"(?<![\w/.])(?!bp\s|(?:[7-9]\d|1\d\d|2[0-4]\d)/(?:[3-9]\d|1[0-3]\d)(?!\d))"
          r"(?-i:[A-Z]{1,4}\s)?\d{3,}/\d{2,}(?![\w/]|\.\d)"),
    (0.5, r"(?<![\w.-])(?-i:[A-Z]{1,4}\s)?\d{1,4}-\d{4,}(?![\w-])"),
    (0.5, r"\b(?-i:[A-Z]{1,3}-[A-Z]{1,2}\s\d{1,4})\b"),
    (0.5, r"\b(?:ident|id|nhi|rego?|plate|no|number|s/n)\W{1,3}(?:no\.?\s)?(?P<id>"
          r"(?-i:[A-Z\d]{2,4})"
          r"[\s+-]?(?-i:[A-Z\d]{2,}))\b"),
    (0.5, r"\b(?-i:[A-Z]{2,4})\s\d{2}\s\d{4}(?:\s(?-i:[A-Z]))?\b"),
    (0.85, r"\b[A-Z]{1,5}-?\d{5,}[A-Z\d]*\b"),
    # Not a stage, a size, an exchanged amino acid: pT4aN2bM0, 23x18x15, Val600Glu.
    (0.8, r"\b(?!\d+x\d+x|(?-i:[A-Z][a-z]{2}\d{1,4}[A-Z][a-z]{2})\b)"
          r"(?![ycpra]{0,2}T[\dx][a-d]?N[\dx])(?=[A-Z\d]*[A-Z])"
          r"(?=[A-Z\d]*\d[A-Z\d]*\d[A-Z\d]*\d)[A-Z\d]{8,}\b"),
    (0.9, r"(?<![\w.])\d+(?:\.\d+){4,}(?![\w.]\w)"),
    (0.7, r"\b(?-i:[A-Z]{2,4})\s\d{3}\s\d{3,4}\b"),
    (0.5, r"(?<![\w/])(?=[A-Z\d/-]*\d[A-Z\d/-]*\d[A-Z\d/-]*\d[A-Z\d/-]*\d)"
          r"(?=[A-Z\d/-]*[A-Z/])[A-Z\d]+(?:[/-][A-Z\d]+)+(?![\w/])"),
    (0.4, r"(?<![\w.])(?=\w*[A-Z])[A-Z\d]*\d{3,}[A-Z\d]*(?!\w|\.\w|\s*(?:mg|ml|mm)\b)"),
    (0.5, r"\b(?:(?:room|rm|bed|ward|bay|case)\s*#?\s*|(?:pt|patient)(?:\s+|\s*#\s*))"
          r"(?P<id>[A-Z]?\d{1,4}[A-Z]?)\b"),
)  # fmt: skip
"""Numbers that somebody, or something of somebody, was given."""

_PHONE = (
    (0.9, r"(?<![\w.-])(?:(?:\+|00)\d{1,3}[-. ]?)?(?:\(\d{2,5}\)|\d{3})[-. ]?"
          r"\d{3}[-. ]?\d{4}(?:\s*(?:x|ext\.?)\s*\d{1,6})?(?![\w-])"),
    (0.9, r"(?<!\w)\+\d[\d ().-]{6,}\d(?:\s*(?:x|ext\.?)\s*\d{1,6})?"),
    (0.8, r"(?<!\w)\(?0\d{2,5}\)?[ -]\d{2,5}[ -]?\d{2,6}(?!\w)"),
    (0.6, r"(?<![\w.-])\d{3}-\d{4}(?![\w-])"),
    (0.5, r"\b(?:x|ext\.?|phone|line)\s+(?P<id>\d{1,2}-\d{3,4})\b"),
    (0.5, r"(?<![\w.])\d{3,5}(?:\s\d{3,4}){2,}(?![\w.]\d)"),
    (0.85, r"\b(?:tel|phone|call|cell|mobile|mob|fax|pager|bleep|text"
          r"|whatsapp|ext|extension)\b[.:\s]*(?P<id>[+(]?\d[\d ().x-]{2,}\d)"),
)  # fmt: skip

_NAME = (
    (0.5, r"\b(?:sono|sonographer|tech|initials|operator|by)\s*:\s*(?P<id>(?-i:[A-Z]{2,3}))\b"),
    (0.4, r"\b(?:by|per|d/w|from|with|sgd|signed|cc)\s+(?P<id>(?-i:[A-Z]{2,3}(?:/[A-Z]{2,3})*))"
          r"(?=[\s.,;]|$)"),
    (0.5, r"\b(?-i:(?:[A-Z]\.){2,})"),
    (0.75, r"\b(?-i:[A-Z]{2,},[A-Z]{2,}(?:-[A-Z]{2,})?)\b"),
    (0.6, r"\b(?-i:(?:[A-Z]\.\s?){1,3}[A-Z][\w'’-]+)"),
    (0.5, r"\b(?-i:[A-Z][\w'’-]+,\s+[A-Z][\w'’-]+(?:\s+[A-Z]\b\.?))"),
    (0.95, r"\b[^\W\d_][\w'-]*\^[^\W\d_][\w'-]*(?:\^[\w'-]*)*"),
)  # fmt: skip
"""Names in the form of DICOM and HL7."""

FORMS = tuple(
    Form(kind, score, pattern)
    for kind, given in (
        (SpanKind.DATE, DATE),
        (SpanKind.AGE, AGE),
        (SpanKind.EMAIL, _EMAIL),
        (SpanKind.URL, _URL),
        (SpanKind.IP, _IP),
        (SpanKind.NUMBER, _NUMBER),
        (SpanKind.PHONE, _PHONE),
        (SpanKind.PLACE, PLACE),
        (SpanKind.NAME, _NAME),
    )
    for score, pattern in given
)
"""Tried without regard to case."""
