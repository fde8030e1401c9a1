"""The index on PostgreSQL: lexemes (``tsvector``), and trigrams for misspelled words.

Sources: PostgreSQL 15, chapter 12 (full-text search) and appendix F.35 (pg_trgm).
"""

from collections.abc import Sequence
from functools import reduce
from typing import Any

from sqlalchemy import ColumnElement, Select, column, func, select, table, text
from sqlalchemy.orm import Session

from case_library.index.contract import Entry
from storage.models import CaseRow

_INDEX = table("case_index", column("number"), column("document"), column("words"))
_ALIKE = "0.4"
"""The share of a word's trigrams that a case must have for the word to be taken for one of its."""

_DOCUMENT = " || ".join(
    f"setweight(to_tsvector('{grammar}', :{part}), '{weight}')"
    # Stemmed words find other forms; unstemmed ones find words that are not typed to their end.
    for grammar in ("english", "simple")
    for part, weight in (("title", "A"), ("diagnosis", "B"), ("terms", "C"), ("caption", "D"))
)

_INSERT = f"INSERT INTO case_index (number, document, words) VALUES (:number, {_DOCUMENT}, :words)"  # noqa: S608 - made of the literals above


class PostgresIndex:
    """Words stemmed and as they stand."""

    def add(self, session: Session, entry: Entry) -> None:
        """Index a case."""
        parts = {
            "title": entry.title,
            "diagnosis": entry.diagnosis,
            "caption": entry.caption,
            "terms": entry.terms,
        }
        session.execute(
            text(_INSERT),
            {"number": entry.number, "words": " ".join(parts.values()), **parts},
        )

    def remove(self, session: Session, number: int) -> None:
        """Take a case out."""
        session.execute(text("DELETE FROM case_index WHERE number = :number"), {"number": number})

    def matching(self, query: Select[CaseRow], words: Sequence[str]) -> Select[CaseRow]:
        """Narrow a query to cases with all the words, ranked by cover density."""
        sought = reduce(lambda all_, word: all_.op("&&")(word), map(_either, words))
        return (
            query.join(_INDEX, _INDEX.c.number == CaseRow.number)
            .where(_INDEX.c.document.op("@@")(sought))
            .order_by(func.ts_rank_cd(_INDEX.c.document, sought).desc(), CaseRow.number.desc())
        )

    def resembling(
        self, session: Session, query: Select[CaseRow], words: Sequence[str]
    ) -> Select[CaseRow]:
        """Narrow a query to cases with words that share trigrams with each of these."""
        session.execute(
            select(func.set_config("pg_trgm.word_similarity_threshold", _ALIKE, True))  # noqa: FBT003
        )
        likeness = sum(
            (func.word_similarity(word, _INDEX.c.words) for word in words[1:]),
            start=func.word_similarity(words[0], _INDEX.c.words),
        )
        return (
            query.join(_INDEX, _INDEX.c.number == CaseRow.number)
            .where(*(_INDEX.c.words.op("%>")(word) for word in words))
            .order_by(likeness.desc(), CaseRow.number.desc())
        )

    def has_modality(self, modality: str) -> ColumnElement[bool]:
        """Look into the JSON list."""
        member = func.json_array_elements_text(CaseRow.modalities).table_valued("value")
        return select(member.c.value).where(member.c.value == modality).exists()


def _either(word: str) -> ColumnElement[Any]:
    """Return the tsquery of a word, stemmed or as it stands, either as a beginning.

    A word is letters and digits alone, and quoted: no operator can be among them.
    """
    beginning = f"'{word}':*"
    return func.to_tsquery("english", beginning).op("||")(func.to_tsquery("simple", beginning))
