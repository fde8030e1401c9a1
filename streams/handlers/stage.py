"""Runs one stage on one medium: read, compute in the pool, write by hash, then settle."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

import structlog

from moderation.dead_letters import Failure, hold
from moderation.processing import StageResult, StoredRendition, awaits, record_result
from schemas.events import AboutMedium
from schemas.failures import Blame, FailureCode
from schemas.zones import Zone
from storage.blobs import BlobMissingError, Blobs, RawRef, write_obscured
from storage.darkroom import Darkroom
from storage.events import Envelope
from storage.keyring import Keyring
from storage.models import MediumRow
from storage.sealing import SealBrokenError
from storage.submission_keys import KeyShreddedError
from storage.unit_of_work import Database, UnitOfWork
from storage.vault import Vault
from streams.failures import DeadLetterLimit
from streams.handlers.attempts import GaveUpError, attempt, tell_of_dead_letter
from streams.handlers.handler import Settle
from streams.handlers.progress import Progress
from streams.handlers.taken import SourceMissingError, Taken, given_in, take_up, taken_up_in
from streams.metrics import Metrics
from streams.slots import Slots
from workers.content import Chunks, Content
from workers.deidentification.options import DEFAULT, Options
from workers.spool import Spool
from workers.stage import RenditionRole, Stage, StageInput, StageOutput

log = structlog.get_logger("stage")


class Computes(Protocol):
    """What runs a stage on its input: the process pool."""

    def run(self, stage_name: str, given: StageInput, tell: Callable[[float], None]) -> StageOutput:
        """Return the stage's output, or raise why there is none; tell how far it has come."""


@dataclass(frozen=True, slots=True)
class StageWorld:
    """Everything that stages' handlers need of the world."""

    database: Database
    blobs: Blobs
    vault: Vault
    darkroom: Darkroom
    keyring: Keyring
    pool: Computes
    slots: Slots
    limit: DeadLetterLimit
    metrics: Metrics
    options: Options = DEFAULT
    dlib_vote: bool = False


