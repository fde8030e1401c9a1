"""A submission as its uploader sees it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from moderation import progress
from moderation.text_scans import TEXT_FIELDS
from schemas.events import (
    CasePublished,
    FacesObscured,
    PhiStripped,
    ProfessionalChecked,
    ReviewDecided,
    UploadReceived,
)
from schemas.http.submissions import CaseTexts, MediumView, Step, SubmissionView
from schemas.states import MediumState, SubmissionState
from storage.models import CaseRow, EventRow, MediumRow, SubmissionRow

StepName = Literal["received", "strip_phi", "obscure_faces", "review", "check", "library"]
StepState = Literal["waiting", "active", "done", "failed"]
Known = Mapping[tuple[UUID, str], int]

_DONE_BY: dict[StepName, str] = {
    "received": UploadReceived.__name__,
    "strip_phi": PhiStripped.__name__,
    "obscure_faces": FacesObscured.__name__,
    "review": ReviewDecided.__name__,
    "check": ProfessionalChecked.__name__,
    "library": CasePublished.__name__,
}
_DECIDED = (SubmissionState.AWAITING_CHECK, SubmissionState.PUBLISHED)
_PAST_STRIPPING = (MediumState.STRIPPED, MediumState.OBSCURED, MediumState.REVISING)
_WAITS_IN: dict[StepName, MediumState] = {
    "strip_phi": MediumState.RECEIVED,
    "obscure_faces": MediumState.STRIPPED,
}
_PAST_OBSCURING = (MediumState.OBSCURED, MediumState.REVISING)


def texts_of(row: SubmissionRow | CaseRow) -> CaseTexts:
    """Return the texts of a submission or a case."""
    return CaseTexts.model_validate({field: getattr(row, field) for field in TEXT_FIELDS})


def submission_views(session: Session, rows: Sequence[SubmissionRow]) -> list[SubmissionView]:
    """Return submissions with their steps and, where published, their cases."""
    ids = [row.id for row in rows]
    times = _times(session, ids)
    known = progress.told(session, [medium.id for row in rows for medium in row.media])
    case_query = select(CaseRow.submission_id, CaseRow.id).where(
        CaseRow.submission_id.in_(ids), CaseRow.withdrawn_at.is_(None)
    )
    cases = dict(session.execute(case_query).all())
    return [_view(row, times.get(row.id, {}), cases.get(row.id), known) for row in rows]


def medium_view(row: MediumRow) -> MediumView:
    """Return a medium as its uploader sees it."""
    return MediumView(
        id=row.id,
        position=row.position,
        media_type=row.uploaded_type,
        size=row.size,
        state=row.state,
        failure=row.failure,
        failure_meaning=row.failure.meaning if row.failure else None,
    )


def _view(
    row: SubmissionRow, times: dict[str, datetime], case_id: UUID | None, known: Known
) -> SubmissionView:
    return SubmissionView(
        id=row.id,
        state=row.state,
        texts=texts_of(row),
        media=[medium_view(medium) for medium in row.media],
        steps=_steps(row, times, known),
        created_at=row.created_at,
        submitted_at=row.submitted_at,
        reason=row.reason,
        note=row.note,
        case_id=case_id,
    )


def _times(session: Session, ids: Sequence[UUID]) -> dict[UUID, dict[str, datetime]]:
    """Return when each kind of event last happened to each submission."""
    query = (
        select(EventRow.stream_id, EventRow.name, func.max(EventRow.at))
        .where(EventRow.stream_id.in_(ids), EventRow.name.in_(_DONE_BY.values()))
        .group_by(EventRow.stream_id, EventRow.name)
    )
    times: dict[UUID, dict[str, datetime]] = {}
    for stream_id, name, at in session.execute(query):
        times.setdefault(stream_id, {})[name] = at
    return times


def _steps(row: SubmissionRow, times: dict[str, datetime], known: Known) -> list[Step]:
    states: dict[StepName, StepState] = {
        "received": "done" if row.submitted_at else "waiting",
        "strip_phi": _stage(row, "strip_phi", _PAST_STRIPPING),
        "obscure_faces": _stage(row, "obscure_faces", _PAST_OBSCURING),
        "review": _review(row, times),
        "check": _check(row, times),
        "library": "done" if _DONE_BY["library"] in times else "waiting",
    }
    return [
        Step(
            name=name,
            state=state,
            at=times.get(_DONE_BY[name]) if state == "done" else None,
            percent=_percent(row, name, known) if state == "active" else None,
        )
        for name, state in states.items()
    ]


def _percent(row: SubmissionRow, name: StepName, known: Known) -> int | None:
    """Return how much of a stage's work on all media is done; ``None`` where none of it is told.

    Media count alike, because nobody knows how long those take that wait.
    """
    waits_in = _WAITS_IN.get(name)
    under_way = [medium.id for medium in row.media if medium.state is waits_in]
    if not any((medium_id, name) in known for medium_id in under_way):
        return None
    missing = sum(100 - known.get((medium_id, name), 0) for medium_id in under_way)
    return 100 - -(-missing // len(row.media))


def _stage(
    row: SubmissionRow,
    name: Literal["strip_phi", "obscure_faces"],
    past: tuple[MediumState, ...],
) -> StepState:
    """Tell how far a stage has come with all of a submission's media."""
    if not row.submitted_at:
        return "waiting"
    first = name == "strip_phi"
    if any(m.state is MediumState.HELD and (m.kind is None) is first for m in row.media):
        return "failed"
    if all(medium.state in past or (first and medium.kind is not None) for medium in row.media):
        return "done"
    if row.state is SubmissionState.WITHDRAWN:
        return "waiting"
    stripped = all(medium.kind is not None for medium in row.media)
    return "active" if first or stripped else "waiting"


def _review(row: SubmissionRow, times: dict[str, datetime]) -> StepState:
    if row.state in (SubmissionState.IN_REVIEW, SubmissionState.SENT_BACK):
        return "active"
    if row.state is SubmissionState.REJECTED:
        return "failed"
    withdrawn = row.state is SubmissionState.WITHDRAWN and _DONE_BY["review"] in times
    return "done" if row.state in _DECIDED or withdrawn else "waiting"


def _check(row: SubmissionRow, times: dict[str, datetime]) -> StepState:
    if row.state is SubmissionState.AWAITING_CHECK:
        return "active"
    return "done" if _DONE_BY["check"] in times else "waiting"
