"""Checks that the uploader of an approved submission is a verified professional."""

from moderation.check import check_submission, check_waiting
from schemas.events import ReviewDecided, VerificationDecided
from storage.events import Envelope
from streams.handlers.handler import LightHandler, Settle


class CheckHandler(LightHandler):
    """Drains decisions: those on submissions, and those on the people who uploaded them."""

    name = "check"
    consumes = frozenset((ReviewDecided.__name__, VerificationDecided.__name__))

    def work(self, envelope: Envelope) -> Settle:
        """Return the effect: what may pass the check passes it."""
        if isinstance(envelope.event, VerificationDecided):
            return lambda uow: check_waiting(uow, envelope.stream_id)
        return lambda uow: check_submission(uow, envelope.stream_id)
