"""A decoder that crashes, hangs or raises costs its own item, not its neighbours.

The pool, its processes and the database are real; the stages are ones that misbehave on purpose.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update

from schemas.failures import FailureCode
from schemas.findings import RedactionPlan
from schemas.media_type import MediaType
from schemas.states import MediumState, SubmissionState
from schemas.zones import Zone
from storage.events import Envelope
from storage.models import DeadLetterRow, MediumRow, SubmissionRow
from streams.failures import DeadLetterLimit
from streams.handlers.stage import StageHandler, StageWorld
from streams.metrics import Metrics
from streams.slots import Slots
from tests.factories.media_rows import Kept, keep, submitted
from tests.factories.state import TurnedClock, new_database
from workers import registry
from workers.pool import PoolClosed, StagePool
from workers.stage import Stage, StageInput

HOSTILE = "tests.unit.workers.hostile_stages"


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    database = new_database(tmp_path, TurnedClock())
    yield keep(database, tmp_path)
    database.close()


@pytest.fixture
def world(kept: Kept) -> Iterator[StageWorld]:
    pool = StagePool(1, 2 << 30, package=HOSTILE, warm=False)
    yield StageWorld(
        database=kept.database,
        blobs=kept.blobs,
        vault=kept.vault,
        darkroom=kept.darkroom,
        keyring=kept.keyring,
        pool=pool,
        slots=Slots(1),
        limit=DeadLetterLimit(),
        metrics=Metrics(),
    )
    pool.close()


def _run(world: StageWorld, stage_name: str, submission_id: UUID, medium_id: UUID) -> None:
    """Let one stage have one medium, as if its event had come."""
    _let_have(world, registry.by_name(stage_name, HOSTILE), submission_id, medium_id)


def _let_have(world: StageWorld, stage: Stage, submission_id: UUID, medium_id: UUID) -> None:
    with world.database.writing() as uow:
        waiting = {"state": MediumState.REVISING}
        uow.session.execute(update(MediumRow).where(MediumRow.id == medium_id).values(waiting))
    facts: dict[str, Any] = {"media_type": "image/png", "size": 1, "medium_id": medium_id}
    event = stage.consumes.model_construct(**facts)
    envelope = Envelope(1, uuid4(), submission_id, event.name, event, world.database.clock())
    settle = StageHandler(stage, world).work(envelope)
    with world.database.writing() as uow:
        settle(uow)


def _states(world: StageWorld, submission_id: UUID, medium_id: UUID) -> tuple[str, str]:
    with world.database.reading() as session:
        submission = session.get_one(SubmissionRow, submission_id)
        medium = session.get_one(MediumRow, medium_id)
        return submission.state.value, medium.state.value


@pytest.mark.parametrize(
    ("stage_name", "code", "tries"),
    [
        ("segfault", FailureCode.WORKER_DIED, 3),
        ("hang", FailureCode.DEADLINE_PASSED, 3),
        ("quotes", FailureCode.STAGE_ERROR, 1),
        ("rejects", FailureCode.ANIMATED, 1),
    ],
)
def test_it_is_held_with_a_code_and_its_neighbour_goes_on(
    kept: Kept, world: StageWorld, stage_name: str, code: FailureCode, tries: int
) -> None:
    bad, good = submitted(kept, b"ZQXMARKER"), submitted(kept, b"good")
    _run(world, stage_name, *bad)
    given = StageInput(MediaType.PNG, b"good", RedactionPlan(), bytes(32))
    assert world.pool.run("steady", given, lambda _: None).modality
    held = (SubmissionState.HELD.value, MediumState.HELD.value)
    assert _states(world, *bad) == held
    assert _states(world, *good) == ("processing", "received")
    with world.database.reading() as session:
        (letter,) = session.scalars(select(DeadLetterRow)).all()
    assert (letter.code, letter.tries, letter.medium_id) == (code, tries, bad[1])
    assert "ZQXMARKER" not in str(letter.origin)


def test_a_medium_whose_stripped_form_was_never_recorded_is_held(
    kept: Kept, world: StageWorld
) -> None:
    lost = submitted(kept, b"stripped nowhere")
    _let_have(world, replace(registry.by_name("steady", HOSTILE), needs=Zone.STRIPPED), *lost)
    assert _states(world, *lost) == (SubmissionState.HELD.value, MediumState.HELD.value)
    with world.database.reading() as session:
        (letter,) = session.scalars(select(DeadLetterRow)).all()
    assert (letter.code, letter.tries) == (FailureCode.MISSING_BLOB, 1)


def test_a_stop_of_the_service_is_not_taken_for_a_crash(kept: Kept, world: StageWorld) -> None:
    waiting = submitted(kept, b"waits for the next start")
    assert isinstance(world.pool, StagePool)
    world.pool.close()
    with pytest.raises(PoolClosed):
        _run(world, "steady", *waiting)
    with world.database.reading() as session:
        assert session.scalars(select(DeadLetterRow)).all() == []
