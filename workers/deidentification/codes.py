"""Coded entries: which code values have the form of their scheme, and may stay.

DICOM PS3.3 section 8, PS3.16 section 8. A code is a word of a vocabulary; a value that its scheme
could not have given out is something else, perhaps a number of the patient's.
"""

import regex

_UNITS = frozenset(
    """1 % mm cm m mm2 cm2 mm3 cm3 ml l s ms us min h d wk mo a Hz kHz MHz kV keV mA mAs uA mg g kg
    Gy mGy cGy Sv mSv Bq kBq MBq Bq/ml BQML g/ml mm/s cm/s m/s ml/s ml/min dB deg rad [hnsf'U]
    mm[Hg] /min {counts} {ratio} {SUVbw}g/ml T mT/m ppm C Cel um nm um/s 10*-6.mm2/s mm2/s
    {pixels} {BPM} {beats}/min bpm dioptre no units""".split()
)

_FORMS = {
    "DCM": r"\d{5,6}",
    "SRT": r"[A-Z]-[0-9A-F]{4,6}",
    "SNM3": r"[A-Z]-[0-9A-F]{4,6}",
    "99SDM": r"[A-Z]-[0-9A-F]{4,6}",
    "RADLEX": r"RID\d{1,6}",
    "FMA": r"\d{4,6}",
    "MDC": r"\d{4,6}",
    "NCIT": r"C\d{3,6}",
    "I10": r"[A-Z]\d\d(?:\.\d{1,4})?",
    "ICD10": r"[A-Z]\d\d(?:\.\d{1,4})?",
    "ACR": r"\d{1,2}\.\d{1,4}",
    "BI": r"[0-6][ABC]?",
}
_COMPILED = {scheme: regex.compile(form) for scheme, form in _FORMS.items()}
SCHEMES = frozenset((*_FORMS, "SCT", "LN", "UCUM"))
"""Coding schemes of PS3.16 table 8-1 whose values can be told by their form."""

NO_CODE, NO_SCHEME, NO_MEANING = "REMOVED", "99REMOVED", "Removed"


def code_stays(value: str, scheme: str) -> bool:
    """Tell whether a code value has the form that its scheme gives, check digits included."""
    if scheme == "UCUM":
        return value in _UNITS
    if scheme == "SCT":
        return value.isascii() and value.isdigit() and 6 <= len(value) <= 18 and _verhoeff(value)
    if scheme == "LN":
        return _loinc(value)
    form = _COMPILED.get(scheme)
    return form is not None and form.fullmatch(value) is not None


def _loinc(value: str) -> bool:
    """Check a LOINC number's last digit (mod 10, LOINC Users' Guide appendix)."""
    number, _, check = value.partition("-")
    if not (number.isascii() and number.isdigit() and len(number) <= 7 and check.isdigit()):
        return False
    doubled = "".join(
        str(int(digit) * (2 if place % 2 == 0 else 1))
        for place, digit in enumerate(reversed(number))
    )
    return str(-sum(map(int, doubled)) % 10) == check


def _verhoeff(number: str) -> bool:
    """Check a SNOMED CT identifier's last digit (Verhoeff's scheme over the dihedral group D5)."""
    check = 0
    for place, digit in enumerate(reversed(number)):
        check = _product(check, _permuted(int(digit), place))
    return check == 0


def _product(a: int, b: int) -> int:
    """Multiply in D5: 0 to 4 are turns, 5 to 9 are flips."""
    turn = (a % 5 + b % 5) if a < 5 else (a % 5 - b % 5)
    return turn % 5 + 5 * ((a < 5) != (b < 5))


_PERMUTATION = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)


def _permuted(digit: int, times: int) -> int:
    for _ in range(times % 8):
        digit = _PERMUTATION[digit]
    return digit
