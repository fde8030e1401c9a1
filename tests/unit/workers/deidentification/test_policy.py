"""The table's rows under the options, one example of each rule."""

import pytest

from workers.deidentification.options import DEFAULT, Option, checked, codes, parsed
from workers.deidentification.policy import Action, Policy
from workers.deidentification.table import rows, rows_by_number

NAME, SEX, AGE, ETHNIC = 0x00100010, 0x00100040, 0x00101010, 0x00102160
STUDY_DATE, SERIES_TEXT, STATION, STUDY_UID = 0x00080020, 0x0008103E, 0x00081010, 0x0020000D
CONTENT, GRAPHICS, INSTITUTION = 0x0040A730, 0x00700001, 0x00080080


def _action(tag: int, *options: Option) -> Action:
    return Policy(frozenset(options)).rule(tag).action


def test_the_whole_table_is_there() -> None:
    """621 rows of edition 2024b, and those that came until 2026c."""
    editions = [row.edition for row in rows()]
    assert editions.count("2024b") == 621
    assert editions.count("2026c") == 35
    assert len(rows_by_number()) == 652


@pytest.mark.parametrize(
    ("tag", "option", "action"),
    [
        (STUDY_DATE, Option.RETAIN_FULL_DATES, Action.KEEP),
        (STUDY_DATE, Option.RETAIN_MODIFIED_DATES, Action.CLEAN),
        (SERIES_TEXT, Option.CLEAN_DESCRIPTORS, Action.CLEAN),
        (STATION, Option.RETAIN_DEVICE_IDENTITY, Action.KEEP),
        (INSTITUTION, Option.RETAIN_INSTITUTION_IDENTITY, Action.KEEP),
        (STUDY_UID, Option.RETAIN_UIDS, Action.KEEP),
        (CONTENT, Option.CLEAN_STRUCTURED_CONTENT, Action.CLEAN),
        (GRAPHICS, Option.CLEAN_GRAPHICS, Action.CLEAN),
        (AGE, Option.RETAIN_PATIENT_CHARACTERISTICS, Action.KEEP),
        (AGE, Option.BAND_PATIENT_CHARACTERISTICS, Action.BAND),
        (SEX, Option.BAND_PATIENT_CHARACTERISTICS, Action.BAND),
        (ETHNIC, Option.BAND_PATIENT_CHARACTERISTICS, Action.REMOVE),
    ],
)
def test_an_option_changes_its_rows(tag: int, option: Option, action: Action) -> None:
    assert _action(tag) in {Action.REMOVE, Action.EMPTY, Action.DUMMY, Action.MAP}
    assert _action(tag, option) is action


def test_what_no_table_names() -> None:
    """Private, unknown and repeating attributes go; the rest is judged by what it holds."""
    policy = Policy(DEFAULT)
    for tag in (0x00091001, 0x00189ABC, 0x60003000, 0x50002500, 0xFFFCFFFC, 0x00020016, 0x00000002):
        assert policy.rule(tag).action is Action.REMOVE
    assert policy.rule(0x00180050).action is Action.CLEAN
    assert policy.rule(NAME).action is Action.PSEUDONYM


def test_every_row_says_what_it_does() -> None:
    """No row of the table is kept as it is unless an option that was chosen says so."""
    for number in rows_by_number():
        assert _action(number) is not Action.KEEP
        assert _action(number, *DEFAULT) is not Action.KEEP


def test_options_that_exclude_each_other() -> None:
    with pytest.raises(ValueError, match="exclude"):
        checked((Option.RETAIN_FULL_DATES, Option.RETAIN_MODIFIED_DATES))
    with pytest.raises(ValueError, match="no_such"):
        parsed("no_such")


def test_pixels_are_always_cleaned() -> None:
    assert parsed("") == {Option.CLEAN_PIXEL_DATA}
    assert [code for code, _ in codes(parsed(""))] == ["113100", "113101"]
