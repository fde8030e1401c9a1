"""The operators' view: what waits, what failed, replay."""

from collections.abc import Sequence

from fastapi import APIRouter
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.people import Operator
from api.services import Serve
from moderation.counts import submissions_by_state
from moderation.dead_letters import replay
from schemas.http.operations import DeadLetterView, OperationsView, QueueDepth
from storage.models import DeadLetterRow, EventRow

router = APIRouter(prefix="/api/operations", tags=["operations"])
_LETTERS = 100


@router.get("")
def operations(_: Operator, services: Serve) -> OperationsView:
    """Return the state of the house at one look."""
    letters = select(DeadLetterRow).order_by(DeadLetterRow.id.desc()).limit(_LETTERS)
    unsent = select(func.count()).select_from(EventRow).where(EventRow.sent_at.is_(None))
    pool = services.pool_state()
    with services.database.reading() as session:
        return OperationsView(
            queues=[
                QueueDepth(state=state, count=count, oldest_since=since)
                for state, count, since in submissions_by_state(session)
            ],
            dead_letters=_letters(session, session.scalars(letters).all()),
            pool_size=pool.size,
            pool_busy=pool.busy,
            healthy=all(services.probes.checks().values()),
            stopped_stages=services.stopped_stages(),
            unsent_events=session.scalar(unsent) or 0,
        )


def _letters(session: Session, rows: Sequence[DeadLetterRow]) -> list[DeadLetterView]:
    """Return what is known of letters; one whose event the log does not have is a stray."""
    events = select(EventRow.event_id).where(EventRow.event_id.in_([row.event_id for row in rows]))
    known = set(session.scalars(events))
    return [_letter(row, is_stray=row.event_id not in known) for row in rows]


def _letter(row: DeadLetterRow, *, is_stray: bool) -> DeadLetterView:
    return DeadLetterView(
        id=row.id,
        submission_id=row.submission_id,
        medium_id=row.medium_id,
        stage=row.stage,
        code=row.code,
        blame=row.code.blame,
        meaning=row.code.meaning,
        tries=row.tries,
        failed_at=row.failed_at,
        replayed_at=row.replayed_at,
        is_stray=is_stray,
    )


@router.post("/dead-letters/{dead_letter_id}/replay", status_code=204, name="replay")
def replay_dead_letter(dead_letter_id: int, person: Operator, services: Serve) -> None:
    """Send a dead letter on its way again."""
    with services.database.writing() as uow:
        replay(uow, dead_letter_id, person.id)
