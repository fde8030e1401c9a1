"""Bringing a database to the schema of this release."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import text

from storage import partitions
from storage.unit_of_work import Database

_ONE_AT_A_TIME = 7_341_001
"""The key of the advisory lock that several processes starting at once queue up at."""


def config() -> Config:
    """Return Alembic's configuration; it needs no file of its own."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return settings


def upgrade(database: Database) -> None:
    """Run the migrations that are missing, in one transaction."""
    settings = config()
    with database.engine.execution_options(writes=True).begin() as connection:
        if database.is_shared:
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_ONE_AT_A_TIME})"))
        settings.attributes["connection"] = connection
        command.upgrade(settings, "head")
        partitions.prepare(connection, database.clock())
