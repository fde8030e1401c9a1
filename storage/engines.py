"""Engines for the two databases: SQLite in a file, PostgreSQL on a server.

Both come out with the same promises: commits survive a power cut, writers see no stale state,
readers see one state of the database.
"""

from typing import Any

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import Engine, make_url

_BUSY_TIMEOUT_MS = 30_000
_POSTGRES_SESSION = (
    "-c timezone=UTC -c lock_timeout=20s -c idle_in_transaction_session_timeout=120s"
    # A client whose machine is gone lets go of its locks within half a minute.
    " -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3"
)


def open_engine(url: str, *, ping: bool = True) -> Engine:
    """Return an engine for ``sqlite:///…`` or ``postgresql+psycopg://…``.

    With ``ping``, a server that was restarted is noticed before a connection to it is used, for
    those who cannot try again; it costs a question each time.
    """
    if make_url(url).get_backend_name() == "sqlite":
        engine = create_engine(url)
        _prepare_sqlite(engine)
        return engine
    return create_engine(
        url,
        pool_size=16,
        max_overflow=32,
        pool_pre_ping=ping,
        connect_args={
            "application_name": "safelight",
            "connect_timeout": 5,
            "keepalives_idle": 10,
            "keepalives_interval": 5,
            "keepalives_count": 3,
            "options": _POSTGRES_SESSION,
        },
    )


def for_writing(engine: Engine) -> Engine:
    """Return the engine whose transactions may write.

    On SQLite a writer takes its lock at the start; on PostgreSQL it reads what is committed now
    and locks the rows that it is about to change.
    """
    return engine.execution_options(writes=True)


def for_reading(engine: Engine) -> Engine:
    """Return the engine whose transactions see one state from their first statement on."""
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def for_looking(engine: Engine) -> Engine:
    """Return the engine for single statements that read: no transaction around them."""
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="AUTOCOMMIT")


def _prepare_sqlite(engine: Engine) -> None:
    """Make SQLite durable, concurrent, and honest about when a transaction begins.

    A writer takes its lock at the start, so that it never finds out at the end that what it read
    is stale (https://www.sqlite.org/lang_transaction.html).
    """

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            f"busy_timeout = {_BUSY_TIMEOUT_MS}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
