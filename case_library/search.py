"""Search over published cases: by words, narrowed by facets."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from case_library.index import Entry, TextIndex, index_of, words_of
from storage.models import CaseRow

PAGE = 24
_MOST_WORDS = 16
"""How many of the words that somebody typed are searched for."""


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
    terms = (case.specialty, case.body_region, *case.modalities)
    entry = Entry(
        number=case.number,
        title=_indexed(case.title),
        diagnosis=_indexed(case.diagnosis),
        caption=_indexed(case.caption),
        terms=_indexed(*terms),
    )
    _index(session).add(session, entry)


def remove(session: Session, case: CaseRow) -> None:
    """Take a case out of the index."""
    _index(session).remove(session, case.number)


def find(session: Session, typed: str, filters: Filters, offset: int) -> Found:
    """Search; without words the newest cases come first, with words the best matches.

    Where no case has the words, those are found that have words like them.
    """
    words = words_of(typed)[:_MOST_WORDS]
    if not words and typed.strip():
        return Found(0, (), {facet: Counter() for facet in FACETS})
    index = _index(session)
    published = select(CaseRow).where(CaseRow.withdrawn_at.is_(None))
    if not words:
        return _page(session, index, published.order_by(CaseRow.number.desc()), filters, offset)
    hits = index.matching(published, words)
    any_of_them = hits.with_only_columns(CaseRow.number).order_by(None).limit(1)
    if session.scalars(any_of_them).first() is None:
        hits = index.resembling(session, published, words)
    return _page(session, index, hits, filters, offset)


def _indexed(*texts: str) -> str:
    return " ".join(word for text in texts for word in words_of(text))


def _index(session: Session) -> TextIndex:
    return index_of(session.get_bind().dialect.name)


def _page(
    session: Session, index: TextIndex, hits: Select[CaseRow], filters: Filters, offset: int
) -> Found:
    narrowed = hits.where(*_conditions(index, filters))
    counted = select(func.count()).select_from(narrowed.order_by(None).subquery())
    cases = session.scalars(narrowed.offset(offset).limit(PAGE)).all()
    facets = {facet: _count(session, index, hits, filters, facet) for facet in FACETS}
    return Found(session.scalar(counted) or 0, cases, facets)


def _conditions(index: TextIndex, filters: Filters) -> list[ColumnElement[bool]]:
    conditions = [
        getattr(CaseRow, name) == value
        for name in FACETS
        if name != "modality" and (value := getattr(filters, name)) is not None
    ]
    if filters.modality is not None:
        conditions.append(index.has_modality(filters.modality))
    return conditions


def _count(
    session: Session, index: TextIndex, hits: Select[CaseRow], filters: Filters, facet: str
) -> Counter[str]:
    """Count a facet's values over all hits, without that facet's own filter."""
    others = _conditions(index, replace(filters, **{facet: None}))
    narrowed = hits.where(*others).order_by(None)
    if facet != "modality":
        column = getattr(CaseRow, facet)
        counted = narrowed.with_only_columns(column, func.count()).group_by(column)
        return Counter(dict(session.execute(counted).all()))
    modalities = session.scalars(narrowed.with_only_columns(CaseRow.modalities))
    return Counter(modality for case in modalities for modality in case)
