"""Values of a header recognised in what was read from pixels, however it was written or misread."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom.dataelem import RawDataElement
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.tag import Tag

from schemas.findings import Tier
from tests.factories import marked_media as media
from workers.free_text.marks import VIEW_MARKS
from workers.imaging.known_values import KnownValues, known_values
from workers.imaging.text import TextDetector

KNOWN = KnownValues.of(
    people=["LINDQVIST^ANNA^Li", "Dr^Okafor"],
    others=["A20931-55", "St. Mary Hospital"],
    dates=[date(1984, 3, 12)],
)
CONFUSED = {"O": "0", "0": "O", "I": "1l", "1": "Il", "L": "1I", "S": "5", "5": "S", "B": "8",
            "8": "B", "Z": "2", "2": "Z"}  # fmt: skip


@st.composite
def misread(draw: st.DrawFn, value: str) -> str:
    """Draw a value as a reader of pictures may give it: look-alikes, case, separators."""
    out = ""
    for letter in value:
        choices = letter + CONFUSED.get(letter.upper(), "") + letter.lower() + letter.upper()
        out += draw(st.sampled_from(choices)) + draw(st.sampled_from(["", "", "", " ", "-", "."]))
    return out


@given(text=misread("A20931-55"))
def test_an_id_is_known_however_it_is_misread(text: str) -> None:
    assert KNOWN.matches(text)


@given(name=misread("LINDQVISTANNA"), first=st.booleans())
def test_a_name_is_known_however_it_is_misread(name: str, first: bool) -> None:
    assert KNOWN.matches(f"PAT {name}" if first else name)


@given(order=st.permutations(["LINDQVIST", "ANNA"]), between=st.sampled_from(["^", ", ", " ", ""]))
def test_the_order_of_a_names_parts_does_not_matter(order: list[str], between: str) -> None:
    assert KNOWN.matches(between.join(order))


@given(
    day=st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)),
    form=st.sampled_from(
        ("%Y%m%d", "%d.%m.%Y", "%m/%d/%Y", "%d-%b-%y", "%d %b %Y", "%b %d, %Y", "%Y-%m-%d",
         "%d/%m/%y")
    ),
)  # fmt: skip
def test_a_day_is_known_in_every_form(day: date, form: str) -> None:
    known = KnownValues.of(dates=[day])
    assert known.matches(day.strftime(form))
    assert known.matches(day.strftime(form).replace("0", "O").upper())


@pytest.mark.parametrize("mark", sorted(VIEW_MARKS))
def test_marks_do_not_match_by_accident(mark: str) -> None:
    """Neither as they are nor in capitals."""
    assert not KNOWN.matches(mark)
    assert not KNOWN.matches(mark.upper())


@pytest.mark.parametrize(
    "setting", ["120 kV", "MI 1.1", "Depth 16 cm", "Gain 45 %", "FR 30 Hz", "5", "W 400 L 40"]
)
def test_settings_do_not_match_by_accident(setting: str) -> None:
    assert not KNOWN.matches(setting)


def test_nothing_known_matches_nothing() -> None:
    assert not KnownValues.none().matches("DOE^JANE")
    assert not KnownValues.of(people=[""], others=["", "0000", "7"]).matches("0 7")


def _dataset() -> Dataset:
    inner = Dataset()
    inner.PatientName = "Nested^Nora"
    dataset = Dataset()
    dataset.PatientName = "LINDQVIST^ANNA=林^安娜"
    dataset.PatientID = "4711-2266"
    dataset.PatientBirthDate = "19840312"
    dataset.AcquisitionDateTime = "20230711142207.0000"
    dataset.InstitutionName = "Klinikum Nord"
    dataset.Modality = "CT"
    dataset.SeriesDescription = "Thorax"
    dataset.RequestAttributesSequence = Sequence([inner])
    return dataset


@pytest.mark.parametrize(
    "text",
    ["Anna Lindqvist", "ID 47112266", "12-MAR-84", "07/11/2023", "KLINIKUM NORD", "NORA", "林安娜"],
)
def test_a_data_sets_values_are_known(text: str) -> None:
    assert known_values(_dataset()).matches(text)


@pytest.mark.parametrize("text", ["CT", "Thorax", "L"])
def test_what_names_nobody_is_not_known(text: str) -> None:
    assert not known_values(_dataset()).matches(text)


def test_a_value_that_cannot_be_read_is_passed_over() -> None:
    """A birth date that is none, bytes that are no text, beside a name that is one."""
    dataset = _dataset()
    nonsense = b"\xff\xfenonsense"
    tag = Tag(0x0010, 0x0030)
    dataset[tag] = RawDataElement(tag, "DA", len(nonsense), nonsense, 0, False, True)  # noqa: FBT003
    assert known_values(dataset).matches("LINDQVIST")


def test_what_the_header_says_is_sure_in_the_picture() -> None:
    """Words that name nobody are a suspicion, unless the header has them as somebody's."""
    picture = media.with_text(np.zeros((200, 500, 3), np.uint8), "carotid artery", (40, 60), 30,
                              (255, 255, 255))  # fmt: skip
    assert [one.tier for one in TextDetector().find(picture)] == [Tier.CHECK]
    known = KnownValues.of(others=["Carotid Artery Centre"])
    assert [one.tier for one in TextDetector(known).find(picture)] == [Tier.CHECK]
    known = KnownValues.of(people=["Carotid^Artery"])
    assert [one.tier for one in TextDetector(known).find(picture)] == [Tier.SURE]
