"""What a full-text index promises, on whatever database."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import ColumnElement, Select
from sqlalchemy.orm import Session

from storage.models import CaseRow

_LONGEST_WORD = 64


@dataclass(frozen=True, slots=True)
class Entry:
    """What is indexed of a case, as :func:`words_of` splits it, with spaces between.

    ``terms`` are its specialty, body region and modalities.
    """

    number: int
    title: str
    diagnosis: str
    caption: str
    terms: str


class TextIndex(Protocol):
    """Finds cases by words: every word must occur, in any form of it, and may be unfinished."""

    def add(self, session: Session, entry: Entry) -> None:
        """Index a case."""

    def remove(self, session: Session, number: int) -> None:
        """Take a case out."""

    def matching(self, query: Select[CaseRow], words: Sequence[str]) -> Select[CaseRow]:
        """Narrow a query over cases to those with all the words, the best match first."""

    def resembling(
        self, session: Session, query: Select[CaseRow], words: Sequence[str]
    ) -> Select[CaseRow]:
        """Narrow a query to cases with words like these: for words that are misspelled."""

    def has_modality(self, modality: str) -> ColumnElement[bool]:
        """Return the condition that a case has a picture of this modality."""


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text or of a query: letters and digits, in one case, without accents.

    Both are split here, so that no database's own idea of a word (an address, a path, a number
    with a sign) comes between them; and nothing else reaches the databases' query languages, so
    that their syntax cannot be abused.
    """
    apart = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(letter for letter in apart if not unicodedata.category(letter).startswith("M"))
    return tuple(word[:_LONGEST_WORD] for word in re.findall(r"[^\W_]+", plain))
