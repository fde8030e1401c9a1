"""Tells how far a stage has come with a long medium, now and then, for whoever looks."""

import threading
import time
from collections.abc import Callable
from uuid import UUID

import structlog

from moderation import progress
from storage.unit_of_work import Database, UnitOfWork
from streams.failures import BROKEN_WORLD
from streams.handlers.handler import Settle

_EVERY_SECONDS = 1.0

log = structlog.get_logger("progress")


class Progress:
    """For one run of a stage on one medium; may be called from several threads.

    Nothing is written for what takes less than a second, nor at the end, where the result tells
    more. A database that is away is no reason to stop computing.
    """

    def __init__(
        self,
        database: Database,
        medium_id: UUID,
        stage: str,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin to measure the time."""
        self._database = database
        self._medium_id = medium_id
        self._stage = stage
        self._clock = clock
        self._lock = threading.Lock()
        self._percent = 0
        self._told_at = clock()

    def __call__(self, share: float) -> None:
        """Take in how much of the work is done, 0 to 1."""
        with self._lock:
            now, percent = self._clock(), int(100 * share)
            is_news = self._percent < percent < 100
            if not is_news or now - self._told_at < _EVERY_SECONDS:
                return
            self._percent, self._told_at = percent, now
            self._tell(percent)

    def forgotten_with(self, settle: Settle) -> Settle:
        """Return an effect that also forgets what was told, if anything was."""
        if not self._percent:
            return settle

        def both(uow: UnitOfWork) -> None:
            progress.forget(uow, self._medium_id)
            settle(uow)

        return both

    def _tell(self, percent: int) -> None:
        try:
            with self._database.writing() as uow:
                progress.note(uow, self._medium_id, self._stage, percent)
        except BROKEN_WORLD as error:
            log.warning("progress_untold", stage=self._stage, error_type=type(error).__name__)
