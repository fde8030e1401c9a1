"""What is kept: the database and the bytes, opened as the settings say."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from safelight.settings import Settings
from storage import schema
from storage.blobs import Blobs
from storage.darkroom import Darkroom
from storage.keyring import Keyring, read_key_file
from storage.submission_keys import SubmissionKeys
from storage.unit_of_work import Database
from storage.vault import Vault
from streams.failures import BROKEN_WORLD


@dataclass(frozen=True, slots=True)
class State:
    """The database, and the bytes with their keys."""

    database: Database
    blobs: Blobs
    keyring: Keyring
    keys: SubmissionKeys
    vault: Vault
    darkroom: Darkroom

    def close(self) -> None:
        """Close every connection."""
        self.database.close()

    def checks(self) -> dict[str, bool]:
        """Say whether each part answers."""
        return {"database": answers(self.database), "blobs": self.blobs.answers()}


def open_state(settings: Settings, key_file: Path, *, ping: bool = True) -> State:
    """Open everything, bringing the database to the present schema.

    Raises:
        OSError: the key file or the folder cannot be read.
        ValueError: the key file holds no key.
        sqlalchemy.exc.OperationalError: the database server is away.

    """
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    keyring = Keyring(read_key_file(key_file))
    database = open_database(settings, ping=ping)
    blobs = open_blobs(settings)
    keys = SubmissionKeys(keyring, database.clock)
    return State(database, blobs, keyring, keys, Vault(blobs, keys), Darkroom(blobs, keys))


def open_database(settings: Settings, *, ping: bool = True) -> Database:
    """Open the database alone: the relay needs neither bytes nor keys."""
    database = Database(settings.database_address, ping=ping)
    schema.upgrade(database)
    return database


def open_blobs(settings: Settings) -> Blobs:
    """Open the bucket, or the data folder's own store."""
    if settings.s3_bucket is None:
        return Blobs.in_folder(settings.data / "blobs")
    secret = settings.s3_secret_access_key
    return Blobs.in_bucket(
        settings.s3_bucket,
        endpoint=settings.s3_endpoint,
        region=settings.s3_region,
        access_key_id=settings.s3_access_key_id,
        secret_access_key=secret.get_secret_value() if secret else None,
    )


def answers(database: Database) -> bool:
    """Tell whether the database answers."""
    try:
        with database.reading() as session:
            session.execute(text("SELECT 1"))
    except BROKEN_WORLD:
        return False
    return True
