"""Which numbers are provably clinical."""

import pytest

from workers.free_text.quantities import is_clinical_code, is_given_out, is_quantity, measures


@pytest.mark.parametrize(
    ("chunk", "before", "behind"),
    [
        ("12", "", ""),
        ("3.8", "", ""),
        ("2019", "since", ""),
        ("12x14", "", " mm"),
        ("250", "", " ml/h"),
        ("500", "amoxicillin", " tds"),
        ("4500", "CK", ""),
        ("310", "d-dimer", ""),
        ("78-82", "sats", ""),
        ("40mg", "", ""),
    ],
)
def test_quantities(chunk: str, before: str, behind: str) -> None:
    assert is_quantity(chunk, before, behind)


@pytest.mark.parametrize(
    ("chunk", "before", "behind"),
    [
        ("4402", "badge", ""),
        ("12", "bed", ""),
        ("3371", "90", " K."),
        ("4471", "M-XK", " on"),
        ("02-017", "subject", ""),
        ("214", "officer", ""),
    ],
)
def test_numbers_that_may_be_somebodys(chunk: str, before: str, behind: str) -> None:
    assert not is_quantity(chunk, before, behind)


@pytest.mark.parametrize(
    "chunk",
    ["L4/5", "C5-6", "pT3a", "T2N0M0", "E4V5M6", "G2P1+0", "HER2", "FEV1", "Tc-99m", "V600E",
     "CA-125", "x400", "COVID-19", "q2w", "12F"],
)  # fmt: skip
def test_clinical_codes(chunk: str) -> None:
    assert is_clinical_code(chunk)


@pytest.mark.parametrize("chunk", ["1KQ", "7FT", "ZKQ4471", "H-209-441", "I393-092R0241", "V0372"])
def test_codes_that_may_be_somebodys(chunk: str) -> None:
    assert not is_clinical_code(chunk)


def test_a_word_measures_or_is_given_out_but_not_both() -> None:
    assert all(measures(word) for word in ("Hb", "eGFR:", "caspofungin"))
    assert not any(measures(word) for word in ("", "badge", "MRN", "IS", "of"))
    assert all(is_given_out(word) for word in ("MRN:", "Bed"))
    assert not is_given_out("Hb")
