"""The kinds of text that are measured; apart, so that the command line need not load a font."""

from enum import StrEnum


class Kind(StrEnum):
    """How strings stand in a frame."""

    PLAIN = "plain"
    ROTATED = "rotated"
    SLANTED = "slanted"
    INVERTED = "inverted"
    FAINT = "faint"
    ANATOMY = "anatomy"
    VERTICAL = "vertical"
    NON_LATIN = "non_latin"
    LABEL = "label"
    HANDWRITING = "handwriting"
    EMPTY = "empty"
