"""Full-text search over published cases, with facets (SQLite FTS5).

The index is written in the transaction of publication and of takedown, so it never shows more or
less than the library holds (https://www.sqlite.org/fts5.html).
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from sqlalchemy import ColumnElement, Select, column, func, select, table, text
from sqlalchemy.orm import Session

from storage.models import CaseRow

PAGE = 24
_INDEX = table("case_index", column("rowid"))


@dataclass(frozen=True, slots=True)
class Filters:
    """The facets that a search is narrowed by."""

    specialty: str | None = None
    body_region: str | None = None
    modality: str | None = None
    age_band: str | None = None
    sex: str | None = None


FACETS = tuple(field.name for field in fields(Filters))


@dataclass(frozen=True, slots=True)
class Found:
    """One page of hits, how many there are in all, and the counts of each facet."""

    total: int
    cases: Sequence[CaseRow]
    facets: dict[str, Counter[str]]


def add(session: Session, case: CaseRow) -> None:
    """Put a case into the index."""
    statement = text(
        "INSERT INTO case_index (rowid, title, diagnosis, caption, terms)"
        " VALUES (:number, :title, :diagnosis, :caption, :terms)"
    )
    terms = (case.specialty, case.body_region, *case.modalities)
    session.execute(
        statement,
        {
            "number": case.number,
            "title": case.title,
            "diagnosis": case.diagnosis,
            "caption": case.caption,
            "terms": " ".join(term.replace("_", " ") for term in terms),
        },
    )


def remove(session: Session, case: CaseRow) -> None:
    """Take a case out of the index."""
    session.execute(text("DELETE FROM case_index WHERE rowid = :number"), {"number": case.number})


def find(session: Session, words: str, filters: Filters, offset: int) -> Found:
    """Search; without words the newest cases come first, with words the best matches."""
    match = _match(words)
    if match is None and words.strip():
        return Found(0, (), {facet: Counter() for facet in FACETS})
    hits = _hits(match, filters)
    total = session.scalar(select(func.count()).select_from(hits.order_by(None).subquery())) or 0
    cases = session.scalars(hits.offset(offset).limit(PAGE)).all()
    facets = {facet: _count(session, match, filters, facet) for facet in FACETS}
    return Found(total, cases, facets)


def _match(words: str) -> str | None:
    """Return an FTS5 query: every word must occur, the last may be unfinished; ``None`` for none.

    Only letters and digits reach the query, each word quoted, so its syntax cannot be abused.
    """
    tokens = re.findall(r"\w+", words)[:16]
    if not tokens:
        return None
    return " ".join(f'"{token}"*' for token in tokens)


def _hits(match: str | None, filters: Filters) -> Select[CaseRow]:
    query = select(CaseRow).where(CaseRow.withdrawn_at.is_(None), *_conditions(filters))
    if match is None:
        return query.order_by(CaseRow.number.desc())
    return (
        query.join(_INDEX, _INDEX.c.rowid == CaseRow.number)
        .where(text("case_index MATCH :match").bindparams(match=match))
        .order_by(text("bm25(case_index, 8.0, 6.0, 2.0, 3.0)"), CaseRow.number.desc())
    )


def _conditions(filters: Filters) -> list[ColumnElement[bool]]:
    conditions = [
        getattr(CaseRow, name) == value
        for name in FACETS
        if name != "modality" and (value := getattr(filters, name)) is not None
    ]
    if filters.modality is not None:
        member = func.json_each(CaseRow.modalities).table_valued("value")
        has_it = select(member.c.value).where(member.c.value == filters.modality)
        conditions.append(has_it.exists())
    return conditions


def _count(session: Session, match: str | None, filters: Filters, facet: str) -> Counter[str]:
    """Count a facet's values over all hits, without that facet's own filter."""
    hits = _hits(match, replace(filters, **{facet: None})).order_by(None)
    if facet != "modality":
        column = getattr(CaseRow, facet)
        counted = hits.with_only_columns(column, func.count()).group_by(column)
        return Counter(dict(session.execute(counted).all()))
    modalities = session.scalars(hits.with_only_columns(CaseRow.modalities))
    return Counter(modality for case in modalities for modality in case)
