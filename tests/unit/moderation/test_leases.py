"""Leases end, accounts lock, and both count time by the clock they are given."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from moderation import accounts, leases
from schemas.http.accounts import LogIn, Registration
from schemas.refusals import RefusalCode, RefusedError
from schemas.states import Role, SubmissionState
from storage.models import AccountRow, EventRow, SubmissionRow
from storage.unit_of_work import Database, UnitOfWork
from tests.factories.state import TurnedClock

PASSWORD = "long enough 1"


def _account(uow: UnitOfWork, email: str, role: Role = Role.MODERATOR) -> UUID:
    new = Registration(email=email, display_name="Somebody", password=PASSWORD)
    return accounts.register(uow, new, [role]).id


def _submission(uow: UnitOfWork, uploader_id: UUID) -> UUID:
    words = dict.fromkeys(
        ("title", "caption", "diagnosis", "specialty", "body_region", "age_band", "sex"), "other"
    )
    row = SubmissionRow(
        id=uuid4(),
        uploader_id=uploader_id,
        state=SubmissionState.IN_REVIEW,
        state_since=uow.now,
        created_at=uow.now,
        consent_version="1",
        **words,
    )
    uow.session.add(row)
    uow.session.flush()
    return row.id


@pytest.fixture
def people(database: Database) -> tuple[UUID, UUID, UUID]:
    with database.writing() as uow:
        first, second = _account(uow, "a@b.co"), _account(uow, "c@d.co")
        return first, second, _submission(uow, first)


def test_a_lease_keeps_others_out_until_it_runs_out(
    database: Database, clock: TurnedClock, people: tuple[UUID, UUID, UUID]
) -> None:
    first, second, submission_id = people
    with database.writing() as uow:
        leases.take(uow, submission_id, first)
    with database.writing() as uow, pytest.raises(RefusedError, match="claimed_by_another"):
        leases.take(uow, submission_id, second)
    clock.turn(leases.LEASE)
    with database.writing() as uow:
        with pytest.raises(RefusedError, match="not_claimed"):
            leases.require(uow.session, submission_id, first, uow.now)
        leases.take(uow, submission_id, second)
        leases.require(uow.session, submission_id, second, uow.now)
    with database.reading() as session:
        query = select(EventRow.name).where(EventRow.stream_id == submission_id)
        names = list(session.scalars(query.order_by(EventRow.number)))
    assert names == ["ReviewClaimed", "ReviewReleased", "ReviewClaimed"]


def test_a_renewed_lease_runs_on(
    database: Database, clock: TurnedClock, people: tuple[UUID, UUID, UUID]
) -> None:
    first, _, submission_id = people
    for _ in range(4):
        with database.writing() as uow:
            leases.take(uow, submission_id, first)
        clock.turn(leases.LEASE - timedelta(seconds=1))
    with database.writing() as uow:
        leases.require(uow.session, submission_id, first, uow.now)
        assert leases.expire(uow) == 0


def test_the_sweep_ends_what_ran_out(
    database: Database, clock: TurnedClock, people: tuple[UUID, UUID, UUID]
) -> None:
    with database.writing() as uow:
        leases.take(uow, people[2], people[0])
    clock.turn(leases.LEASE)
    with database.writing() as uow:
        assert leases.expire(uow) == 1
    with database.writing() as uow:
        assert leases.expire(uow) == 0


def test_five_wrong_passwords_lock_an_account_for_a_while(
    database: Database, clock: TurnedClock, people: tuple[UUID, UUID, UUID]
) -> None:
    assert people
    wrong, right = (LogIn(email="a@b.co", password=password) for password in ("no", PASSWORD))

    def attempt(given: LogIn) -> AccountRow | RefusalCode:
        with database.writing() as uow:
            return accounts.check_password(uow, given)

    assert [attempt(wrong) for _ in range(5)] == [RefusalCode.WRONG_CREDENTIALS] * 5
    assert attempt(right) is RefusalCode.TOO_MANY_ATTEMPTS
    clock.turn(timedelta(minutes=5, seconds=1))
    assert isinstance(attempt(right), AccountRow)


def test_an_unknown_address_and_a_wrong_password_are_refused_alike(database: Database) -> None:
    with database.writing() as uow:
        nobody = LogIn(email="nobody@b.co", password="x")
        assert accounts.check_password(uow, nobody) is RefusalCode.WRONG_CREDENTIALS
