"""Codes that their schemes gave out, and numbers that are something else."""

import random

import pytest

from workers.deidentification.codes import code_stays


@pytest.mark.parametrize(
    ("value", "scheme"),
    [("39607008", "SCT"), ("71388002", "SCT"), ("8867-4", "LN"), ("718-7", "LN"), ("2160-0", "LN"),
     ("T-D1100", "SRT"), ("113100", "DCM"), ("RID1301", "RADLEX"), ("mm", "UCUM"),
     ("C50.9", "I10")],
)  # fmt: skip
def test_real_codes_stay(value: str, scheme: str) -> None:
    assert code_stays(value, scheme)


@pytest.mark.parametrize(
    ("value", "scheme"),
    [("39607009", "SCT"), ("8867-5", "LN"), ("MILLER", "DCM"), ("J MILLER", "SRT"), ("113100", ""),
     ("4711", "99LOCAL"), ("{Jane}", "UCUM"), ("-", "LN"), ("1-", "LN"), ("٣٩٦٠٧٠٠٨", "SCT")],
)  # fmt: skip
def test_what_no_scheme_gave_out_goes(value: str, scheme: str) -> None:
    assert not code_stays(value, scheme)


def test_a_record_number_seldom_passes_for_a_concept() -> None:
    """Nine of ten numbers fail the check digit."""
    chance = random.Random(5)
    numbers = [str(chance.randrange(10**7, 10**8)) for _ in range(2000)]
    assert sum(code_stays(number, "SCT") for number in numbers) < 300
