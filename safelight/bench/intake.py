"""Accepting uploads as the API does, without HTTP: the same functions, the same transactions."""

import time
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import func, select

from moderation import accounts, intake
from moderation.processing import StageResult, StoredRendition, record_result
from moderation.transitions import move_medium
from safelight.state import State
from schemas.events import PlanRevised
from schemas.findings import RedactionPlan
from schemas.http.accounts import Registration
from schemas.http.submissions import NewSubmission
from schemas.media_type import MediaType
from schemas.states import MediumState, Role
from schemas.vocabulary import CONSENT_VERSION, BodyRegion, Specialty
from schemas.zones import Zone
from storage.blobs import RawRef
from storage.models import DeadLetterRow, EventRow


class BenchmarkFailedError(RuntimeError):
    """Something was given up, or took far too long: there is no figure."""


def new_uploader(state: State) -> UUID:
    """Make an account to upload with."""
    new = Registration(
        email=f"{uuid4().hex}@bench.example", display_name="Bench", password=uuid4().hex
    )
    with state.database.writing() as uow:
        return accounts.register(uow, new, [Role.CLINICIAN]).id


def accept(state: State, uploader: UUID, data: bytes) -> UUID:
    """Seal one picture and accept it; return its submission."""
    medium_id = uuid4()
    with state.database.writing() as uow:
        submission_id = intake.open_submission(uow, state.keys, uploader, _draft()).id
    with state.database.reading() as session:
        key = state.vault.key(session, submission_id)
    state.vault.store(RawRef(submission_id, medium_id), (data,), key)
    with state.database.writing() as uow:
        intake.add_medium(uow, submission_id, uploader, medium_id, MediaType.JPEG, len(data))
    with state.database.writing() as uow:
        intake.submit(uow, submission_id, uploader)
    return submission_id


def stripped(state: State, uploader: UUID, data: bytes) -> None:
    """Put one medium where a stage outside the chain takes it up, as a revised plan does."""
    medium_id = uuid4()
    with state.database.writing() as uow:
        submission = intake.open_submission(uow, state.keys, uploader, _draft())
        intake.add_medium(uow, submission.id, uploader, medium_id, MediaType.JPEG, len(data))
        intake.submit(uow, submission.id, uploader)
        uow.session.flush()
        key = state.darkroom.key(uow.session, submission.id)
        sha256 = state.darkroom.write(submission.id, (data,), key).sha256
        for zone, reached in (
            (Zone.STRIPPED, MediumState.STRIPPED),
            (Zone.OBSCURED, MediumState.OBSCURED),
        ):
            medium = record_result(uow, medium_id, _result(zone, sha256), reached)
        move_medium(medium, MediumState.REVISING, uow.now)
        revised = PlanRevised(
            medium_id=medium_id, moderator_id=uploader, revision=medium.revision, added=0, lifted=0
        )
        uow.append(submission.id, revised)


def _result(zone: Zone, sha256: str) -> StageResult:
    canonical = StoredRendition("canonical", 0, sha256, "image/jpeg", 1, 1)
    return StageResult(
        zone, MediaType.JPEG, RedactionPlan(), (canonical,), 1, 1, 1, "XC", flagged=False
    )


def _draft() -> NewSubmission:
    return NewSubmission(
        title="Benchmark",
        caption="",
        diagnosis="",
        specialty=Specialty.OTHER,
        body_region=BodyRegion.OTHER,
        consent=True,
        consent_version=CONSENT_VERSION,
    )


def count(state: State, event_name: str, of: Sequence[UUID] | None = None) -> int:
    """Count events of a name, of these streams where they are named."""
    query = select(func.count()).select_from(EventRow).where(EventRow.name == event_name)
    if of is not None:
        query = query.where(EventRow.stream_id.in_(of))
    with state.database.reading() as session:
        return session.scalar(query) or 0


def seconds_between(state: State, submission_id: UUID, one: str, other: str) -> float:
    """Return the seconds between two events of a submission, by the times they carry."""
    query = select(EventRow.name, EventRow.at).where(EventRow.stream_id == submission_id)
    with state.database.reading() as session:
        times: dict[str, datetime] = {row.name: row.at for row in session.execute(query)}
    return (times[other] - times[one]).total_seconds()


def wait_for(
    state: State, event_name: str, of: Sequence[UUID], timeout: float, look: float
) -> float:
    """Wait until every stream has had an event; return when that was seen, ``perf_counter``.

    Raises:
        BenchmarkFailedError: a dead letter was written, or the time ran out.

    """
    until = time.perf_counter() + timeout
    while count(state, event_name, of) < len(of):
        if time.perf_counter() > until:
            raise BenchmarkFailedError(f"{count(state, event_name, of)} of {len(of)}")
        with state.database.reading() as session:
            if session.scalar(select(func.count()).select_from(DeadLetterRow)):
                raise BenchmarkFailedError("a dead letter was written")
        time.sleep(look)
    return time.perf_counter()
