"""What is done with each attribute under a choice of options.

The table decides what it names. What it does not name is not thereby safe: private and unknown
attributes go, names of people, machines and places go whatever attribute they stand in, texts are
cleaned, dates shifted, identifiers mapped, and bytes that nobody can read go unless the attribute
is one that a picture is drawn with.
"""

from enum import Enum
from functools import cache
from typing import NamedTuple

from pydicom._dicom_dict import DicomDictionary
from pydicom.datadict import keyword_for_tag

from workers.deidentification.characteristics import BANDS
from workers.deidentification.options import Option, Options
from workers.deidentification.table import Row, rows_by_number


class Action(Enum):
    """What becomes of an attribute."""

    REMOVE = "removed"
    EMPTY = "emptied"
    DUMMY = "replaced by a value without meaning"
    MAP = "identifiers mapped by keyed hash"
    CLEAN = "cleaned by what it holds"
    KEEP = "kept"
    BAND = "kept in bands"
    PSEUDONYM = "replaced by the patient's pseudonym"
    SKIP = "written anew"


class Rule(NamedTuple):
    """What is done with one attribute; ``vrs`` are those that the dictionary allows it."""

    action: Action
    vrs: tuple[bytes, ...]
    keyword: str


PATIENT_NAME, PATIENT_ID = 0x00100010, 0x00100020
CHARACTER_SET = 0x00080005
_OWN = frozenset(
    # Patient Identity Removed, the method and its codes, and how dates were changed.
    (CHARACTER_SET, 0x00120062, 0x00120063, 0x00120064, 0x00280303)
)
"""Attributes that every cleaned data set gets with values of its own."""

_LETTERS = {"X": Action.REMOVE, "Z": Action.EMPTY, "D": Action.DUMMY, "U": Action.MAP}


class Policy:
    """The rules under one choice of options, each made when its attribute is first seen."""

    def __init__(self, options: Options) -> None:
        """Take the options; those of pixels change no header."""
        self.options = options
        self._rules: dict[int, Rule] = {}

    def rule(self, tag: int) -> Rule:
        """Return what is done with the attribute of this tag."""
        found = self._rules.get(tag)
        if found is None:
            found = self._rules[tag] = self._made(tag)
        return found

    def _made(self, tag: int) -> Rule:
        entry = None if _is_structural(tag) else DicomDictionary.get(tag)
        if entry is None:
            return Rule(Action.SKIP if _only_counts(tag) else Action.REMOVE, (), _number(tag))
        vrs = tuple(vr.encode() for vr in entry[0].split(" or "))
        return Rule(self._action(tag), vrs, entry[4] or _number(tag))

    def _action(self, tag: int) -> Action:
        if tag in _OWN:
            return Action.SKIP
        if tag in (PATIENT_NAME, PATIENT_ID):
            return Action.PSEUDONYM
        row = rows_by_number().get(tag)
        return Action.CLEAN if row is None else action_of(row, self.options)


@cache
def policy_for(options: Options) -> Policy:
    """Return the policy under these options, one per process."""
    return Policy(options)


def action_of(row: Row, options: Options) -> Action:
    """Return what a row of the table asks for: an option before the profile, keeping first.

    Where the profile leaves a choice (``X/Z/D``), the last letter is taken: it is right for every
    object, because no module misses an attribute that is present with a value.
    """
    named = {row.options.get(option.column): option for option in sorted(options)}
    if "K" in named:
        if named["K"] is not Option.BAND_PATIENT_CHARACTERISTICS:
            return Action.KEEP
        if row.number in BANDS:
            return Action.BAND
    elif "C" in named:
        return Action.CLEAN
    return _LETTERS[row.basic.rstrip("*")[-1]]


def _is_structural(tag: int) -> bool:
    """Tell whether a tag is private, of a repeating group, or no part of a data set at all."""
    group = tag >> 16
    return bool(
        group & 1
        or group <= 0x0004
        or 0x5000 <= group <= 0x50FF
        or 0x6000 <= group <= 0x60FF
        or group >= 0xFFFA
        or not tag & 0xFFFF
    )


def _only_counts(tag: int) -> bool:
    """Tell whether an element is a group length, which says nothing of its own."""
    return not tag & 0xFFFF and not tag >> 16 & 1


def _number(tag: int) -> str:
    return keyword_for_tag(tag) or f"({tag >> 16:04x},{tag & 0xFFFF:04x})"
