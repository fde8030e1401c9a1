"""What may stay in a picture, and what goes."""

import pytest

from workers.free_text.marks import Reading, judge


@pytest.mark.parametrize(
    "text",
    ["L", "R.", "AP", "PA SUPINE", "Portable", "(L)", "120 kV", "kV 120 mAs 3.2", "Gain 45%",
     "MI 1.1", "Depth: 16 cm", "12.5 mm", "FR 30Hz", "MI 1.1 TIS 0.4", "AP PORTABLE / ERECT"],
)  # fmt: skip
def test_marks_and_settings_stay(text: str) -> None:
    assert judge(text) is Reading.STAYS


@pytest.mark.parametrize(
    "text",
    ["DOE^JANE", "JOHANNSEN PETER", "12.03.1957", "MRN 00482913", "14:32:10", "00482913",
     "St Mary's Hospital", "Dr Okafor", "A. Lefton", "94Y F"],
)  # fmt: skip
def test_identity_goes(text: str) -> None:
    assert judge(text) is Reading.IDENTIFIES


@pytest.mark.parametrize(
    "text",
    ["", " . ", "carotid artery", "54", "LEFTON?", "AP 12.3.57 x", "120 kV 3.2 mAs…"],
)
def test_what_nobody_can_tell_goes_too(text: str) -> None:
    assert judge(text) is not Reading.STAYS
