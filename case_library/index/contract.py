"""What a full-text index promises, on whatever database."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import ColumnElement, Select
from sqlalchemy.orm import Session

from storage.models import CaseRow

_MOST_WORDS = 16


@dataclass(frozen=True, slots=True)
class Entry:
    """What is indexed of a case. ``terms`` are its specialty, body region and modalities."""

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


def words_of(typed: str) -> tuple[str, ...]:
    """Return the words of what somebody typed.

    Only letters and digits reach the database's query languages, so their syntax cannot be abused.
    """
    return tuple(re.findall(r"\w+", typed)[:_MOST_WORDS])
