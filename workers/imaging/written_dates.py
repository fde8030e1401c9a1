"""The ways in which a day is written on pictures."""

from collections.abc import Iterator
from datetime import date

_MONTHS = (
    ("JAN",), ("FEB", "FEV"), ("MAR", "MRZ", "MAER"), ("APR", "AVR"), ("MAY", "MAI"),
    ("JUN", "JUIN"), ("JUL", "JUIL"), ("AUG", "AOU", "AGO"), ("SEP",), ("OCT", "OKT"),
    ("NOV",), ("DEC", "DEZ", "DIC"),
)  # fmt: skip
"""How months are shortened in English, German, French and Spanish."""


def written(day: date) -> Iterator[str]:
    """Yield a day's forms, without separators: in figures, and with the month as a word.

    Day, month and year stand in the three orders that are in use, with the year in full and in
    two figures, and with and without leading noughts where the year is in full.
    """
    years = f"{day.year:04d}", f"{day.year % 100:02d}"
    for year in years:
        two = f"{day.day:02d}", f"{day.month:02d}"
        yield from (year + two[1] + two[0], two[0] + two[1] + year, two[1] + two[0] + year)
        for month in _MONTHS[day.month - 1]:
            for number in {f"{day.day:02d}", str(day.day)}:
                yield from (number + month + year, month + number + year, year + month + number)
    bare = str(day.day), str(day.month)
    yield from (bare[0] + bare[1] + years[0], bare[1] + bare[0] + years[0])
