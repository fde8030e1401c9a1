"""Values of elements by their value representation: checked, cleaned, and written anew.

DICOM PS3.5 section 6.2. Everything here takes the bytes of one element and returns the bytes that
may stand in its place, or ``None`` where the element has to go. Text comes out as UTF-8.
"""

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import regex
from pydicom._uid_dict import UID_dictionary
from pydicom.charset import convert_encodings, decode_bytes, default_encoding

from workers.deidentification.characteristics import age_band
from workers.deidentification.options import Option, Options
from workers.deidentification.pseudonym import map_uid
from workers.deidentification.temporal import shifted_date, shifted_moment, shifted_time
from workers.deidentification.terms import BODY_PARTS, VIEW_POSITIONS
from workers.free_text.descriptors import cleaned, is_term

TEXTS = frozenset(b"AE AS CS DA DS DT IS LO LT PN SH ST TM UC UI UR UT".split())
"""The representations that are text."""

SIZES = {
    b"US": 2, b"SS": 2, b"UL": 4, b"SL": 4, b"FL": 4, b"FD": 8, b"AT": 4, b"UV": 8, b"SV": 8,
}  # fmt: skip
"""Bytes of one binary number."""

_DECIMAL = rb" *[-+]?(?:\d{1,10}(?:\.\d{0,20})?|\.\d{1,20})(?:[eE][-+]?\d{1,3})? *"
_WHOLE = rb" *[-+]?0*\d{1,7} *"
_LISTS = {
    vr: regex.compile(rb"(?:%b)?(?:\\(?:%b)?)*" % (one, one))
    for vr, one in ((b"DS", _DECIMAL), (b"IS", _WHOLE))
}
"""Numbers as far as something is measured or counted: longer ones are somebody's."""

_UID = regex.compile(r"[0-9.]{1,64}")
_CODE_STRING = regex.compile(r"[A-Z0-9_ /.-]{1,16}")
_WORD = regex.compile(r"[A-Z]+|\d+")
_SMALL = 3
_DIGITS = regex.compile(r"[\d.:+& -]*")

_DELIMITERS = {ord(letter) for letter in "\\^=\r\n\f\t"}
"""Where ISO 2022 goes back to the first character set (PS3.5 section 6.1.2.5.3)."""

_DUMMIES = {
    b"DA": b"19000101", b"TM": b"000000", b"DT": b"19000101000000", b"AS": b"000D",
    b"DS": b"0", b"IS": b"0", b"UR": b"", b"AE": b"REMOVED", b"UN": b"", b"OB": b"\0\0",
}  # fmt: skip
_DUMMY_TEXT = b"REMOVED"


@dataclass(frozen=True, slots=True)
class Context:
    """What the values of one data set are cleaned with.

    ``encodings`` are Python's names for the data set's character sets, ``offset`` is the
    patient's, ``key`` maps identifiers.
    """

    options: Options
    key: bytes
    offset: timedelta
    encodings: tuple[str, ...] = (default_encoding,)

    @property
    def keeps_age(self) -> bool:
        """Whether ages may stay, in bands."""
        kept = (Option.RETAIN_PATIENT_CHARACTERISTICS, Option.BAND_PATIENT_CHARACTERISTICS)
        return any(option in self.options for option in kept)


Cleaner = Callable[[bytes, Context], "bytes | None"]


def encodings_of(value: object) -> tuple[str, ...]:
    """Return Python's names for the character sets of a Specific Character Set (PS3.3 C.12.1.1.2).

    One that nobody knows counts as the default: what it then decodes to is no known word.
    """
    text = value.decode("ascii", "replace") if isinstance(value, bytes) else ""
    names = [name.strip(" \0") for name in text.split("\\")]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return tuple(convert_encodings(names))
    except (LookupError, ValueError):
        return (default_encoding,)


def swapped(vr: bytes, value: bytes) -> bytes:
    """Return numbers in little endian that were stored in big endian (PS3.5 section 7.3)."""
    size = 2 if vr in (b"OW", b"AT") else SIZES.get(vr, 1)
    if size == 1 or len(value) % size:
        return value
    return np.frombuffer(value, f">u{size}").astype(f"<u{size}").tobytes()


def swapped_pixels(vr: bytes, bits: int, value: bytes) -> bytes:
    """Return pixels in little endian; words of 32 bits are turned as a whole."""
    size = {b"OW": 4 if bits == 32 else 2, b"OF": 4, b"OD": 8}.get(vr, 1)
    if size == 1 or len(value) % size:
        return value
    return np.frombuffer(value, f">u{size}").astype(f"<u{size}").tobytes()


def text_of(value: bytes, context: Context) -> str:
    """Decode a text, without its padding."""
    if value.isascii() and b"\x1b" not in value:
        return value.decode("ascii").strip(" \x00")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            text = decode_bytes(value, list(context.encodings), _DELIMITERS)
    except (LookupError, ValueError):
        text = value.decode("ascii", "replace")
    return text.strip(" \x00")


