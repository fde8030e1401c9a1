"""Media of a draft: streamed into the vault, or discarded."""

from collections.abc import AsyncIterator, Iterator
from uuid import UUID, uuid4

import anyio
from anyio import from_thread, to_thread
from fastapi import APIRouter, Request
from starlette.requests import ClientDisconnect

from api.people import Clinician, Person
from api.services import Serve, Services
from api.views.submissions import medium_view
from moderation import find, intake
from schemas.failures import FailureCode, InputRejectedError
from schemas.http.submissions import MediumView
from schemas.media_type import HEAD_BYTES, TAIL_BYTES, MediaType, is_polyglot, sniff
from storage.blobs import RawRef
from storage.outages import OUTAGES

router = APIRouter(prefix="/api/submissions/{submission_id}/media", tags=["submissions"])

_DRAIN_SECONDS = 60
_BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


class _Intake:
    """One upload as it streams in: recognised by its head, bounded, checked at its tail."""

    def __init__(self, chunks: AsyncIterator[bytes], limit: int) -> None:
        self._chunks = chunks
        self._limit = limit
        self.head = b""
        self.tail = b""
        self.size = 0

    def check_announced(self, content_length: str | None) -> None:
        """Refuse at once what says itself that it is too large.

        Raises:
            InputRejectedError: ``too_large``.

        """
        if int(content_length or 0) > self._limit:
            raise InputRejectedError(FailureCode.TOO_LARGE)

    async def read_head(self) -> MediaType:
        """Read enough to recognise the medium.

        Raises:
            InputRejectedError: ``empty`` or ``unsupported_type``.

        """
        while len(self.head) < HEAD_BYTES and (chunk := await self._next()):
            self.head += chunk
        if not self.head:
            raise InputRejectedError(FailureCode.EMPTY)
        media_type = sniff(self.head)
        if media_type is None:
            raise InputRejectedError(FailureCode.UNSUPPORTED_TYPE)
        return media_type

    def __iter__(self) -> Iterator[bytes]:
        """Yield the medium in a worker thread, chunk by chunk.

        Raises:
            InputRejectedError: ``too_large`` or ``polyglot``; nothing is kept of it then.

        """
        yield self._count(self.head)
        while chunk := from_thread.run(self._next):
            yield self._count(chunk)
        if is_polyglot(self.head[:HEAD_BYTES], self.tail):
            raise InputRejectedError(FailureCode.POLYGLOT)

    def _count(self, chunk: bytes) -> bytes:
        self.size += len(chunk)
        if self.size > self._limit:
            raise InputRejectedError(FailureCode.TOO_LARGE)
        self.tail = (self.tail + chunk)[-TAIL_BYTES:]
        return chunk

    async def _next(self) -> bytes:
        async for chunk in self._chunks:
            if chunk:
                return chunk
        return b""

    async def drain(self) -> None:
        """Read on and forget, for a while: a sender that is cut off never sees the answer."""
        with anyio.move_on_after(_DRAIN_SECONDS):
            while await self._next():
                pass


@router.post("", status_code=201, openapi_extra=_BODY)
async def store_medium(
    submission_id: UUID, request: Request, person: Clinician, services: Serve
) -> MediumView:
    """Store one file of a draft: its bytes as the body, recognised by content."""
    upload = _Intake(request.stream(), services.max_upload_bytes)
    try:
        upload.check_announced(request.headers.get("content-length"))
        key = await to_thread.run_sync(_key, services, person, submission_id)
        media_type = await upload.read_head()
        return await to_thread.run_sync(
            _store, services, person, RawRef(submission_id, uuid4()), media_type, upload, key
        )
    except (InputRejectedError, ClientDisconnect, *OUTAGES):
        await upload.drain()
        raise


def _key(services: Services, person: Person, submission_id: UUID) -> bytes:
    with services.database.reading() as session:
        intake.check_room(find.own_submission(session, submission_id, person.id))
        return services.vault.key(session, submission_id)


def _store(  # noqa: PLR0913 - what one stored medium is made of
    services: Services,
    person: Person,
    ref: RawRef,
    media_type: MediaType,
    upload: _Intake,
    key: bytes,
) -> MediumView:
    """Seal the bytes, then record the medium; what cannot be recorded is not kept.

    Unless the database went away: it may have recorded the medium before, and then needs the bytes.
    """
    services.vault.store(ref, upload, key)
    try:
        with services.database.writing() as uow:
            row = intake.add_medium(
                uow, ref.submission_id, person.id, ref.medium_id, media_type, upload.size
            )
            return medium_view(row)
    except OUTAGES:
        raise
    except Exception:
        services.vault.discard(ref)
        raise


@router.delete("/{medium_id}", status_code=204)
def discard_medium(
    submission_id: UUID, medium_id: UUID, person: Clinician, services: Serve
) -> None:
    """Take a file out of a draft and delete its bytes."""
    with services.database.writing() as uow:
        intake.discard_medium(uow, submission_id, person.id, medium_id)
    services.vault.discard(RawRef(submission_id, medium_id))
