"""The closed list of reasons why a request is refused, as the API's problem codes."""

from enum import StrEnum


class RefusalCode(StrEnum):
    """Why a request is not carried out."""

    NOT_LOGGED_IN = "not_logged_in"
    WRONG_CREDENTIALS = "wrong_credentials"
    TOO_MANY_ATTEMPTS = "too_many_attempts"
    NOT_ALLOWED = "not_allowed"
    NOT_VERIFIED = "not_verified"
    CROSS_SITE = "cross_site"
    NOT_FOUND = "not_found"
    GONE = "gone"
    INVALID = "invalid"
    EMAIL_TAKEN = "email_taken"
    CONSENT_OUTDATED = "consent_outdated"
    NO_MEDIA = "no_media"
    WRONG_STATE = "wrong_state"
    CLAIMED_BY_ANOTHER = "claimed_by_another"
    NOT_CLAIMED = "not_claimed"
    CHANGED_SINCE = "changed_since"
    NOT_READY = "not_ready"
    REASON_NEEDED = "reason_needed"
    REGION_OUTSIDE = "region_outside"
    FRAMES_OUTSIDE = "frames_outside"
    STRETCH_OUTSIDE = "stretch_outside"
    TEXT_TOO_LONG = "text_too_long"
    METHOD_NOT_ALLOWED = "method_not_allowed"
    UNAVAILABLE = "unavailable"
    INTERNAL = "internal"


class RefusedError(Exception):
    """A request that is refused, by its code."""

    def __init__(self, code: RefusalCode) -> None:
        """Take the code; there is no free text to leak."""
        super().__init__(code.value)
        self.code = code
