"""The words of a text, with what the lists say of each."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import regex

from workers.free_text.eponyms import THINGS
from workers.free_text.lexicon import Word, look_up

MOST_PARTS = 5
"""A name has no more words than this."""

PARTICLES = frozenset(
    "de da do dos das del della di la le van von der den bin al el ter ten y e st o".split()
)
TOWN_STARTS = frozenset(
    "new north south east west lake port fort mount san santa saint st upper lower".split()
)
FUNCTION_WORDS = frozenset(
    "a an and as at by for from had has in is of on or the to was who with".split()
)

_WORD = regex.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE_ENDS = frozenset(".;:\n!?(")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, its place in the text, and its number among the words."""

    text: str
    start: int
    end: int
    number: int
    word: Word

    @property
    def small(self) -> str:
        """The word in small letters."""
        return self.text.casefold()

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper()

    @property
    def is_particle(self) -> bool:
        """Whether it joins the parts of names."""
        return self.small in PARTICLES

    @property
    def may_be_name(self) -> bool:
        """Whether it can be a part of a name where one is expected."""
        return not self.word.is_plain or (self.is_capital and self.word.is_name)

    @property
    def is_abbreviation(self) -> bool:
        """Whether it is more likely an abbreviation than a name in capitals."""
        short = len(self.text) <= 3 or (len(self.text) <= 5 and self.word.is_plain)
        return self.text.isupper() and short and not self.word.is_given


class Words:
    """All words of one text."""

    def __init__(self, text: str) -> None:
        """Take the text apart."""
        self.text = text
        self._tokens = [
            Token(match[0], match.start(), match.end(), number, look_up(match[0]))
            for number, match in enumerate(_WORD.finditer(text))
        ]
        self._starts = [token.start for token in self._tokens]

    def __iter__(self) -> Iterator[Token]:
        return iter(self._tokens)

    def pairs(self) -> Iterator[tuple[Token, Token]]:
        """Yield each word with the next."""
        return pairwise(self._tokens)

    def within(self, start: int, end: int) -> list[Token]:
        """Return the words that begin in a stretch of text."""
        first, last = (bisect_left(self._starts, at) for at in (start, end))
        return self._tokens[first:last]

    def after(self, token: Token, count: int = MOST_PARTS) -> list[Token]:
        """Return the next words."""
        return self._tokens[token.number + 1 : token.number + 1 + count]

    def before(self, token: Token) -> Token | None:
        """Return the word before."""
        return self._tokens[token.number - 1] if token.number else None

    def between(self, one: Token, other: Token) -> str:
        """Return what stands between two words."""
        return self.text[one.end : other.start]

    def touch(self, one: Token, other: Token) -> bool:
        """Tell whether two words can be parts of one name: a blank, or an initial's dot."""
        between = self.between(one, other)
        return between in (" ", "  ", "-") or (between == ". " and len(one.text) <= 2)

    def leads_to(self, one: Token, other: Token) -> bool:
        """Tell whether a word announces the next: ``Dr. X``, ``Name: X``."""
        between = self.between(one, other)
        return len(between) <= 4 and "\n" not in between and not between.strip(" .:,'’\t")

    def counts(self, token: Token) -> bool:
        """Tell whether a word in small letters is the unit of a number before it: 210 ms."""
        before = self.text[max(0, token.start - 2) : token.start].strip()
        return token.text.islower() and before.isdigit()

    def follows_comma(self, token: Token) -> bool:
        """Tell whether a comma stands before a word."""
        return self.text[max(0, token.start - 2) : token.start].strip() == ","

    def begins(self, token: Token) -> bool:
        """Tell whether a sentence, a line or a label begins with a word."""
        before = self.text[max(0, token.start - 8) : token.start].rstrip(" \t\"'")
        return (not before and token.start <= 8) or before[-1:] in _SENTENCE_ENDS

    def ends(self, token: Token) -> bool:
        """Tell whether a part of a sentence ends with a word."""
        after = self.text[token.end : token.end + 1]
        return not after or after in ".,;\n"

    def is_thing(self, parts: list[Token]) -> bool:
        """Tell whether a noun such as ``sign`` makes a thing out of the name before it.

        Between them another eponym may stand (``Kayser-Fleischer``, ``Osgood Schlatter``), or one
        word behind an eponym (``Baker's popliteal cyst``).
        """
        last = parts[-1]
        if len(parts) > 1 and last.small in THINGS:
            return True
        for token in self.after(last, 2):
            between = self.between(last, token)
            if between.strip(" '’-s") or "\n" in between:
                return False
            if token.small in THINGS:
                return True
            known = token.word.is_eponym or last.word.is_eponym
            if not known or token.small in FUNCTION_WORDS:
                return False
            last = token
        return False