def dummy(vr: bytes, context: Context) -> bytes:
    """Return a value that means nothing, valid for its representation."""
    if vr == b"UI":
        return _padded(map_uid("dummy", context.key).encode(), b"\0")
    if vr in SIZES:
        return bytes(SIZES[vr])
    return padded(_DUMMIES.get(vr, _DUMMY_TEXT))


def kept(vr: bytes, value: bytes, context: Context) -> bytes | None:
    """Return a value as it is, if it is one of its representation."""
    if vr in SIZES or vr in (b"DS", b"IS"):
        return _CLEANERS[vr](value, context)
    text = text_of(value, context)
    if vr in (b"DA", b"TM", b"DT") and not all(map(_DIGITS.fullmatch, text.split("\\"))):
        return None
    if vr == b"UI":
        fits = all(not uid or _UID.fullmatch(uid) for uid in text.split("\\"))
        return _padded(text.encode(), b"\0") if fits else None
    return padded(text.encode()) if vr in TEXTS else None


def clean(vr: bytes, value: bytes, context: Context) -> bytes | None:
    """Return what a value may be under the options, or ``None`` where nobody can tell."""
    cleaner = _CLEANERS.get(vr)
    return cleaner(value, context) if cleaner else None


def mapped(value: bytes, context: Context) -> bytes:
    """Return the pseudonyms of one or several UIDs."""
    uids = value.decode("latin-1").split("\\")
    new = (map_uid(uid, context.key) if (uid := one.strip(" \0")) else "" for one in uids)
    return _padded("\\".join(new).encode(), b"\0")


def padded(value: bytes) -> bytes:
    """Return a text of even length (PS3.5 section 6.2)."""
    return _padded(value, b" ")


def _padded(value: bytes, pad: bytes) -> bytes:
    return value + pad if len(value) & 1 else value


def _text(value: bytes, context: Context) -> bytes:
    return padded(cleaned(text_of(value, context)).encode())


def _texts(value: bytes, context: Context) -> bytes:
    parts = text_of(value, context).split("\\")
    return padded("\\".join(map(cleaned, parts)).encode())


def _code_strings(value: bytes, context: Context) -> bytes:
    parts = (part.strip() for part in text_of(value, context).split("\\"))
    return padded("\\".join(part if _is_code_string(part) else "" for part in parts).encode())


def _is_code_string(part: str) -> bool:
    """Tell whether a code string is made of words and small numbers: SMITH is none."""
    if part in BODY_PARTS or part in VIEW_POSITIONS:
        return True
    if not _CODE_STRING.fullmatch(part):
        return False
    words: list[str] = _WORD.findall(part)
    return all(len(word) <= _SMALL or (word.isalpha() and is_term(word)) for word in words)


def _numbers(vr: bytes) -> Cleaner:
    def check(value: bytes, _: Context) -> bytes | None:
        bare = value.strip(b" \0")
        return padded(bare) if _LISTS[vr].fullmatch(bare) else None

    return check


def _binary(size: int) -> Cleaner:
    def check(value: bytes, _: Context) -> bytes | None:
        return None if len(value) % size else value

    return check


def _uids(value: bytes, context: Context) -> bytes:
    parts = []
    for part in value.decode("latin-1").split("\\"):
        uid = part.strip(" \0")
        known = uid in UID_dictionary or Option.RETAIN_UIDS in context.options
        stays = not uid or (known and _UID.fullmatch(uid))
        parts.append(uid if stays else str(map_uid(uid, context.key)))
    return _padded("\\".join(parts).encode(), b"\0")


def _temporal(shift: Callable[[str, timedelta], str]) -> Cleaner:
    def move(value: bytes, context: Context) -> bytes | None:
        text = text_of(value, context)
        if Option.RETAIN_FULL_DATES in context.options:
            return padded(text.encode()) if _DIGITS.fullmatch(text.replace("\\", "")) else None
        if Option.RETAIN_MODIFIED_DATES not in context.options:
            return b""
        parts = [shift(part, context.offset) for part in text.split("\\")]
        return padded("\\".join(parts).encode())

    return move


def _age(value: bytes, context: Context) -> bytes | None:
    return age_band(text_of(value, context)).encode() if context.keeps_age else None


_CLEANERS: dict[bytes, Cleaner] = {
    **{vr: _binary(size) for vr, size in SIZES.items()},
    **dict.fromkeys((b"LO", b"SH", b"UC"), _texts),
    **dict.fromkeys((b"LT", b"ST", b"UT"), _text),
    b"DS": _numbers(b"DS"),
    b"IS": _numbers(b"IS"),
    b"CS": _code_strings,
    b"UI": _uids,
    b"AS": _age,
    b"DA": _temporal(lambda text, offset: shifted_date(text, "", offset)),
    b"TM": _temporal(lambda text, offset: shifted_time("", text, offset)),
    b"DT": _temporal(shifted_moment),
}
"""PN, AE and UR name somebody or some machine, the others hold bytes that nobody can read."""
