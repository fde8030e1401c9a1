"""The options of the Basic Application Level Confidentiality Profile, and this product's choice.

DICOM PS3.15 sections E.2 and E.3; the codes are those of PS3.16 context group 7050.
"""

from collections.abc import Iterable
from enum import StrEnum


class Option(StrEnum):
    """One option of PS3.15 section E.3, or the one that is our own: characteristics in bands."""

    CLEAN_PIXEL_DATA = "clean_pixel_data"
    CLEAN_RECOGNIZABLE_VISUAL_FEATURES = "clean_recognizable_visual_features"
    CLEAN_GRAPHICS = "clean_graphics"
    CLEAN_STRUCTURED_CONTENT = "clean_structured_content"
    CLEAN_DESCRIPTORS = "clean_descriptors"
    RETAIN_FULL_DATES = "retain_full_dates"
    RETAIN_MODIFIED_DATES = "retain_modified_dates"
    RETAIN_PATIENT_CHARACTERISTICS = "retain_patient_characteristics"
    BAND_PATIENT_CHARACTERISTICS = "band_patient_characteristics"
    RETAIN_DEVICE_IDENTITY = "retain_device_identity"
    RETAIN_INSTITUTION_IDENTITY = "retain_institution_identity"
    RETAIN_UIDS = "retain_uids"
    RETAIN_SAFE_PRIVATE = "retain_safe_private"

    @property
    def column(self) -> str:
        """The name of the option's column in the table's file."""
        return _COLUMNS[self]

    @property
    def code(self) -> tuple[str, str]:
        """Code value and meaning, coding scheme DCM."""
        return _CODES[self]


Options = frozenset[Option]

DEFAULT: Options = frozenset(
    (
        Option.CLEAN_PIXEL_DATA,
        Option.CLEAN_DESCRIPTORS,
        Option.RETAIN_MODIFIED_DATES,
        Option.BAND_PATIENT_CHARACTERISTICS,
    )
)
"""What happens unless an operator says otherwise."""

BASIC_PROFILE = ("113100", "Basic Application Confidentiality Profile")

_ALWAYS = frozenset((Option.CLEAN_PIXEL_DATA,))
"""Every picture is searched for text, whatever is set."""

_AT_MOST_ONE = (
    frozenset((Option.RETAIN_FULL_DATES, Option.RETAIN_MODIFIED_DATES)),
    frozenset((Option.RETAIN_PATIENT_CHARACTERISTICS, Option.BAND_PATIENT_CHARACTERISTICS)),
)

_COLUMNS = {
    Option.CLEAN_PIXEL_DATA: "",
    Option.CLEAN_RECOGNIZABLE_VISUAL_FEATURES: "",
    Option.CLEAN_GRAPHICS: "graphics",
    Option.CLEAN_STRUCTURED_CONTENT: "structured",
    Option.CLEAN_DESCRIPTORS: "descriptors",
    Option.RETAIN_FULL_DATES: "full_dates",
    Option.RETAIN_MODIFIED_DATES: "modified_dates",
    Option.RETAIN_PATIENT_CHARACTERISTICS: "characteristics",
    Option.BAND_PATIENT_CHARACTERISTICS: "characteristics",
    Option.RETAIN_DEVICE_IDENTITY: "device",
    Option.RETAIN_INSTITUTION_IDENTITY: "institution",
    Option.RETAIN_UIDS: "uids",
    Option.RETAIN_SAFE_PRIVATE: "private",
}

_CODES = {
    Option.CLEAN_PIXEL_DATA: ("113101", "Clean Pixel Data Option"),
    Option.CLEAN_RECOGNIZABLE_VISUAL_FEATURES: (
        "113102",
        "Clean Recognizable Visual Features Option",
    ),
    Option.CLEAN_GRAPHICS: ("113103", "Clean Graphics Option"),
    Option.CLEAN_STRUCTURED_CONTENT: ("113104", "Clean Structured Content Option"),
    Option.CLEAN_DESCRIPTORS: ("113105", "Clean Descriptors Option"),
    Option.RETAIN_FULL_DATES: (
        "113106",
        "Retain Longitudinal Temporal Information Full Dates Option",
    ),
    Option.RETAIN_MODIFIED_DATES: (
        "113107",
        "Retain Longitudinal Temporal Information Modified Dates Option",
    ),
    Option.RETAIN_PATIENT_CHARACTERISTICS: ("113108", "Retain Patient Characteristics Option"),
    Option.BAND_PATIENT_CHARACTERISTICS: ("113108", "Retain Patient Characteristics Option"),
    Option.RETAIN_DEVICE_IDENTITY: ("113109", "Retain Device Identity Option"),
    Option.RETAIN_UIDS: ("113110", "Retain UIDs Option"),
    Option.RETAIN_SAFE_PRIVATE: ("113111", "Retain Safe Private Option"),
    Option.RETAIN_INSTITUTION_IDENTITY: ("113112", "Retain Institution Identity Option"),
}


def parsed(text: str) -> Options:
    """Return the options that a text names, with commas between.

    Raises:
        ValueError: there is no such option, or two of them exclude each other.

    """
    return checked(Option(name.strip()) for name in text.split(",") if name.strip())


def checked(options: Iterable[Option]) -> Options:
    """Return options as a set, those added that no setting can take away.

    Raises:
        ValueError: two of them exclude each other.

    """
    chosen = frozenset(options) | _ALWAYS
    for pair in _AT_MOST_ONE:
        if pair <= chosen:
            raise ValueError(" and ".join(sorted(pair)) + " exclude each other")
    return chosen


def codes(options: Options) -> list[tuple[str, str]]:
    """Return the profile's and the options' codes, for De-identification Method Code Sequence."""
    return [BASIC_PROFILE, *sorted({option.code for option in options})]
