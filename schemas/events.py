"""One frozen model per event. Payloads are references and closed codes: no pixels, no PHI.

A change that old payloads would not survive gets a new ``version``; the snapshots beside this
module and the test over them say when that is.
"""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from schemas.failures import FailureCode
from schemas.media_type import MediaType
from schemas.states import (
    RevealReason,
    ReviewReason,
    ReviewVerdict,
    Role,
    TakedownReason,
    VerificationState,
)


class Event(BaseModel):
    """What happened, in the past tense."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    version: ClassVar[int] = 1

    @property
    def name(self) -> str:
        """The event's name on the wire: its class name."""
        return type(self).__name__


class AboutMedium(Event):
    """An event about one medium of the submission that keys it."""

    medium_id: UUID


# The uploader's part


class SubmissionOpened(Event):
    """A clinician began a submission."""

    uploader_id: UUID


class TextsEdited(Event):
    """A submission's texts were written anew; ``texts_sha256`` covers all of them."""

    texts_sha256: str


class MediumStored(AboutMedium):
    """Uploaded bytes are sealed in the vault, not yet submitted."""

    media_type: MediaType
    size: int


class MediumDiscarded(AboutMedium):
    """A medium was taken out of a draft."""


class UploadReceived(AboutMedium):
    """A medium was submitted: from here on it must not be lost."""

    media_type: MediaType
    size: int


class Resubmitted(Event):
    """A submission that was sent back came in again."""


class TextsSubmitted(Event):
    """A submission's texts were sent in: they wait to be searched for identifiers."""

    texts_sha256: str


# What the stages did


class PhiStripped(AboutMedium):
    """A medium reached the zone STRIPPED."""

    stage_version: str
    canonical_sha256: str
    findings: int


class FacesObscured(AboutMedium):
    """A medium reached the zone OBSCURED; ``flagged`` when verification still found something."""

    stage_version: str
    revision: int
    findings: int
    flagged: bool


class RevisionBurned(AboutMedium):
    """A moderator's revision of the plan was burned into the pixels."""

    stage_version: str
    revision: int
    findings: int
    flagged: bool


class TextsScanned(Event):
    """A submission's texts were searched; how many stretches were found in each tier."""

    texts_sha256: str
    scanner_version: str
    sure: int
    check: int


class StageFailed(AboutMedium):
    """A stage gave up on a medium; it is held and a dead letter was written."""

    stage: str
    code: FailureCode
    tries: int
    event_id: UUID | None = None


class StageReplayed(AboutMedium):
    """An operator sent a dead letter on its way again."""

    stage: str
    operator_id: UUID | None
    event_id: UUID | None = None


class EventAbandoned(Event):
    """A handler gave up on an event, or on a record that is none; a dead letter was written.

    ``stage`` is the handler's name. The stream of what belongs to none is its topic's.
    """

    stage: str
    code: FailureCode
    tries: int
    event_id: UUID


class EventReplayed(Event):
    """An operator let a handler have an event once more."""

    stage: str
    event_id: UUID
    operator_id: UUID | None


# Review


class ReviewRequested(Event):
    """Every medium is obscured: a moderator may decide."""

    media: int


class ReviewClaimed(Event):
    """A moderator holds the submission until the lease ends."""

    moderator_id: UUID
    until: datetime


class ReviewReleased(Event):
    """A moderator gave the submission back, or the lease ran out."""

    moderator_id: UUID
    expired: bool


class PlanRevised(AboutMedium):
    """A moderator drew, lifted or put back regions."""

    moderator_id: UUID
    revision: int
    added: int
    lifted: int


class OriginalRevealed(AboutMedium):
    """A moderator looked at an original."""

    moderator_id: UUID
    reason: RevealReason


class ReviewDecided(Event):
    """A moderator decided; ``approved_sha256`` covers everything that an approval names."""

    moderator_id: UUID
    verdict: ReviewVerdict
    reason: ReviewReason | None = None
    approved_sha256: str | None = None


class ReviewReopened(Event):
    """What was approved is no longer what would be published."""


# The check, and the library


class CheckAwaited(Event):
    """Approved, but the uploader is not verified yet."""

    uploader_id: UUID


class ProfessionalChecked(Event):
    """The uploader of an approved submission is a verified professional."""

    uploader_id: UUID


class CasePublished(Event):
    """An approved submission entered the case library."""

    case_id: UUID
    approved_sha256: str


class CaseWithdrawn(Event):
    """A submission, and its case where there is one, was taken down for good."""

    case_id: UUID | None
    by_id: UUID
    reason: TakedownReason


class OriginalShredded(Event):
    """The submission's key was destroyed: its original and stripped bytes are unreadable."""


# Accounts: keyed by the account's id


class AccountRegistered(Event):
    """An account exists."""

    roles: tuple[Role, ...]


class RolesChanged(Event):
    """An account's roles changed."""

    roles: tuple[Role, ...]


class VerificationRequested(Event):
    """A clinician asked to be verified."""

    verification_id: UUID


class VerificationDecided(Event):
    """A verification officer decided."""

    verification_id: UUID
    officer_id: UUID
    state: VerificationState


EVENTS: dict[str, type[Event]] = {
    event.__name__: event
    for event in (
        SubmissionOpened,
        TextsEdited,
        MediumStored,
        MediumDiscarded,
        UploadReceived,
        Resubmitted,
        TextsSubmitted,
        PhiStripped,
        FacesObscured,
        RevisionBurned,
        TextsScanned,
        StageFailed,
        StageReplayed,
        EventAbandoned,
        EventReplayed,
        ReviewRequested,
        ReviewClaimed,
        ReviewReleased,
        PlanRevised,
        OriginalRevealed,
        ReviewDecided,
        ReviewReopened,
        CheckAwaited,
        ProfessionalChecked,
        CasePublished,
        CaseWithdrawn,
        OriginalShredded,
        AccountRegistered,
        RolesChanged,
        VerificationRequested,
        VerificationDecided,
    )
}
"""Every event by its name on the wire."""
