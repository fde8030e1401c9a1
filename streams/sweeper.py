"""The sweeper: announces again what stands still, ends what has run out, signs checkpoints."""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

import structlog
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from moderation import accounts, check, leases, processing, text_scans
from schemas.events import ProfessionalChecked, ReviewDecided, TextsSubmitted
from schemas.states import SubmissionState, VerificationState
from storage import audit, events, partitions
from storage.keyring import Keyring
from storage.models import AccountRow, EventRow, SubmissionRow
from storage.unit_of_work import Database, UnitOfWork
from streams.failures import BROKEN_WORLD

_OURS = (SubmissionState.PROCESSING, SubmissionState.AWAITING_CHECK)
_CHECK = (ReviewDecided.__name__, ProfessionalChecked.__name__)

log = structlog.get_logger("sweeper")


class Consumes(Protocol):
    """What takes events: a handler, or the queue that feeds one."""

    @property
    def consumes(self) -> frozenset[str]:
        """The names of the events it takes."""


class Sweeper:
    """Looks around at intervals; everything that it does is safe to do twice."""

    def __init__(
        self,
        database: Database,
        keyring: Keyring,
        consumers: Sequence[Consumes],
        *,
        every: timedelta = timedelta(seconds=30),
        still_after: timedelta = timedelta(minutes=30),
    ) -> None:
        """Take who consumes events, how often to look, and how long is too long to stand."""
        self._database = database
        self._keyring = keyring
        self._consumed = frozenset[str]().union(*(each.consumes for each in consumers))
        self._every = every
        self._still_after = still_after
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sweeper", daemon=True)

    def start(self) -> None:
        """Begin to sweep."""
        self._thread.start()

    def stop(self) -> None:
        """Sweep no more; sign a last checkpoint where that can be done now."""
        self._stopping.set()
        self._thread.join()
        self._try(self.checkpoint)

    def _run(self) -> None:
        while not self._stopping.wait(self._every.total_seconds()):
            self._try(self.sweep, self.checkpoint)

    def _try(self, *tasks: Callable[[], object]) -> None:
        """Do what can be done; the rest has to wait for another time."""
        try:
            for task in tasks:
                task()
        except BROKEN_WORLD as error:
            log.error("sweep_failed", error_type=type(error).__name__)

    def sweep(self) -> int:
        """Look around once; return how many events were announced again."""
        with self._database.writing() as uow:
            leases.expire(uow)
            accounts.expire_sessions(uow)
        for submission_id in self._unchecked():
            with self._database.writing() as uow:
                check.check_submission(uow, submission_id)
        again = self._announce_again()
        if again:
            log.warning("announced_again", count=again)
        # Last, because it may find the log in use for too long.
        with self._database.writing(announce=False) as uow:
            partitions.prepare(uow.session.connection(), uow.now)
        return again

    def _announce_again(self) -> int:
        with self._database.writing() as uow:
            still = [
                *self._still_media(uow),
                *self._still_texts(uow),
                *self._still_submissions(uow),
            ]
            events.announce_again(uow.session, still)
        return len(still)

    def checkpoint(self) -> None:
        """Sign how far every chain has come, if any came further since the last time."""
        with self._database.writing(announce=False) as uow:
            settled = audit.settled_seq(uow)
        with self._database.writing(announce=False) as uow:
            audit.write_checkpoint(uow, self._keyring, settled)

    def _still_media(self, uow: UnitOfWork) -> list[UUID]:
        """Return the last handled event of each medium that no stage took up in time."""
        limit = uow.now - self._still_after
        still = []
        for medium in processing.standing_still(uow):
            if medium.state_since < limit:
                rows = _latest_first(uow.session, medium.submission_id)
                own = [row for row in rows if row.payload.get("medium_id") == str(medium.id)]
                still += self._last(own, uow.now)
        return still

    def _still_texts(self, uow: UnitOfWork) -> list[UUID]:
        """Return the last event that asked for each scan that nobody took up in time."""
        still = []
        for scan in text_scans.standing_still(uow.session):
            if scan.asked_at < uow.now - self._still_after:
                rows = _latest_first(uow.session, scan.submission_id)
                asked = [row for row in rows if row.name == TextsSubmitted.__name__]
                still += self._last(asked, uow.now)
        return still

    def _still_submissions(self, uow: UnitOfWork) -> list[UUID]:
        """Return the last handled event of each submission that nobody but us can move on.

        An approved submission whose uploader is not verified waits for an officer, not for us.
        """
        still = []
        for submission, _ in uow.session.execute(self._standing(uow.now)):
            latest_first = _latest_first(uow.session, submission.id)
            if submission.state is SubmissionState.PROCESSING or _was_checked(latest_first):
                still += self._last(latest_first, uow.now)
        return still

    def _unchecked(self) -> list[UUID]:
        """Return approved submissions that the news of their uploader's check did not reach."""
        with self._database.reading() as session:
            return [
                submission.id
                for submission, verification in session.execute(
                    self._standing(self._database.clock())
                )
                if submission.state is SubmissionState.AWAITING_CHECK
                and verification is VerificationState.VERIFIED
                and not _was_checked(_latest_first(session, submission.id))
            ]

    def _standing(self, now: datetime) -> Select[SubmissionRow, VerificationState]:
        return (
            select(SubmissionRow, AccountRow.verification)
            .join(AccountRow, AccountRow.id == SubmissionRow.uploader_id)
            .where(
                SubmissionRow.state.in_(_OURS),
                SubmissionRow.state_since < now - self._still_after,
            )
        )

    def _last(self, latest_first: Sequence[EventRow], now: datetime) -> list[UUID]:
        """Return the last event that has a handler, unless it is on its way.

        It is while it waits in the outbox, and for a while after it was sent: a queue may be long.
        """
        for row in latest_first:
            if row.name in self._consumed:
                late = row.sent_at is not None and row.sent_at < now - self._still_after
                return [row.event_id] if late else []
        return []


def _was_checked(latest_first: Sequence[EventRow]) -> bool:
    """Tell whether the uploader was checked since the last approval."""
    names = (row.name for row in latest_first if row.name in _CHECK)
    return next(names, None) == ProfessionalChecked.__name__


def _latest_first(session: Session, stream_id: UUID) -> Sequence[EventRow]:
    query = select(EventRow).where(EventRow.stream_id == stream_id)
    return session.scalars(query.order_by(EventRow.number.desc())).all()
