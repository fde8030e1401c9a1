"""How many submissions are in each state, and since when the oldest is."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from schemas.states import SubmissionState
from storage.models import SubmissionRow


def submissions_by_state(
    session: Session,
) -> list[tuple[SubmissionState, int, datetime | None]]:
    """Return every state with its count and the time since when its oldest submission is in it."""
    query = select(SubmissionRow.state, func.count(), func.min(SubmissionRow.state_since)).group_by(
        SubmissionRow.state
    )
    found = {state: (count, since) for state, count, since in session.execute(query)}
    return [(state, *found.get(state, (0, None))) for state in SubmissionState]
