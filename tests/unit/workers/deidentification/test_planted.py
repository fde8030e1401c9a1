"""Markers in every row of the table and in every hiding place, and none of them in the result.

A green run does not prove that no other place exists; it proves these, with other values and at
other depths than the benchmark has.
"""

from collections.abc import Callable
from io import BytesIO

import pydicom
import pytest

from safelight.bench.planted.harmless import CHECKS, harmless_file, lost
from safelight.bench.planted.markers import survives
from safelight.bench.planted.places import place_files
from safelight.bench.planted.rows import Planted, row_files
from schemas.failures import FailureCode, InputRejectedError
from schemas.findings import RedactionPlan
from schemas.media_type import MediaType
from workers import registry
from workers.deidentification.header import clean_file
from workers.stage import StageInput

KEY = bytes(range(1, 33))
HELD = {
    "An encapsulated PDF": FailureCode.DOCUMENT,
    "A structured report with persons' names and text": FailureCode.DOCUMENT,
    "A Basic Offset Table that is text": FailureCode.UNDECODABLE,
    "MP4 atoms inside the pixels of a video syntax": FailureCode.UNSUPPORTED_TRANSFER_SYNTAX,
}
PLACES = tuple(place_files(20))


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("nested", [False, True], ids=["top", "nested"])
def test_no_row_survives_and_sequences_stay(nested: bool) -> None:
    """At the top, and one to three sequences deep."""
    files = list(row_files(17, nested=nested))
    assert len(files) > 600
    for file in files:
        made = clean_file(file.data, KEY).data
        assert not survives(made, file.tag, file.marker), file.name
        place = pydicom.dcmread(BytesIO(made))
        for tag in file.path:
            place = place[tag].value[0]


@pytest.mark.filterwarnings("ignore")
def test_the_search_finds_what_is_there() -> None:
    """The check of the test above can fail: uncleaned, every marker is found."""
    missed = [f.name for f in row_files(17, nested=True) if not survives(f.data, f.tag, f.marker)]
    # An attribute tag has no value of its own to be told by.
    assert len(missed) <= 3


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("file", PLACES, ids=[file.name for file in PLACES])
def test_no_hiding_place_survives(file: Planted) -> None:
    """Through both automatic stages; what cannot be made safe is held with its code."""
    given = StageInput(MediaType.DICOM, file.data, RedactionPlan(), KEY)
    try:
        for stage in registry.chain():
            output = stage.run(given)
            for rendition in output.renditions:
                assert not any(text.encode() in rendition.data[:] for text in file.marker.texts)
            assert not survives(output.canonical.data[:], file.tag, file.marker)
            assert not any(text in output.plan.model_dump_json() for text in file.marker.texts)
            given = StageInput(MediaType.DICOM, output.canonical.data, output.plan, KEY)
    except InputRejectedError as refused:
        assert refused.code is HELD[file.name]
    else:
        assert file.name not in HELD


def test_what_is_harmless_stays() -> None:
    """Descriptions, geometry, codes and references; intervals to the second."""
    assert lost(clean_file(harmless_file(), KEY).data) == []


@pytest.mark.parametrize("break_it", [lambda _: None, lambda data: data[:200]], ids=["none", "cut"])
def test_the_harmless_checks_can_fail(break_it: Callable[[bytes], bytes | None]) -> None:
    assert lost(break_it(harmless_file())) == sorted(CHECKS)
