"""One key per submission. Destroying it destroys everything of the submission that lies dark."""

import os
from uuid import UUID

from sqlalchemy.orm import Session

from storage.clock import Clock
from storage.keyring import KEY_BYTES, Keyring
from storage.models import SubmissionKeyRow


class KeyShreddedError(Exception):
    """The submission's key was destroyed, and with it the dark zones."""


class SubmissionKeys:
    """Makes, opens and destroys submissions' keys."""

    def __init__(self, keyring: Keyring, clock: Clock) -> None:
        """Take the keyring that wraps the keys."""
        self._keyring = keyring
        self._clock = clock

    def create(self, session: Session, submission_id: UUID) -> None:
        """Make a fresh key."""
        wrapped = self._keyring.wrap(os.urandom(KEY_BYTES), submission_id)
        session.add(SubmissionKeyRow(submission_id=submission_id, wrapped=wrapped))

    def open(self, session: Session, submission_id: UUID) -> bytes:
        """Return a submission's key.

        Raises:
            KeyShreddedError: it was destroyed.

        """
        row = session.get(SubmissionKeyRow, submission_id)
        if row is None or row.wrapped is None:
            raise KeyShreddedError
        return self._keyring.unwrap(row.wrapped, submission_id)

    def shred(self, session: Session, submission_id: UUID) -> bool:
        """Destroy a key; tell whether there was one left to destroy.

        Of several that try at once, one is told so.
        """
        row = session.get(
            SubmissionKeyRow, submission_id, with_for_update=True, populate_existing=True
        )
        if row is None or row.wrapped is None:
            return False
        row.wrapped, row.shredded_at = None, self._clock()
        return True
