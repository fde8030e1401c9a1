"""How far a stage has come with a long medium, on both databases: told, shown, forgotten."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from api.views.submissions import submission_views
from moderation import progress
from storage.models import EventRow, ProgressRow, SubmissionRow
from storage.unit_of_work import Database, UnitOfWork
from streams.handlers.progress import Progress
from tests.contract import way
from tests.factories.media_rows import Kept
from tests.factories.state import TurnedClock


def _percents(database: Database, submission_id: UUID) -> dict[str, int]:
    """Return what the uploader is shown, by step."""
    with database.reading() as session:
        (view,) = submission_views(session, [session.get_one(SubmissionRow, submission_id)])
    return {step.name: step.percent for step in view.steps if step.percent is not None}


def _count(database: Database, row: type[EventRow | ProgressRow]) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(row)) or 0


def _note(database: Database, medium_id: UUID, stage: str, percent: int) -> None:
    with database.writing() as uow:
        progress.note(uow, medium_id, stage, percent)


def test_it_is_shown_of_the_step_under_way(database: Database, kept: Kept) -> None:
    """Of nothing at first; then as told; and not of a stage that the medium has passed."""
    with database.writing() as uow:
        its = way.submit(uow, kept)
    assert _percents(database, its.id) == {}
    _note(database, its.media[0], "strip_phi", 40)
    assert _percents(database, its.id) == {"strip_phi": 40}
    _note(database, its.media[0], "strip_phi", 55)
    assert _percents(database, its.id) == {"strip_phi": 55}
    with database.writing() as uow:
        way.strip(uow, its.id, its.media[0])
    assert _percents(database, its.id) == {}
    _note(database, its.media[0], "obscure_faces", 7)
    assert _percents(database, its.id) == {"obscure_faces": 7}


def test_media_count_alike(database: Database, kept: Kept) -> None:
    """One of four done, one half done, two that wait: 37 %, and never more than is done."""
    with database.writing() as uow:
        its = way.submit(uow, kept, media=4)
        way.strip(uow, its.id, its.media[0])
    _note(database, its.media[1], "strip_phi", 50)
    assert _percents(database, its.id) == {"strip_phi": 37}


def test_it_is_no_event_and_goes_with_the_result(
    database: Database, kept: Kept, clock: TurnedClock
) -> None:
    """Nothing of it is in the log, and nothing is left of it."""
    with database.writing() as uow:
        its = way.submit(uow, kept)
    before = _count(database, EventRow)
    told = Progress(database, its.media[0], "strip_phi", lambda: clock().timestamp())
    for share in (0.1, 0.2, 0.3):
        clock.turn(timedelta(seconds=2))
        told(share)
        assert _percents(database, its.id) == {"strip_phi": round(100 * share)}
    assert _count(database, EventRow) == before

    def settle(uow: UnitOfWork) -> None:
        way.strip(uow, its.id, its.media[0])

    with database.writing() as uow:
        told.forgotten_with(settle)(uow)
    assert _count(database, ProgressRow) == 0


def test_it_is_told_now_and_then(database: Database, kept: Kept, clock: TurnedClock) -> None:
    """Not of what is over in a second, not more than once a second, never backwards."""
    with database.writing() as uow:
        its = way.submit(uow, kept)
    told = Progress(database, its.media[0], "strip_phi", lambda: clock().timestamp())
    told(0.5)
    assert _percents(database, its.id) == {}
    clock.turn(timedelta(seconds=2))
    told(0.6)
    told(0.7)
    assert _percents(database, its.id) == {"strip_phi": 60}
    clock.turn(timedelta(seconds=2))
    told(0.4)
    told(1.0)
    assert _percents(database, its.id) == {"strip_phi": 60}


def test_a_short_medium_costs_no_write(database: Database, kept: Kept) -> None:
    """What told nothing has nothing to forget."""
    with database.writing() as uow:
        its = way.submit(uow, kept)
    told = Progress(database, its.media[0], "strip_phi")
    told(1.0)

    def settle(_: UnitOfWork) -> None:
        """Do nothing."""

    assert told.forgotten_with(settle) is settle


def test_a_database_that_is_away_stops_nothing(
    database: Database, kept: Kept, clock: TurnedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Progress is not worth waiting for."""
    with database.writing() as uow:
        its = way.submit(uow, kept)
    told = Progress(database, its.media[0], "strip_phi", lambda: clock().timestamp())
    clock.turn(timedelta(seconds=2))

    def away() -> UnitOfWork:
        raise ConnectionError

    monkeypatch.setattr(database, "writing", away)
    told(0.5)
    monkeypatch.undo()
    assert _percents(database, its.id) == {}
