"""The index on SQLite: FTS5 (https://www.sqlite.org/fts5.html)."""

import difflib
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, column, false, func, select, table, text
from sqlalchemy.orm import Session

from case_library.index.contract import Entry
from storage.models import CaseRow

_INDEX = table("case_index", column("rowid"))
_ALIKE = 0.6
"""How alike two words must be, as difflib's ratio, for one to be taken for the other."""


class SqliteIndex:
    """Words by the Porter stemmer; misspelled ones by likeness to the index's own vocabulary."""

    def add(self, session: Session, entry: Entry) -> None:
        """Index a case."""
        statement = text(
            "INSERT INTO case_index (rowid, title, diagnosis, caption, terms)"
            " VALUES (:number, :title, :diagnosis, :caption, :terms)"
        ).bindparams(
            number=entry.number,
            title=entry.title,
            diagnosis=entry.diagnosis,
            caption=entry.caption,
            terms=entry.terms,
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
        known = session.scalars(text("SELECT term FROM case_words")).all()
        nearest = [difflib.get_close_matches(word.lower(), known, 1, _ALIKE) for word in words]
        if not all(nearest):
            return query.where(false())
        return self.matching(query, [found[0] for found in nearest])

    def has_modality(self, modality: str) -> ColumnElement[bool]:
        """Look into the JSON list."""
        member = func.json_each(CaseRow.modalities).table_valued("value")
        return select(member.c.value).where(member.c.value == modality).exists()
