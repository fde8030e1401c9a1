"""What a file's header says of the patient and of others, to be recognised in its pixels."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import permutations
from typing import Any

import regex
from pydicom.dataset import Dataset
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from workers.free_text.marks import VIEW_MARKS
from workers.imaging.folding import fold, folded_words
from workers.imaging.written_dates import written

_IDENTIFYING = frozenset(
    (
        "PatientID",
        "OtherPatientIDs",
        "AccessionNumber",
        "StudyID",
        "AdmissionID",
        "ServiceEpisodeID",
        "InstitutionName",
        "InstitutionAddress",
        "InstitutionalDepartmentName",
        "StationName",
        "DeviceSerialNumber",
        "PatientAddress",
        "PatientTelephoneNumbers",
        "PatientBirthName",
        "PatientMotherBirthName",
        "RequestedProcedureID",
        "ScheduledProcedureStepID",
        "PerformedProcedureStepID",
        "FillerOrderNumber",
        "PlacerOrderNumber",
        "FillerOrderNumberImagingServiceRequest",
        "RequestingService",
        "PlacerOrderNumberImagingServiceRequest",
        "CurrentPatientLocation",
        "ClinicalTrialSubjectID",
        "ClinicalTrialSubjectReadingID",
        "ClinicalTrialSiteName",
    )
)
"""Attributes besides names and dates whose values name somebody (PS3.15 table E.1-1)."""

_MOST_VALUES, _DEEPEST = 2000, 12
_LEAST_ID, _LEAST_PHRASE = 4, 6
_ALIKE = 88.0
"""How alike two phrases must be, in rapidfuzz's per cent."""


@dataclass(frozen=True, slots=True)
class KnownValues:
    """Values of one file's header, folded as what is read in its picture will be.

    ``names`` are the parts of people's names, ``whole_names`` those parts joined in every order,
    ``phrases`` what is only recognised as a whole: ids, institutions, dates in the ways that they
    are written.
    """

    names: frozenset[str] = frozenset()
    whole_names: frozenset[str] = frozenset()
    phrases: frozenset[str] = frozenset()
    dates: frozenset[str] = frozenset()

    @classmethod
    def none(cls) -> "KnownValues":
        """Return no values: nothing is known, nothing matches."""
        return cls()

    @classmethod
    def of(
        cls,
        *,
        people: Iterable[str] = (),
        others: Iterable[str] = (),
        dates: Iterable[date] = (),
    ) -> "KnownValues":
        """Fold names of people (PS3.5 section 6.2.1.1), other identifying values, and dates."""
        parts = [folded_words(name) for name in people]
        return cls(
            names=frozenset(part for name in parts for part in name if _is_telling(part)),
            whole_names=frozenset(
                "".join(order)
                for name in parts
                for order in permutations(name[:4])
                if len("".join(order)) >= _LEAST_ID
            ),
            phrases=frozenset(filter(_is_long, (fold(value).lstrip("0") for value in others))),
            dates=frozenset(fold(form) for day in dates for form in written(day)),
        )

    def matches(self, text: str) -> bool:
        """Tell whether a line of text says one of the values, as well as it could be read.

        Confused letters and digits, separators, case, accents and the order of a name's parts
        make no difference; the longer a value, the more letters may be wrong.
        """
        joined = fold(text)
        if any(day in joined for day in self.dates) or self._names_somebody(text, joined):
            return True
        return any(_is_in(phrase, joined) for phrase in self.phrases)

    def _names_somebody(self, text: str, joined: str) -> bool:
        if any(name in joined for name in self.whole_names):
            return True
        if any(name in joined for name in self.names if _needs_no_spaces(name)):
            return True
        words = [fold(word) for word in regex.findall(r"\w+", text) if regex.search(r"\p{L}", word)]
        return any(_is_same_name(name, word) for name in self.names for word in words)


def known_values(dataset: Dataset) -> KnownValues:
    """Return what a data set says, nested and private attributes included, of whom it shows.

    A value that cannot be read is passed over: it cannot have been written into the picture by
    anybody who could read it.
    """
    people: list[str] = []
    others: list[str] = []
    dates: list[date] = []
    for element in _elements(dataset):
        with suppress(Exception):
            values = [str(value) for value in _many(element.value)][:_MOST_VALUES]
            if element.VR == "PN":
                people.extend(part for value in values for part in value.split("="))
            elif element.VR in ("DA", "DT"):
                dates.extend(day for day in map(_day, values) if day)
            elif element.keyword in _IDENTIFYING:
                others.extend(values)
    return KnownValues.of(
        people=people[:_MOST_VALUES], others=others[:_MOST_VALUES], dates=dates[:_MOST_VALUES]
    )


def _elements(dataset: Dataset, depth: int = 0) -> Iterator[Any]:
    for tag in list(dataset.keys()):
        element: Any = None
        with suppress(Exception):
            element = dataset[tag]
        if element is None:
            continue
        if element.VR != "SQ":
            yield element
        elif depth < _DEEPEST:
            for item in element.value:
                yield from _elements(item, depth + 1)


def _many(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) or _is_multiple(value) else [value]


def _is_multiple(value: Any) -> bool:
    return hasattr(value, "append") and not isinstance(value, str)


def _day(value: str) -> date | None:
    """Read the day of a DA or DT, also of the old form with points (PS3.5 table 6.2-1)."""
    digits = value.replace(".", "")[:8]
    if not digits.isdigit() or len(digits) != 8:
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def _is_telling(part: str) -> bool:
    """Tell whether a part of a name can be recognised alone: an initial or "AP" cannot."""
    if len(part) > 2:
        return True
    return len(part) == 2 and part not in _FOLDED_MARKS


_FOLDED_MARKS = frozenset(fold(mark) for mark in VIEW_MARKS)


def _is_long(phrase: str) -> bool:
    return len(phrase) >= _LEAST_ID


def _needs_no_spaces(name: str) -> bool:
    """Tell whether a name is known inside a run of letters: long ones, and other scripts'."""
    return len(name) >= 5 or not name.isascii()


def _is_same_name(name: str, word: str) -> bool:
    """Compare letters: one may be wrong from five on, two from nine on."""
    wrong = 0 if len(name) < 5 else 1 if len(name) < 9 else 2
    return bool(Levenshtein.distance(name, word, score_cutoff=wrong) <= wrong)


def _is_in(phrase: str, joined: str) -> bool:
    if len(phrase) < _LEAST_PHRASE:
        return phrase == joined.lstrip("0") or (len(phrase) > _LEAST_ID and phrase in joined)
    if phrase in joined:
        return True
    if len(joined) < 0.8 * len(phrase) or len(phrase) < 8:
        return False
    return bool(fuzz.partial_ratio(phrase, joined, score_cutoff=_ALIKE) >= _ALIKE)
