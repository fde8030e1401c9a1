"""What is written into crops: made up, in many forms and scripts, so that no word is learned."""

from collections.abc import Sequence

import numpy as np

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_DIGITS = "0123456789"
_SYLLABLES = ("an", "ber", "chi", "da", "en", "fo", "gar", "ha", "is", "jo", "ka", "lin", "mo",
              "na", "or", "pe", "ri", "sa", "to", "ul", "va", "wen", "xu", "ya", "zo")  # fmt: skip
_LABELS = ("ID", "MRN", "Acc", "Tech", "Dr.", "Prof.", "F", "M", "Clinic", "Ward", "No.", "DOB")
_SCRIPTS = ((0x410, 0x44F), (0x391, 0x3A1), (0x3B1, 0x3C9), (0x4E00, 0x5E00), (0xAC00, 0xB400),
            (0x30A1, 0x30F0))  # fmt: skip
"""First and last letter of Cyrillic, Greek in capitals and not, Han, Hangul and Katakana."""


def latin(rng: np.random.Generator) -> str:
    """Return a name, a date, a time, a number with or without its label, or letters at random."""
    forms = (_initials, _number, _date, _time, _name, _labelled, _full_name, _anything)
    text = forms[int(rng.integers(len(forms)))](rng)
    # Short words are what is missed most easily.
    return text[: int(rng.integers(2, 4))] if rng.random() < 0.3 else text


def foreign(rng: np.random.Generator) -> str:
    """Return letters of one script other than Latin."""
    first, last = _SCRIPTS[int(rng.integers(len(_SCRIPTS)))]
    codes = rng.integers(first, last, int(rng.integers(2, 9)))
    return "".join(chr(code) for code in codes)


def _some(letters: Sequence[str], least: int, most: int, rng: np.random.Generator) -> str:
    return "".join(rng.choice(list(letters), int(rng.integers(least, most))))


def _initials(rng: np.random.Generator) -> str:
    return _some(_LETTERS, 2, 4, rng)


def _number(rng: np.random.Generator) -> str:
    return _some(_DIGITS, 1, 9, rng)


def _date(rng: np.random.Generator) -> str:
    parts = [
        f"{rng.integers(1, 32):02d}",
        f"{rng.integers(1, 13):02d}",
        str(rng.integers(1920, 2027)),
    ]
    if rng.random() < 0.4:
        parts.reverse()
    return str(rng.choice([".", "-", "/"])).join(parts)


def _time(rng: np.random.Generator) -> str:
    seconds = f":{rng.integers(0, 60):02d}" if rng.random() < 0.5 else ""
    return f"{rng.integers(0, 24):02d}:{rng.integers(0, 60):02d}{seconds}"


def _name(rng: np.random.Generator) -> str:
    name = _some(_SYLLABLES, 1, 4, rng).title()
    return name.upper() if rng.random() < 0.3 else name


def _full_name(rng: np.random.Generator) -> str:
    return _name(rng) + str(rng.choice([" ", ", ", "^", "-"])) + _name(rng)


def _labelled(rng: np.random.Generator) -> str:
    label = str(rng.choice(_LABELS)) + str(rng.choice([" ", ": ", ":"]))
    return label + (_name(rng) if rng.random() < 0.5 else _some(_DIGITS + _LETTERS, 2, 9, rng))


def _anything(rng: np.random.Generator) -> str:
    return _some(_LETTERS + _DIGITS + "  .-:,/", 3, 24, rng).strip() or "A1"
