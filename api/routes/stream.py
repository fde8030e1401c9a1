"""The live status of my submissions, as server-sent events."""

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID

from anyio import to_thread
from fastapi import APIRouter
from fastapi.sse import EventSourceResponse, ServerSentEvent
from sqlalchemy import select

from api.people import Clinician
from api.services import Serve, Services
from api.views.submissions import submission_views
from schemas.http.submissions import SubmissionView
from storage.models import SubmissionRow

router = APIRouter(prefix="/api/submissions", tags=["submissions"])

_RECENT = 20
_KEEP_ALIVE_SECONDS = 15.0
_GATHER_SECONDS = 0.15


@router.get("/stream", response_class=EventSourceResponse)
async def stream_submissions(person: Clinician, services: Serve) -> AsyncIterator[ServerSentEvent]:
    """Send each of my recent submissions, then again whenever one changes."""
    changed = asyncio.Event()
    loop = asyncio.get_running_loop()

    def wake() -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(changed.set)

    unsubscribe = services.database.signal.subscribe(wake)
    shown: dict[UUID, SubmissionView] = {}
    try:
        while not services.stopping.is_set():
            changed.clear()
            for view in await to_thread.run_sync(_recent, services, person.id):
                if shown.get(view.id) != view:
                    shown[view.id] = view
                    yield ServerSentEvent(event="submission", data=view)
            if not await _wait(changed):
                yield ServerSentEvent(comment="keep-alive")
    finally:
        unsubscribe()


async def _wait(changed: asyncio.Event) -> bool:
    """Wait for news, and a moment longer so that a burst of commits becomes one look."""
    try:
        await asyncio.wait_for(changed.wait(), _KEEP_ALIVE_SECONDS)
    except TimeoutError:
        return False
    await asyncio.sleep(_GATHER_SECONDS)
    return True


def _recent(services: Services, uploader_id: UUID) -> list[SubmissionView]:
    query = (
        select(SubmissionRow)
        .where(SubmissionRow.uploader_id == uploader_id)
        .order_by(SubmissionRow.created_at.desc())
        .limit(_RECENT)
    )
    with services.database.reading() as session:
        return submission_views(session, session.scalars(query).all())
