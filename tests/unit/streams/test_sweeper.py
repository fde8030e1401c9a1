"""A message that was lost cannot lose an upload: the sweeper announces it again."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from moderation.dead_letters import Failure
from schemas.events import UploadReceived
from schemas.states import SubmissionState, VerificationState
from storage import events
from storage.events import Envelope
from storage.models import AccountRow, SubmissionRow
from storage.unit_of_work import Database
from streams.handlers.handler import Settle
from streams.sweeper import Sweeper
from tests.factories.media_rows import Kept, keep, submitted
from tests.factories.state import TurnedClock

STILL = timedelta(minutes=30)


class _Strips:
    """A handler that would take up uploads, had it ever heard of one."""

    name = "strips"
    consumes = frozenset((UploadReceived.__name__,))
    is_heavy = False

    def work(self, envelope: Envelope) -> Settle:
        raise AssertionError(envelope.name)

    def give_up(self, _: Envelope, failure: Failure) -> Settle:
        raise AssertionError(failure)


@pytest.fixture
def kept(database: Database, tmp_path: Path) -> Kept:
    return keep(database, tmp_path)


def _lose_every_message(database: Database) -> None:
    with database.writing() as uow:
        events.mark_sent(uow.session, events.unsent(uow.session, 100), uow.now)


def _announced(database: Database) -> list[tuple[str, UUID]]:
    with database.reading() as session:
        return [(row.name, row.stream_id) for row in events.unsent(session, 100)]


def _sweeper(kept: Kept) -> Sweeper:
    return Sweeper(kept.database, kept.keyring, [_Strips()], still_after=STILL)


def test_what_stands_still_past_its_deadline_is_announced_again(
    kept: Kept, clock: TurnedClock
) -> None:
    submission_id, _ = submitted(kept, b"anything")
    _lose_every_message(kept.database)
    sweeper = _sweeper(kept)
    assert sweeper.sweep() == 0
    clock.turn(STILL + timedelta(seconds=1))
    assert sweeper.sweep() > 0
    assert _announced(kept.database) == [("UploadReceived", submission_id)]


def test_what_is_still_in_the_outbox_is_left_alone(kept: Kept, clock: TurnedClock) -> None:
    submitted(kept, b"anything")
    clock.turn(STILL * 2)
    assert _sweeper(kept).sweep() == 0


def _awaiting_check(kept: Kept, verification: VerificationState) -> UUID:
    """Return an approved submission that never heard what became of its uploader."""
    submission_id, _ = submitted(kept, b"anything")
    with kept.database.writing() as uow:
        row = uow.session.get_one(SubmissionRow, submission_id)
        row.state, row.state_since = SubmissionState.AWAITING_CHECK, uow.now
        uow.session.get_one(AccountRow, row.uploader_id).verification = verification
    _lose_every_message(kept.database)
    return submission_id


def test_an_uploader_who_was_verified_unheard_is_checked_once(
    kept: Kept, clock: TurnedClock
) -> None:
    submission_id = _awaiting_check(kept, VerificationState.VERIFIED)
    clock.turn(STILL + timedelta(seconds=1))
    sweeper = _sweeper(kept)
    for _ in range(3):
        sweeper.sweep()
    checked = ("ProfessionalChecked", submission_id)
    assert _announced(kept.database).count(checked) == 1


def test_who_waits_for_an_officer_is_not_announced_again_and_again(
    kept: Kept, clock: TurnedClock
) -> None:
    _awaiting_check(kept, VerificationState.REQUESTED)
    clock.turn(STILL + timedelta(seconds=1))
    before = _announced(kept.database)
    assert _sweeper(kept).sweep() == 0
    assert _announced(kept.database) == before
