"""The states of submissions and media, the roles of people, the verdicts they give."""

from enum import StrEnum


class SubmissionState(StrEnum):
    """Where a submission is on its way."""

    DRAFT = "draft"
    PROCESSING = "processing"
    HELD = "held"
    IN_REVIEW = "in_review"
    SENT_BACK = "sent_back"
    REJECTED = "rejected"
    AWAITING_CHECK = "awaiting_check"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class MediumState(StrEnum):
    """Where one medium of a submission is."""

    STORED = "stored"
    RECEIVED = "received"
    STRIPPED = "stripped"
    OBSCURED = "obscured"
    REVISING = "revising"
    HELD = "held"


class TextScanState(StrEnum):
    """How far the search for identifiers in a submission's free text has come."""

    WAITING = "waiting"
    SCANNED = "scanned"
    FAILED = "failed"


class Role(StrEnum):
    """What an account may do."""

    CLINICIAN = "clinician"
    MODERATOR = "moderator"
    VERIFICATION_OFFICER = "verification_officer"
    OPERATOR = "operator"
    ADMINISTRATOR = "administrator"


class VerificationState(StrEnum):
    """What is known of a clinician's licence."""

    UNVERIFIED = "unverified"
    REQUESTED = "requested"
    VERIFIED = "verified"
    REFUSED = "refused"


class ReviewVerdict(StrEnum):
    """What a moderator decides."""

    APPROVE = "approve"
    SEND_BACK = "send_back"
    REJECT = "reject"
    ESCALATE = "escalate"


class ReviewReason(StrEnum):
    """Why a submission was sent back, rejected or escalated."""

    IDENTIFYING_TEXT = "identifying_text"
    IDENTIFYING_IMAGE = "identifying_image"
    CONSENT_DOUBTFUL = "consent_doubtful"
    NOT_CLINICAL = "not_clinical"
    POOR_QUALITY = "poor_quality"
    NEEDS_SECOND_OPINION = "needs_second_opinion"
    OTHER = "other"


class RevealReason(StrEnum):
    """Why a moderator looked at an original."""

    CHECK_OBSCURING = "check_obscuring"
    IMAGE_UNCLEAR = "image_unclear"
    SUSPECTED_MIX_UP = "suspected_mix_up"
    LEGAL_REQUEST = "legal_request"


class TakedownReason(StrEnum):
    """Why a case or submission was withdrawn."""

    UPLOADER_REQUEST = "uploader_request"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    IDENTITY_VISIBLE = "identity_visible"
    CLINICALLY_WRONG = "clinically_wrong"
    LEGAL_REQUEST = "legal_request"
