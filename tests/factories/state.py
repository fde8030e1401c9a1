"""A database in a file, with a clock that tests turn."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from storage import schema
from storage.unit_of_work import Database


class TurnedClock:
    """A clock that stands until it is turned."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 3, 14, 22, 7, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def turn(self, by: timedelta) -> None:
        self.now += by


def new_database(folder: Path, clock: TurnedClock) -> Database:
    """Return an empty database at the present schema."""
    database = Database(f"sqlite:///{folder / 'test.db'}", clock)
    schema.upgrade(database)
    return database