class StageHandler:
    """Drains the events that one stage consumes."""

    is_heavy = True

    def __init__(self, stage: Stage, world: StageWorld) -> None:
        """Take the stage's record; its name is the handler's."""
        self._stage = stage
        self._world = world
        self.name = stage.name
        self.consumes = frozenset((stage.consumes.__name__,))

    def work(self, envelope: Envelope) -> Settle:
        """Run the stage and return how its result, or its failure, is recorded."""
        medium_id = _medium_of(envelope)
        try:
            taken = self._take(medium_id)
            if taken is None:
                return _nothing
            told = Progress(self._world.database, medium_id, self.name)
            output = self._compute(taken, told)
        except KeyShreddedError:
            return _nothing
        except GaveUpError as gave_up:
            self._world.limit.count(self.name, gave_up.failure.code)
            self._world.metrics.dead_letters.labels(self.name, gave_up.failure.code.value).inc()
            return self.give_up(envelope, gave_up.failure)
        self._world.limit.count(self.name, None)
        result = self._store(taken, output)
        return told.forgotten_with(self._settle_result(taken, result))

    def _take(self, medium_id: UUID) -> Taken | None:
        world = self._world
        try:
            with world.database.looking() as connection:
                return take_up(connection, world.keyring, self._stage, medium_id)
        except SourceMissingError:
            raise GaveUpError(Failure(self.name, FailureCode.MISSING_BLOB, 1)) from None

    def _compute(self, taken: Taken, told: Progress) -> StageOutput:
        """Run the stage; a crash or a passed deadline gets two more tries, alone.

        Raises:
            GaveUpError: there will be no output.

        """
        given = StageInput(
            taken.media_type,
            self._read(taken),
            taken.plan,
            taken.pseudonym_key,
            self._world.options,
            self._world.dlib_vote,
        )
        return attempt(
            self.name, self._world.metrics, lambda alone: self._run(given, told, alone=alone)
        )

    def _run(self, given: StageInput, told: Progress, *, alone: bool) -> StageOutput:
        with self._world.slots.take(alone=alone):
            started = time.monotonic()
            log.info("stage_begins", stage=self.name)
            output = self._world.pool.run(self.name, given, told)
        self._world.metrics.stage_seconds.labels(self.name).observe(time.monotonic() - started)
        return output

    def _read(self, taken: Taken) -> Content:
        """Return what the stage works on; of a video, which may be long, it lies in a spool."""
        try:
            if taken.media_type.is_video:
                return Spool().keep_all(self._chunks(taken))
            return b"".join(self._chunks(taken))
        except (BlobMissingError, SealBrokenError):
            raise GaveUpError(Failure(self.name, FailureCode.MISSING_BLOB, 1)) from None

    def _chunks(self, taken: Taken) -> Iterator[bytes]:
        if isinstance(taken.source, RawRef):
            return self._world.vault.chunks(taken.source, taken.key)
        return self._world.darkroom.chunks(taken.source, taken.key)

    def _store(self, taken: Taken, output: StageOutput) -> StageResult:
        """Write the renditions into the stage's zone, by hash, and describe them."""
        stored = tuple(
            StoredRendition(
                role=rendition.role.value,
                frame=rendition.frame,
                sha256=self._write(taken, rendition.data),
                media_type=rendition.media_type,
                width=rendition.width,
                height=rendition.height,
            )
            for rendition in output.renditions
        )
        return StageResult(
            zone=self._stage.gives,
            kind=output.media_type,
            plan=output.plan,
            renditions=stored,
            width=output.width,
            height=output.height,
            frames=output.frames,
            modality=output.modality,
            moments=output.moments,
            flagged=bool(output.residual),
        )

    def _write(self, taken: Taken, data: Content) -> str:
        chunks = Chunks(data)
        if self._stage.gives is Zone.OBSCURED:
            return write_obscured(self._world.blobs, chunks).sha256
        return self._world.darkroom.write(taken.submission_id, chunks, taken.key).sha256

    def _settle_result(self, taken: Taken, result: StageResult) -> Settle:
        stage, submission_id, medium_id = self._stage, taken.submission_id, taken.medium_id
        found = result.plan.findings[len(taken.plan.findings) :]

        def settle(uow: UnitOfWork) -> None:
            if not awaits(uow, submission_id, medium_id, taken_up_in(stage)):
                return
            medium = record_result(uow, medium_id, result, given_in(stage))
            uow.append(submission_id, _announcement(stage, medium, result))
            for finding in found:
                self._world.metrics.findings.labels(finding.kind.value).inc()

        return settle

    def give_up(self, envelope: Envelope, failure: Failure) -> Settle:
        """Return the effect of a dead letter: the medium is held, its bytes stay in their zone."""
        submission_id, medium_id = envelope.stream_id, _medium_of(envelope)

        def settle(uow: UnitOfWork) -> None:
            if not awaits(uow, submission_id, medium_id, taken_up_in(self._stage)):
                return
            hold(uow, submission_id, medium_id, envelope.event_id, failure)
            say = log.error if failure.code.blame is Blame.SYSTEM else log.warning
            tell_of_dead_letter(say, submission_id, failure)

        return settle


def _medium_of(envelope: Envelope) -> UUID:
    if not isinstance(envelope.event, AboutMedium):
        raise TypeError(envelope.name)
    return envelope.event.medium_id


def _nothing(_: UnitOfWork) -> None:
    """Settle an event that came too late to matter."""


def _announcement(stage: Stage, medium: MediumRow, result: StageResult) -> AboutMedium:
    """Build the event that the stage emits out of the facts that its model asks for."""
    canonical = next(r for r in result.renditions if r.role == RenditionRole.CANONICAL.value)
    facts: dict[str, object] = {
        "medium_id": medium.id,
        "stage_version": stage.version,
        "canonical_sha256": canonical.sha256,
        "findings": len(result.plan.findings),
        "revision": medium.revision,
        "flagged": result.flagged,
    }
    return stage.emits.model_validate({name: facts[name] for name in stage.emits.model_fields})
