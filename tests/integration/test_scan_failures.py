"""A search of texts that crashes, hangs or raises never keeps an item from a person.

The pool, its processes and the database are real; in the search's place stand stages that
misbehave on purpose.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select, update

from schemas.failures import FailureCode
from schemas.findings import RedactionPlan
from schemas.media_type import MediaType
from schemas.states import MediumState, SubmissionState, TextScanState
from storage import events
from storage.models import DeadLetterRow, EventRow, MediumRow, SubmissionRow, TextScanRow
from streams.failures import DeadLetterLimit
from streams.handlers.scan_texts import Scans, ScanTextsHandler
from streams.handlers.stage import StageWorld
from streams.metrics import Metrics
from streams.slots import Slots
from tests.factories.media_rows import Kept, keep, submitted
from tests.factories.state import TurnedClock, new_database
from workers.free_text.span import Span
from workers.pool import StagePool
from workers.stage import StageInput

GIVEN = StageInput(MediaType.PNG, b"ZQXMARKER", RedactionPlan(), bytes(32))


@dataclass(frozen=True)
class Misbehaves:
    """Lets a hostile stage run where texts should be searched."""

    pool: StagePool
    stage: str

    def scan(self, texts: Sequence[str]) -> Sequence[Sequence[Span]]:
        """Never return."""
        self.pool.run(self.stage, GIVEN)
        raise AssertionError(len(texts))


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    database = new_database(tmp_path, TurnedClock())
    yield keep(database, tmp_path)
    database.close()


@pytest.fixture
def pool() -> Iterator[StagePool]:
    pool = StagePool(1, 2 << 30, package="tests.unit.workers.hostile_stages", warm=False)
    yield pool
    pool.close()


def _world(kept: Kept, pool: StagePool) -> StageWorld:
    return StageWorld(
        database=kept.database,
        blobs=kept.blobs,
        vault=kept.vault,
        darkroom=kept.darkroom,
        keyring=kept.keyring,
        pool=pool,
        slots=Slots(1),
        limit=DeadLetterLimit(in_a_row=1),
        metrics=Metrics(),
    )


def _scan(kept: Kept, pool: StagePool, scans: Scans) -> UUID:
    """Let the handler have the texts of a submission whose medium is ready."""
    submission_id, medium_id = submitted(kept, b"anything")
    obscured = update(MediumRow).where(MediumRow.id == medium_id)
    with kept.database.writing() as uow:
        uow.session.execute(obscured.values({"state": MediumState.OBSCURED}))
        asked = select(EventRow).where(EventRow.name == "TextsSubmitted")
        envelope = events.envelope(uow.session.scalars(asked).one())
    world = _world(kept, pool)
    settle = ScanTextsHandler(world, scans).work(envelope)
    with kept.database.writing() as uow:
        settle(uow)
    assert world.limit.stopped == [], "a stopped queue would keep the next item from a person"
    return submission_id


@pytest.mark.parametrize(
    ("stage", "code", "tries"),
    [
        ("segfault", FailureCode.WORKER_DIED, 3),
        ("hang", FailureCode.DEADLINE_PASSED, 3),
        ("quotes", FailureCode.STAGE_ERROR, 1),
    ],
)
def test_it_goes_to_a_person_with_a_note_and_a_dead_letter(
    kept: Kept, pool: StagePool, stage: str, code: FailureCode, tries: int
) -> None:
    submission_id = _scan(kept, pool, Misbehaves(pool, stage))
    with kept.database.reading() as session:
        assert session.get_one(SubmissionRow, submission_id).state is SubmissionState.IN_REVIEW
        scan = session.get_one(TextScanRow, submission_id)
        assert (scan.state, scan.failure, scan.spans) == (TextScanState.FAILED, code, [])
        letter = session.scalars(select(DeadLetterRow)).one()
    assert (letter.stage, letter.code, letter.tries) == ("scan_texts", code, tries)
    assert letter.submission_id == submission_id
    assert "ZQXMARKER" not in str(letter.origin)


def test_texts_are_searched_in_a_child_process(kept: Kept, pool: StagePool) -> None:
    submission_id = _scan(kept, pool, pool)
    with kept.database.reading() as session:
        assert session.get_one(SubmissionRow, submission_id).state is SubmissionState.IN_REVIEW
        assert session.get_one(TextScanRow, submission_id).state is TextScanState.SCANNED
    (found,) = pool.scan(["Seen by Dr Kowalska"])
    assert [span.kind.value for span in found] == ["name"]
