"""Text reduced to what survives reading and rewriting: letters and digits, look-alikes merged."""

import unicodedata

import regex

_LOOK_ALIKES = str.maketrans("OQIL|!SBZ", "001111582")
"""Letters that a reader of pictures takes for digits, and the other way round."""

_NOTHING = regex.compile(r"[^\p{L}\p{N}|!]+")


def fold(text: str) -> str:
    """Return the letters and digits of a text, in capitals, without accents and look-alikes.

    ``O`` and ``0`` become the same, so do ``I``, ``l`` and ``1``, ``S`` and ``5``, ``B`` and
    ``8``, ``Z`` and ``2``.
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _NOTHING.sub("", bare.upper()).translate(_LOOK_ALIKES)


def folded_words(text: str) -> tuple[str, ...]:
    """Return each word of a text folded; carets, commas and spaces part words."""
    words = regex.split(r"[\s^,;=./]+", text)
    return tuple(word for word in map(fold, words) if word)
