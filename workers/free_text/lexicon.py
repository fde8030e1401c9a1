"""Which words are names, and which are words: the lists of Philter.

Norgeot et al., "Protected Health Information filter (Philter): accurately and securely
de-identifying free-text clinical notes", npj Digital Medicine 3, 57 (2020). The package
``philter-lite`` carries them: 195,000 words of English and medicine, 97,000 given names and
161,000 surnames.
"""

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from workers.free_text.eponyms import EPONYMS

_CONTRACTED = ("n't", "'ll", "'ve", "'re", "'m")


@dataclass(frozen=True, slots=True)
class Word:
    """What the lists say of one word."""

    is_plain: bool
    is_given: bool
    is_surname: bool
    is_eponym: bool

    @property
    def is_name(self) -> bool:
        """Whether anybody is called so."""
        return self.is_given or self.is_surname

    @property
    def is_stranger(self) -> bool:
        """Whether no list knows it as a word: it is a name, or nobody can tell."""
        return not self.is_plain and not self.is_eponym


@lru_cache(maxsize=50_000)
def look_up(word: str) -> Word:
    """Return what the lists say of a word; a hyphenated one is what its parts are."""
    words = _lists()
    forms = _forms(word)
    parts = [part for part in forms[0].replace("’", "'").split("-") if part]
    joined = len(parts) > 1
    return Word(
        is_plain=forms[0].endswith(_CONTRACTED)
        or _any(forms, words.plain)
        or (joined and all(look_up(p).is_plain for p in parts)),
        is_given=_any(forms, words.given) or (joined and any(look_up(p).is_given for p in parts)),
        is_surname=_any(forms, words.surnames)
        or (joined and any(look_up(p).is_surname for p in parts)),
        is_eponym=_any(forms, EPONYMS) or (joined and any(look_up(p).is_eponym for p in parts)),
    )


def _forms(word: str) -> tuple[str, ...]:
    """Return a word in small letters, without accents, without a possessive s."""
    small = word.casefold().replace("’", "'")
    bare = small.removesuffix("'s").removesuffix("'")
    plain = unicodedata.normalize("NFKD", bare.replace("ł", "l").replace("ø", "o"))
    ascii_only = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return tuple(dict.fromkeys((small, bare, ascii_only)))


def _any(forms: tuple[str, ...], words: frozenset[str]) -> bool:
    return any(form in words for form in forms)


@dataclass(frozen=True, slots=True)
class _Lists:
    plain: frozenset[str]
    given: frozenset[str]
    surnames: frozenset[str]


@cache
def _lists() -> _Lists:
    """Read the lists as data: importing the package would load its whole machinery."""
    spec = find_spec("philter_lite")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("philter_lite")
    with (Path(spec.origin).parent / "filters" / "set.toml").open("rb") as file:
        lists = tomllib.load(file)
    return _Lists(
        plain=frozenset(lists["nonames"]),
        given=frozenset(lists["firstnames"]),
        surnames=frozenset(lists["lastnames"]),
    )
