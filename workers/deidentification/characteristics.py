"""What a patient is like, in bands so wide that many people share one.

Bounds for ages follow 45 CFR 164.514(b)(2)(i)(C): all ages over 89 are one.
"""

from collections.abc import Callable

import regex

_AGE = regex.compile(r"\s*(\d{1,3})([DWMY])\s*")
_OLDEST, _YEARS, _MONTHS = 90, 5, 3
_DAYS_A_MONTH, _WEEKS_A_MONTH = 30, 4

Band = Callable[[str], str]
"""Takes a value and returns its band's lower bound, or an empty text for what is no value."""


def age_band(value: str) -> str:
    """Return an Age String (PS3.5 section 6.2) rounded down: to 5 years, or 3 months under two."""
    match = _AGE.fullmatch(value)
    if match is None:
        return ""
    count, unit = int(match[1]), match[2]
    if unit == "Y":
        return f"{min(_OLDEST, count - count % _YEARS):03d}Y"
    months = {"D": count // _DAYS_A_MONTH, "W": count // _WEEKS_A_MONTH, "M": count}[unit]
    if months >= 24:
        return age_band(f"{min(999, months // 12):03d}Y")
    return f"{months - months % _MONTHS:03d}M"


def _rounded(step: float, highest: float, digits: int) -> Band:
    def band(value: str) -> str:
        try:
            number = float(value)
        except ValueError:
            return ""
        if not 0 < number < 1000:
            return ""
        return f"{min(highest, step * round(number / step)):.{digits}f}"

    return band


def _one_of(*terms: str) -> Band:
    def band(value: str) -> str:
        return value.strip() if value.strip() in terms else ""

    return band


BANDS: dict[int, Band] = {
    0x00100040: _one_of("M", "F", "O"),
    0x00101010: age_band,
    0x00101020: _rounded(0.1, 2.0, 1),  # metres
    0x00101030: _rounded(10, 150, 0),  # kilograms
    0x001021A0: _one_of("YES", "NO", "UNKNOWN"),
    0x00102203: _one_of("ALTERED", "UNALTERED"),
}
"""Bands by tag. A characteristic that has none here goes, as the basic profile wants it."""
