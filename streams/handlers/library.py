"""Admits checked submissions to the case library."""

from case_library.admission import admit
from moderation import find
from schemas.events import ProfessionalChecked
from storage.blobs import Blobs
from storage.events import Envelope
from storage.unit_of_work import UnitOfWork
from streams.handlers.handler import LightHandler, Settle


class LibraryHandler(LightHandler):
    """Drains the check."""

    name = "library"
    consumes = frozenset((ProfessionalChecked.__name__,))

    def __init__(self, blobs: Blobs) -> None:
        """Take the store that approved bytes must be in."""
        self._blobs = blobs

    def work(self, envelope: Envelope) -> Settle:
        """Return the effect: the case is published as approved, or goes back to review."""

        def settle(uow: UnitOfWork) -> None:
            admit(uow, self._blobs, find.locked_submission(uow, envelope.stream_id))

        return settle
