"""What a cleaned file says about its cleaning.

PS3.15 section E.1.1 and PS3.3 sections C.7.1.1 and C.12.1: that identity was removed, by which
profile and options (PS3.16 context group 7050), and what became of the dates.
"""

from functools import cache

from workers.deidentification.cleaning import encoded, item
from workers.deidentification.options import Option, Options, codes
from workers.deidentification.policy import CHARACTER_SET
from workers.deidentification.values import padded

_METHOD = b"Safelight: PS3.15 annex E, ages and sizes in bands, dates moved"


@cache
def method_elements(options: Options) -> dict[int, bytes]:
    """Return the elements that every file cleaned under these options gets, encoded, by tag."""
    return {
        CHARACTER_SET: encoded(CHARACTER_SET, b"CS", b"ISO_IR 192"),
        0x00120062: encoded(0x00120062, b"CS", b"YES "),
        0x00120063: encoded(0x00120063, b"LO", padded(_METHOD)),
        0x00120064: encoded(0x00120064, b"SQ", b"".join(_code(*code) for code in codes(options))),
        0x00280303: encoded(0x00280303, b"CS", _dates(options)),
    }


def _dates(options: Options) -> bytes:
    """Return the term of Longitudinal Temporal Information Modified."""
    if Option.RETAIN_FULL_DATES in options:
        return b"UNMODIFIED"
    return b"MODIFIED" if Option.RETAIN_MODIFIED_DATES in options else b"REMOVED "


def _code(value: str, meaning: str) -> bytes:
    return item(
        {
            0x00080100: encoded(0x00080100, b"SH", padded(value.encode())),
            0x00080102: encoded(0x00080102, b"SH", b"DCM "),
            0x00080104: encoded(0x00080104, b"LO", padded(meaning.encode())),
        }
    )
