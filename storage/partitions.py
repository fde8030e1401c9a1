"""Partitions of the event log by month, on PostgreSQL.

A partition that nobody needs any more can be detached, archived and dropped in one statement
(https://www.postgresql.org/docs/15/ddl-partitioning.html); deleting rows one by one cannot keep up
with a log.
"""

from datetime import datetime

from sqlalchemy import Connection, func, select, text

MONTHS_AHEAD = 3


def prepare(connection: Connection, now: datetime) -> None:
    """Make this month's partition and the next ones, where they are missing.

    Does nothing on SQLite, whose log is one table.
    """
    if connection.dialect.name != "postgresql":
        return
    connection.execute(text("SET LOCAL lock_timeout = '2s'"))
    first = datetime(now.year, now.month, 1, tzinfo=now.tzinfo)
    for _ in range(MONTHS_AHEAD + 1):
        following = _next_month(first)
        # Asked first, because making one locks the log even where it turns out to be there.
        name = f"events_{first:%Y_%m}"
        known = connection.scalar(select(func.to_regclass(name)))
        if known is None:
            # No part comes from outside: all are dates that were computed here.
            limits = f"FROM ('{first:%Y-%m-%d}') TO ('{following:%Y-%m-%d}')"
            connection.execute(text(f"CREATE TABLE {name} PARTITION OF events FOR VALUES {limits}"))
        first = following


def _next_month(first: datetime) -> datetime:
    return first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)
