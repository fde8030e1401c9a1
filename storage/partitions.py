"""Partitions of the event log by month, on PostgreSQL.

A partition that nobody needs any more can be detached, archived and dropped in one statement
(https://www.postgresql.org/docs/15/ddl-partitioning.html); deleting rows one by one cannot keep up
with a log.
"""

from datetime import datetime

from sqlalchemy import Connection, func, select, text

MONTHS_AHEAD = 3
_ONE_AT_A_TIME = 7_341_002
"""The key of the advisory lock that several sweepers queue up at."""


def prepare(connection: Connection, now: datetime) -> None:
    """Make this month's partition and the next ones, where they are missing.

    A month whose first events came before its partition keeps them all in the default one. Does
    nothing on SQLite, whose log is one table.

    Raises:
        sqlalchemy.exc.OperationalError: the log was in use for too long; try again another time.

    """
    if connection.dialect.name != "postgresql":
        return
    missing = [month for month in _months(now) if not _is_there(connection, month)]
    if not missing:
        return
    connection.execute(text("SET LOCAL lock_timeout = '2s'"))
    connection.execute(text(f"SELECT pg_advisory_xact_lock({_ONE_AT_A_TIME})"))
    wanted = [month for month in missing if _is_wanted(connection, month)]
    if not wanted:
        return
    # Making one takes this lock anyhow. From here on nobody adds an event.
    connection.execute(text("LOCK TABLE ONLY events IN ACCESS EXCLUSIVE MODE"))
    for month in wanted:
        if _is_wanted(connection, month):
            _make(connection, month)


def _months(now: datetime) -> list[datetime]:
    months = [datetime(now.year, now.month, 1, tzinfo=now.tzinfo)]
    for _ in range(MONTHS_AHEAD):
        months.append(_next_month(months[-1]))
    return months


def _next_month(first: datetime) -> datetime:
    return first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)


def _is_there(connection: Connection, month: datetime) -> bool:
    return connection.scalar(select(func.to_regclass(_name(month)))) is not None


def _is_wanted(connection: Connection, month: datetime) -> bool:
    """Tell whether a month has no partition and no events either, which would be in its way."""
    if _is_there(connection, month):
        return False
    early = text("SELECT EXISTS (SELECT FROM events_default WHERE at >= :first AND at < :next)")
    return not connection.scalar(early, {"first": month, "next": _next_month(month)})


def _make(connection: Connection, month: datetime) -> None:
    # No part comes from outside: all are dates that were computed here.
    limits = f"FROM ('{month:%Y-%m-%d}') TO ('{_next_month(month):%Y-%m-%d}')"
    connection.execute(text(f"CREATE TABLE {_name(month)} PARTITION OF events FOR VALUES {limits}"))


def _name(month: datetime) -> str:
    return f"events_{month:%Y_%m}"
