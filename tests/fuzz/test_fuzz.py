"""The fuzzer in short: some two hundred bent files of each format, the same ones every time."""

from collections.abc import Iterator

import pytest

from schemas.media_type import MediaType
from tests.factories.marked_media import has_marker
from tests.fuzz.judge import judged
from tests.fuzz.run import case_of, run_format
from tests.fuzz.seeds import FORMATS, seeds_of
from tests.fuzz.verdicts import OK
from workers.pool import StagePool

FILES, CLIPS = 200, 40


@pytest.fixture(scope="module")
def pool() -> Iterator[StagePool]:
    """The pool as it runs in the product, models and limits and all."""
    pool = StagePool(1, 4 << 30)
    yield pool
    pool.close()


@pytest.mark.parametrize("media_type", FORMATS)
def test_bent_files_end_as_an_output_or_a_code(pool: StagePool, media_type: MediaType) -> None:
    """No unexpected exception, no dead process, no word that survives."""
    count = CLIPS if media_type.is_video else FILES
    tally = run_format(pool, media_type, 0, range(count))
    assert tally.files == count
    assert tally.violations == []
    assert tally.ended == []
    assert len(tally.outcomes) > 2


@pytest.mark.parametrize("media_type", FORMATS)
def test_whole_seeds_pass(pool: StagePool, media_type: MediaType) -> None:
    """Every seed carries the marker and is taken, so that bending it means something."""
    for seed in seeds_of(media_type):
        assert has_marker(seed.data) or "deflated" in seed.name, seed.name
        verdict = judged(pool, media_type, seed.data, whole_chain=False)
        assert (seed.name, verdict.outcome, verdict.violation) == (seed.name, OK, None)


def test_a_number_makes_the_same_file_again() -> None:
    """What a run reports can be looked at."""
    first, again = (case_of(seeds_of(MediaType.PNG), 3, 17) for _ in range(2))
    assert first == again
    assert first.bent.data != case_of(seeds_of(MediaType.PNG), 3, 18).bent.data
