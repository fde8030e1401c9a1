"""The closed list of failure codes. No failure carries free text: text may carry PHI."""

from enum import StrEnum


class Blame(StrEnum):
    """Where a failure comes from, which decides what may happen next."""

    INPUT = "input"
    SYSTEM = "system"


class FailureCode(StrEnum):
    """Every way in which an upload or an event can fail."""

    EMPTY = "empty"
    UNSUPPORTED_TYPE = "unsupported_type"
    POLYGLOT = "polyglot"
    TOO_LARGE = "too_large"
    TOO_MANY_MEDIA = "too_many_media"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_MANY_FRAMES = "too_many_frames"
    TRUNCATED = "truncated"
    UNDECODABLE = "undecodable"
    ANIMATED = "animated"
    NO_PIXEL_DATA = "no_pixel_data"
    DOCUMENT = "document"
    RECOGNIZABLE_FEATURES = "recognizable_features"
    UNSUPPORTED_TRANSFER_SYNTAX = "unsupported_transfer_syntax"
    UNSUPPORTED_PIXEL_FORMAT = "unsupported_pixel_format"
    DEADLINE_PASSED = "deadline_passed"
    WORKER_DIED = "worker_died"
    STAGE_ERROR = "stage_error"
    UNKNOWN_EVENT = "unknown_event"
    UNDECODABLE_EVENT = "undecodable_event"
    OVERSIZED_EVENT = "oversized_event"
    MISSING_BLOB = "missing_blob"
    RESIDUAL_IDENTITY = "residual_identity"

    @property
    def blame(self) -> Blame:
        """Whose fault a failure with this code is."""
        return Blame.SYSTEM if self in _SYSTEM else Blame.INPUT

    @property
    def meaning(self) -> str:
        """One plain sentence for the person who uploaded."""
        return _MEANINGS[self]


_SYSTEM = frozenset(
    (
        FailureCode.DEADLINE_PASSED,
        FailureCode.WORKER_DIED,
        FailureCode.STAGE_ERROR,
        FailureCode.UNKNOWN_EVENT,
        FailureCode.MISSING_BLOB,
    )
)

_MEANINGS: dict[FailureCode, str] = {
    FailureCode.EMPTY: "The file is empty.",
    FailureCode.UNSUPPORTED_TYPE: "The file is no kind of picture or video that is taken in.",
    FailureCode.POLYGLOT: "The file is two kinds of file at once.",
    FailureCode.TOO_LARGE: "The file is larger than an upload may be.",
    FailureCode.TOO_MANY_MEDIA: "A case may not hold that many files.",
    FailureCode.TOO_MANY_PIXELS: "The image has more pixels than can be processed.",
    FailureCode.TOO_MANY_FRAMES: "The medium has more frames than can be processed.",
    FailureCode.TRUNCATED: "The file ends before the image does.",
    FailureCode.UNDECODABLE: "The file is damaged and cannot be read.",
    FailureCode.ANIMATED: "Animated images are not supported; upload a still image.",
    FailureCode.NO_PIXEL_DATA: "The file holds no picture.",
    FailureCode.DOCUMENT: "The file is a report or document, which cannot be made safe.",
    FailureCode.RECOGNIZABLE_FEATURES: "The series could be rendered to a face.",
    FailureCode.UNSUPPORTED_TRANSFER_SYNTAX: "The file's compression is not supported.",
    FailureCode.UNSUPPORTED_PIXEL_FORMAT: "The image's pixel format is not supported.",
    FailureCode.DEADLINE_PASSED: "Processing took too long and was stopped.",
    FailureCode.WORKER_DIED: "Processing this file crashed its worker.",
    FailureCode.STAGE_ERROR: "Processing failed for a reason on our side.",
    FailureCode.UNKNOWN_EVENT: "This release does not know an event of this name and version.",
    FailureCode.UNDECODABLE_EVENT: "What came from the queue is not an event.",
    FailureCode.OVERSIZED_EVENT: "What came from the queue is larger than an event can be.",
    FailureCode.MISSING_BLOB: "Stored bytes could not be found.",
    FailureCode.RESIDUAL_IDENTITY: "Something identifying was still found after two rounds.",
}


class InputRejectedError(Exception):
    """Bytes that cannot become a clinical image; carries a code and nothing else."""

    def __init__(self, code: FailureCode) -> None:
        super().__init__(code.value)
        self.code = code

    def __reduce__(self) -> tuple[type["InputRejectedError"], tuple[FailureCode]]:
        """Pickle by code, so that the error crosses the pool's process boundary."""
        return type(self), (self.code,)
