"""The sweeper: announces again what stands still, ends what has run out, signs checkpoints."""

import threading
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from moderation import accounts, check, leases, processing
from schemas.events import ProfessionalChecked, ReviewDecided
from schemas.states import SubmissionState, VerificationState
from storage import audit, events
from storage.keyring import Keyring
from storage.models import AccountRow, EventRow, SubmissionRow
from storage.unit_of_work import Database, UnitOfWork
from streams.failures import BROKEN_WORLD
from streams.runner import Runner

_OURS = (SubmissionState.PROCESSING, SubmissionState.AWAITING_CHECK)
_CHECK = (ReviewDecided.__name__, ProfessionalChecked.__name__)

log = structlog.get_logger("sweeper")


class Sweeper:
    """Looks around at intervals; everything that it does is safe to do twice."""

    def __init__(
        self,
        database: Database,
        keyring: Keyring,
        runner: Runner,
        *,
        every: timedelta = timedelta(seconds=30),
        still_after: timedelta = timedelta(minutes=30),
    ) -> None:
        """Take how often to look, and how long something may stand before it stands still."""
        self._database = database
        self._keyring = keyring
        self._runner = runner
        self._every = every
        self._still_after = still_after
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sweeper", daemon=True)

    def start(self) -> None:
        """Begin to sweep."""
        self._thread.start()

    def stop(self) -> None:
        """Sweep no more; sign a last checkpoint."""
        self._stopping.set()
        self._thread.join()
        self.checkpoint()

    def _run(self) -> None:
        while not self._stopping.wait(self._every.total_seconds()):
            try:
                self.sweep()
                self.checkpoint()
            except BROKEN_WORLD as error:
                log.error("sweep_failed", error_type=type(error).__name__)

    def sweep(self) -> int:
        """Look around once; return how many events were announced again."""
        with self._database.writing() as uow:
            leases.expire(uow)
            accounts.expire_sessions(uow)
            again = [*self._still_media(uow), *self._still_submissions(uow)]
            events.announce_again(uow.session, again)
        if again:
            log.warning("announced_again", count=len(again))
        return len(again)

    def checkpoint(self) -> None:
        """Sign how far every chain has come, if any came further since the last time."""
        with self._database.writing(announce=False) as uow:
            audit.write_checkpoint(uow, self._keyring)

    def _still_media(self, uow: UnitOfWork) -> list[UUID]:
        """Return the last handled event of each medium that no stage took up in time."""
        limit = uow.now - self._still_after
        still = []
        for medium in processing.standing_still(uow):
            if medium.state_since < limit:
                rows = _latest_first(uow.session, medium.submission_id)
                still += self._last(
                    [row for row in rows if row.payload.get("medium_id") == str(medium.id)]
                )
        return still

    def _still_submissions(self, uow: UnitOfWork) -> list[UUID]:
        """Return the last handled event of each submission that nobody but us can move on.

        An approved submission whose uploader is not verified waits for an officer, not for us; one
        whose uploader was verified without the news reaching it is checked here.
        """
        query = (
            select(SubmissionRow, AccountRow.verification)
            .join(AccountRow, AccountRow.id == SubmissionRow.uploader_id)
            .where(
                SubmissionRow.state.in_(_OURS),
                SubmissionRow.state_since < uow.now - self._still_after,
            )
        )
        still = []
        for submission, verification in uow.session.execute(query):
            latest_first = _latest_first(uow.session, submission.id)
            if submission.state is SubmissionState.PROCESSING or _was_checked(latest_first):
                still += self._last(latest_first)
            elif verification is VerificationState.VERIFIED:
                check.check_submission(uow, submission.id)
        return still

    def _last(self, latest_first: Sequence[EventRow]) -> list[UUID]:
        """Return the last event that has a handler, unless it waits in the outbox anyway."""
        for row in latest_first:
            if self._runner.handlers_for(row.name):
                return [row.event_id] if row.sent_at is not None else []
        return []


def _was_checked(latest_first: Sequence[EventRow]) -> bool:
    """Tell whether the uploader was checked since the last approval."""
    names = (row.name for row in latest_first if row.name in _CHECK)
    return next(names, None) == ProfessionalChecked.__name__


def _latest_first(session: Session, stream_id: UUID) -> Sequence[EventRow]:
    query = select(EventRow).where(EventRow.stream_id == stream_id)
    return session.scalars(query.order_by(EventRow.number.desc())).all()
