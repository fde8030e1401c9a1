"""Partitions of the event log by month, on PostgreSQL.

A partition that nobody needs any more can be detached, archived and dropped in one statement
(https://www.postgresql.org/docs/15/ddl-partitioning.html); deleting rows one by one cannot keep up
with a log.
"""

from datetime import datetime

from sqlalchemy import Connection, text

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
        # Neither part comes from outside: both are dates that were computed here.
        connection.execute(
            text(
                f"CREATE TABLE IF NOT EXISTS events_{first:%Y_%m} PARTITION OF events"
                f" FOR VALUES FROM ('{first:%Y-%m-%d}') TO ('{following:%Y-%m-%d}')"
            )
        )
        first = following


def _next_month(first: datetime) -> datetime:
    return first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)
