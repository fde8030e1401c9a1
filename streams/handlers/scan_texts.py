"""Searches a submission's free text for identifiers, in the pool, before a person reads it."""

import time
from collections.abc import Mapping, Sequence
from typing import Protocol
from uuid import UUID

import structlog

from moderation import text_scans
from moderation.dead_letters import Failure, abandon
from moderation.processing import request_review_when_complete
from schemas.events import TextsSubmitted
from schemas.free_text import TextField, TextSpan
from storage.events import Envelope
from storage.models import SubmissionRow
from storage.unit_of_work import UnitOfWork
from streams.handlers.attempts import GaveUpError, attempt, tell_of_dead_letter
from streams.handlers.handler import Settle
from streams.handlers.stage import StageWorld
from workers.free_text.scanner import VERSION
from workers.free_text.span import Span

log = structlog.get_logger("scan_texts")


class Scans(Protocol):
    """What searches texts: the process pool."""

    def scan(self, texts: Sequence[str]) -> Sequence[Sequence[Span]]:
        """Return what was found in each text, or raise why nothing was."""


class ScanTextsHandler:
    """Drains texts that were sent in. What it gives up goes to a person unsearched."""

    name = "scan_texts"
    consumes = frozenset((TextsSubmitted.__name__,))
    is_heavy = True

    def __init__(self, world: StageWorld, pool: Scans) -> None:
        """Take what stages' handlers have as well, and the pool."""
        self._world = world
        self._pool = pool

    def work(self, envelope: Envelope) -> Settle:
        """Search the texts and return how what was found, or the failure, is recorded."""
        submission_id, digest = envelope.stream_id, _digest_of(envelope)
        texts = self._take(submission_id, digest)
        if texts is None:
            return _nothing
        try:
            spans = attempt(
                self.name, self._world.metrics, lambda alone: self._scan(texts, alone=alone)
            )
        except GaveUpError as gave_up:
            # Not counted towards the limit: a stopped queue would keep every item from a person.
            code = gave_up.failure.code
            self._world.metrics.dead_letters.labels(self.name, code.value).inc()
            return self.give_up(envelope, gave_up.failure)

        def settle(uow: UnitOfWork) -> None:
            if text_scans.record(uow, submission_id, digest, VERSION, spans):
                request_review_when_complete(uow, submission_id)

        return settle

    def _take(self, submission_id: UUID, digest: str) -> dict[TextField, str] | None:
        with self._world.database.reading() as session:
            row = session.get(SubmissionRow, submission_id)
            if row is None or text_scans.awaited(session, row, digest) is None:
                return None
            return text_scans.free_texts(row)

    def _scan(self, texts: Mapping[TextField, str], *, alone: bool) -> list[TextSpan]:
        with self._world.slots.take(alone=alone):
            started = time.monotonic()
            found = self._pool.scan(tuple(texts.values()))
        self._world.metrics.stage_seconds.labels(self.name).observe(time.monotonic() - started)
        return [
            _placed(field, span)
            for field, spans in zip(texts, found, strict=True)
            for span in spans
        ]

    def give_up(self, envelope: Envelope, failure: Failure) -> Settle:
        """Return the effect of a dead letter: the texts go to a person, marked as unsearched."""
        submission_id, digest = envelope.stream_id, _digest_of(envelope)

        def settle(uow: UnitOfWork) -> None:
            if not text_scans.give_up(uow, submission_id, digest, failure.code):
                return
            abandon(uow, submission_id, envelope.event_id, failure)
            request_review_when_complete(uow, submission_id)
            tell_of_dead_letter(log.error, submission_id, failure)

        return settle


def _digest_of(envelope: Envelope) -> str:
    if not isinstance(envelope.event, TextsSubmitted):
        raise TypeError(envelope.name)
    return envelope.event.texts_sha256


def _placed(field: TextField, span: Span) -> TextSpan:
    return TextSpan(
        field=field,
        start=span.start,
        end=span.end,
        kind=span.kind,
        score=span.score,
        tier=span.tier,
    )


def _nothing(_: UnitOfWork) -> None:
    """Settle an event that came too late to matter."""
