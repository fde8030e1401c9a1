"""Bringing a database to the schema of this release."""

from pathlib import Path

from alembic import command
from alembic.config import Config

from storage.unit_of_work import Database


def config() -> Config:
    """Return Alembic's configuration; it needs no file of its own."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return settings


def upgrade(database: Database) -> None:
    """Run the migrations that are missing, in one transaction."""
    settings = config()
    with database.engine.execution_options(writes=True).begin() as connection:
        settings.attributes["connection"] = connection
        command.upgrade(settings, "head")
