"""Table E.1-1 of DICOM PS3.15: which attribute is to be treated how.

``table_e1_1.tsv`` carries the rows of edition 2024b, and those that came later up to 2026c, one
per line: tag, name, the basic profile's action, the options' actions, and the edition that the
row was taken from. Repeating groups and private attributes are rows as well; what is done with
them does not come from this table but from :mod:`workers.deidentification.policy`.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Row:
    """One row. ``options`` maps the column of an option to ``K`` (keep) or ``C`` (clean)."""

    tag: str
    name: str
    basic: str
    options: dict[str, str]
    edition: str

    @property
    def number(self) -> int | None:
        """The tag as a number, ``None`` for a repeating group or the private attributes."""
        digits = self.tag.strip("()").replace(",", "")
        return int(digits, 16) if all(digit in "0123456789abcdef" for digit in digits) else None


@cache
def rows() -> tuple[Row, ...]:
    """Return all rows in the order of their tags."""
    text = files(__package__).joinpath("table_e1_1.tsv").read_text(encoding="utf-8")
    return tuple(_row(line) for line in text.splitlines()[1:])


@cache
def rows_by_number() -> dict[int, Row]:
    """Return the rows that name one attribute, by its tag."""
    return {row.number: row for row in rows() if row.number is not None}


def _row(line: str) -> Row:
    tag, name, basic, options, edition = line.split("\t")
    pairs = (option.partition("=")[::2] for option in options.split())
    return Row(tag, name, basic, dict(pairs), edition)
