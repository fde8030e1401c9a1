"""Values that must not survive, for every value representation, and the search for them."""

import random
import struct
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pydicom
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

_NAMES = ("Hollowell", "Zbigniew", "Gertrude", "Oyelaran", "Kwiatkowska", "Fitzwilliam",
          "Anneliese", "Rukmini")  # fmt: skip
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Marker:
    """A planted value: ``value`` for pydicom, and the texts and numbers that betray it."""

    value: Any
    texts: tuple[str, ...] = ()
    number: float | None = None


class Markers:
    """Makes markers, by chance but the same for the same seed."""

    def __init__(self, seed: int) -> None:
        """Take the seed."""
        self._random = random.Random(seed)  # noqa: S311 - nothing secret is drawn

    def text(self) -> str:
        """Return a name, a record number, or letters and digits; hardly ever the same twice."""
        digits = str(self._random.randrange(10**8, 10**9))
        letters = "".join(self._random.choices(_LETTERS, k=5))
        name = self._random.choice(_NAMES)
        return self._random.choice((f"{name}{letters.lower()}", digits, f"{letters}{digits[:4]}"))

    def of(self, vr: str) -> Marker:
        """Return a marker for a value representation."""
        if vr in _MAKERS:
            return _MAKERS[vr](self)
        text = self.text()[:16]
        return _spelt(text.upper() if vr == "CS" else text)

    def date(self) -> Marker:
        """Return a day of the last century."""
        year, month = self._random.randrange(1930, 1999), self._random.randrange(1, 13)
        return _spelt(f"{year}{month:02d}1{self._random.randrange(10)}")

    def time(self) -> Marker:
        """Return a time of day."""
        minute, second = self._random.randrange(11, 60), self._random.randrange(11, 60)
        return _spelt(f"1{self._random.randrange(10)}{minute}{second}")

    def moment(self) -> Marker:
        """Return a day with its time."""
        date, time = self.date().value, self.time().value
        return Marker(date + time, (date + time, date))

    def uid(self) -> Marker:
        """Return an identifier."""
        first, second = (self._random.randrange(10**8) for _ in range(2))
        return _spelt(f"1.2.826.0.1.{first}.{second}")

    def age(self) -> Marker:
        """Return an age that is no band's bound."""
        return _spelt(f"{self._random.choice((41, 52, 63, 74)):03d}Y")

    def decimal(self) -> Marker:
        """Return a number with a fraction that floats of either size hold."""
        number = self._random.randrange(10_001, 99_999, 2) / 512
        return Marker(number, number=number)

    def decimal_text(self) -> Marker:
        """Return such a number in letters."""
        marker = self.decimal()
        return Marker(f"{marker.number:.9g}", number=marker.number)

    def whole(self) -> Marker:
        """Return a whole number that sixteen bits hold, with or without a sign."""
        number = self._random.randrange(10_001, 32_000)
        return Marker(number, number=number)

    def whole_text(self) -> Marker:
        """Return such a number in letters."""
        marker = self.whole()
        return Marker(str(marker.value), number=marker.number)

    def raw(self) -> Marker:
        """Return bytes."""
        text = f"{self.text()}{self.text()}{self.text()}"
        return Marker(text.encode().ljust(48, b"~")[:48], (text[:12],))

    def sequence(self) -> Marker:
        """Return an item with a person, a code and a comment in it."""
        item, inner = Dataset(), Dataset()
        texts = tuple(self.text() for _ in range(4))
        inner.CodeValue, inner.CodingSchemeDesignator, inner.CodeMeaning = texts[0], "L", texts[1]
        item.ConceptCodeSequence = Sequence([inner])
        item.TextValue, item.ContentDescription = texts[2], texts[3]
        return Marker([item], texts)


def _spelt(text: str) -> Marker:
    return Marker(text, (text,))


_MAKERS: dict[str, Callable[[Markers], Marker]] = {
    "DA": Markers.date,
    "TM": Markers.time,
    "DT": Markers.moment,
    "UI": Markers.uid,
    "AS": Markers.age,
    "DS": Markers.decimal_text,
    "IS": Markers.whole_text,
    "SQ": Markers.sequence,
    "AT": lambda _: Marker(0x00100010),
    **dict.fromkeys(("FL", "FD"), Markers.decimal),
    **dict.fromkeys(("US", "SS", "UL", "SL", "UV", "SV"), Markers.whole),
    **dict.fromkeys(("OB", "OW", "OD", "OF", "OL", "OV", "UN"), Markers.raw),
}
"""By value representation; the others are short texts."""


def survives(made: bytes, tag: int, marker: Marker) -> bool:
    """Tell whether a marker, or what betrays it, is anywhere in a file's bytes or values."""
    if any(_spelled(made, text) for text in marker.texts):
        return True
    try:
        dataset = pydicom.dcmread(BytesIO(made), force=True)
        values = list(_values(dataset, tag))
    except Exception:  # noqa: BLE001 - an output that nobody can read is no clean one
        return True
    if marker.number is not None:
        return any(_equals(value, marker.number) for own, value in values if own)
    return any(text in str(value) for _, value in values for text in marker.texts)


def _spelled(made: bytes, text: str) -> bool:
    spellings = (text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be"))
    return any(spelling in made for spelling in spellings)


def _values(dataset: Dataset, tag: int) -> Iterator[tuple[bool, Any]]:
    """Yield every value at every depth, and whether it is of the attribute asked for."""
    for element in dataset.iterall():
        if element.VR != "SQ" and element.tag != 0x7FE00010:
            yield element.tag == tag, element.value


def _equals(value: Any, number: float) -> bool:
    many: Iterable[Any] = value if isinstance(value, list | tuple) else (value,)
    for one in many:
        try:
            if abs(float(one) - number) < 1e-6 * abs(number):
                return True
        except (TypeError, ValueError):
            continue
    if isinstance(value, bytes):
        return struct.pack("<d", number) in value
    return False
