"""Dates and times, moved by a secret offset that is the same for all of a patient.

PS3.15 section E.3.6, Retain Longitudinal Temporal Information With Modified Dates. A date and the
time that belongs to it move together, so every interval stays what it was, to the second.
"""

import hashlib
import hmac
from datetime import datetime, timedelta

import regex
from pydicom._dicom_dict import DicomDictionary

_DATE = regex.compile(r"(\d{4})(?:(\d{2})(\d{2})|\.(\d{2})\.(\d{2}))")
_TIME = regex.compile(r"(\d{2})(?::?(\d{2})(?::?(\d{2})(\.\d{1,6})?)?)?")
_MOMENT = regex.compile(r"(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\.\d{1,6})?([+-]\d{4})?")
_MOST_DAYS = 3650

_KEYWORDS = {entry[4]: tag for tag, entry in DicomDictionary.items() if entry[4]}
TIME_OF = {
    tag: _KEYWORDS[keyword.removesuffix("Date") + "Time"]
    for keyword, tag in _KEYWORDS.items()
    if keyword.endswith("Date") and keyword.removesuffix("Date") + "Time" in _KEYWORDS
}
"""The tag of the time that belongs to a date, by the date's tag."""

DATE_OF = {time: date for date, time in TIME_OF.items()}


def offset_for(patient: str, key: bytes) -> timedelta:
    """Return a patient's offset under a 32-byte key: back by a day to ten years, and some hours."""
    digest = hmac.new(key, b"dates\x00" + patient.encode("utf-8", "replace"), hashlib.sha256)
    number = int.from_bytes(digest.digest()[:8], "big")
    days, seconds = 1 + number % _MOST_DAYS, number // _MOST_DAYS % 86_400
    return -timedelta(days=days, seconds=seconds)


def shifted_date(date: str, time: str, offset: timedelta) -> str:
    """Return a DA moved together with its TM, which may be empty; empty for what is no date."""
    moment = _moved(date, time, offset)
    return "" if moment is None else f"{moment:%Y%m%d}".zfill(8)


def shifted_time(date: str, time: str, offset: timedelta) -> str:
    """Return a TM moved together with its DA, which may be empty; empty for what is no time."""
    match = _TIME.fullmatch(time.strip())
    moment = _moved(date.strip() or "20000101", time, offset)
    if match is None or moment is None:
        return ""
    return f"{moment:%H%M%S}" + (match[4] or "")


def shifted_moment(value: str, offset: timedelta) -> str:
    """Return a DT moved; its time zone goes, because it tells where somebody lives."""
    match = _MOMENT.fullmatch(value.strip())
    if match is None:
        return ""
    given = [int(part) if part else None for part in match.groups()[:6]]
    year, month, day, *clock = given
    try:
        hour, minute, second = (part or 0 for part in clock)
        start = datetime(year or 0, month or 7, day or 1, hour, minute, second)  # noqa: DTZ001
        moved = start + offset
    except (ValueError, OverflowError):
        return ""
    whole = f"{moved.year:04d}{moved:%m%d%H%M%S}"
    count = 2 + 2 * sum(part is not None for part in given)
    return whole[:count] + (match[7] or "" if count == 14 else "")


def _moved(date: str, time: str, offset: timedelta) -> datetime | None:
    day, clock = _DATE.fullmatch(date.strip()), _TIME.fullmatch(time.strip())
    if day is None:
        return None
    year, month, date_of_month = (int(part) for part in day.groups() if part is not None)
    parts = clock.groups()[:3] if clock else ("0", "0", "0")
    hour, minute, second = (min(int(part or 0), 59) for part in parts)
    try:
        start = datetime(year, month, date_of_month, hour, minute, second)  # noqa: DTZ001
        return start + offset
    except (ValueError, OverflowError):
        return None
