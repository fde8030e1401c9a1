"""The full-text index over published cases: one module per database, the same promises.

The index is written in the transaction of publication and of takedown, so it never shows more or
less than the library holds.
"""

from case_library.index import postgres, sqlite
from case_library.index.contract import Entry, TextIndex, words_of

__all__ = ["Entry", "TextIndex", "index_of", "words_of"]

_INDEXES: dict[str, TextIndex] = {
    "sqlite": sqlite.SqliteIndex(),
    "postgresql": postgres.PostgresIndex(),
}


def index_of(dialect: str) -> TextIndex:
    """Return the index of a database, by the name of SQLAlchemy's dialect."""
    return _INDEXES[dialect]
