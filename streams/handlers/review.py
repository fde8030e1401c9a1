"""Puts a submission into the review queue once its last medium is obscured."""

from moderation.processing import request_review_when_complete
from schemas.events import FacesObscured, RevisionBurned
from storage.events import Envelope
from streams.handlers.handler import LightHandler, Settle


class ReviewHandler(LightHandler):
    """Drains what the obscuring stages emit."""

    name = "review"
    consumes = frozenset((FacesObscured.__name__, RevisionBurned.__name__))

    def work(self, envelope: Envelope) -> Settle:
        """Return the effect: review is requested when every medium is ready."""
        return lambda uow: request_review_when_complete(uow, envelope.stream_id)
