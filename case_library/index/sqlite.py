"""The index on SQLite: FTS5 (https://www.sqlite.org/fts5.html)."""

import difflib
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, column, false, func, select, table, text
from sqlalchemy.orm import Session

from case_library.index.contract import Entry
from storage.models import CaseRow

_INDEX = table("case_index", column("rowid"))
_ALIKE = 0.7
"""How alike two words must be, as difflib's ratio, for one to be taken for the other."""
_WHOLE = "\ue000"
"""What the index adds to a word for the stemmer to leave it as it stands: no ending of a word."""


class SqliteIndex:
    """Words by the Porter stemmer, and as they stand: those are what an unfinished word begins.

    Misspelled ones are found by likeness to the index's own vocabulary.
    """

    def add(self, session: Session, entry: Entry) -> None:
        """Index a case."""
        statement = text(
            "INSERT INTO case_index (rowid, title, diagnosis, caption, terms)"
            " VALUES (:number, :title, :diagnosis, :caption, :terms)"
        ).bindparams(
            number=entry.number,
            title=_both_ways(entry.title),
            diagnosis=_both_ways(entry.diagnosis),
            caption=_both_ways(entry.caption),
            terms=_both_ways(entry.terms),
        )
        session.execute(statement)

    def remove(self, session: Session, number: int) -> None:
        """Take a case out."""
        session.execute(text("DELETE FROM case_index WHERE rowid = :number"), {"number": number})

    def matching(self, query: Select[CaseRow], words: Sequence[str]) -> Select[CaseRow]:
        """Narrow a query to cases with all the words, ranked by BM25."""
        match = " ".join(f'"{word}"*' for word in words)
        return (
            query.join(_INDEX, _INDEX.c.rowid == CaseRow.number)
            .where(text("case_index MATCH :match").bindparams(match=match))
            .order_by(text("bm25(case_index, 8.0, 6.0, 2.0, 3.0)"), CaseRow.number.desc())
        )

    def resembling(
        self, session: Session, query: Select[CaseRow], words: Sequence[str]
    ) -> Select[CaseRow]:
        """Put the nearest indexed word in the place of each, and search again."""
        session.execute(
            text(
                "CREATE VIRTUAL TABLE IF NOT EXISTS temp.case_words"
                " USING fts5vocab(main, case_index, 'row')"
            )
        )
        terms = session.scalars(text("SELECT term FROM case_words"))
        known = sorted({term.removesuffix(_WHOLE) for term in terms})
        nearest = [difflib.get_close_matches(word, known, 1, _ALIKE) for word in words]
        if not all(nearest):
            return query.where(false())
        return self.matching(query, [found[0] for found in nearest])

    def has_modality(self, modality: str) -> ColumnElement[bool]:
        """Look into the JSON list."""
        member = func.json_each(CaseRow.modalities).table_valued("value")
        return select(member.c.value).where(member.c.value == modality).exists()


def _both_ways(words: str) -> str:
    return " ".join((words, *(f"{word}{_WHOLE}" for word in words.split())))
