"""Opening a data folder for a command, or saying plainly why it cannot be opened."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from kafka.errors import KafkaError
from pydantic import ValidationError
from rich.console import Console
from sqlalchemy.exc import OperationalError

from safelight.serve import listen
from safelight.settings import Settings
from safelight.state import State, open_database, open_state
from storage.keyring import Keyring, read_key_file
from storage.unit_of_work import Database
from streams.failures import Backoff

DataOption = Annotated[
    Path | None, typer.Option("--data", help="Data folder [env: SAFELIGHT_DATA; default: data]")
]
PortOption = Annotated[
    int | None, typer.Option("--port", help="Port [env: SAFELIGHT_PORT; default: 8000]")
]

T = TypeVar("T")

errors = Console(stderr=True)
_BACKOFF = Backoff(ceiling=5.0)


def settings(**given: Any) -> Settings:
    """Read the settings; options given on the command line go before the environment."""
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        for item in error.errors():
            name = "_".join(str(part) for part in item["loc"]).upper()
            errors.print(f"SAFELIGHT_{name}: {item['msg']}", markup=False)
        raise typer.Exit(2) from None


def listening(chosen: Settings) -> socket.socket:
    """Open the listening socket, or end the command with why it cannot be opened."""
    try:
        return listen(chosen.host, chosen.port)
    except OSError as error:
        errors.print(f"Cannot listen on port {chosen.port}: {error.strerror}", markup=False)
        raise typer.Exit(1) from None


def key_file(chosen: Settings) -> Path:
    """Return the master key's file: the one that is set, or the data folder's own."""
    return chosen.master_key_file or chosen.data / "master.key"


def state(chosen: Settings, *, wait: bool = False, ping: bool = False) -> State:
    """Open everything that is kept, or end the command with what to do about it.

    With ``wait``, a database server that is away is waited for. ``ping`` is for who answers
    people (see :func:`storage.engines.open_engine`).
    """
    file = key_file(chosen)
    try:
        return _opened(lambda: open_state(chosen, file, ping=ping), wait=wait)
    except FileNotFoundError:
        errors.print(
            f"There is no master key at {file}. Make one with: safelight vault new-key {file}\n"
            "Then keep a copy of it elsewhere: without it nothing can be opened again.",
            markup=False,
        )
    except (OSError, ValueError) as error:
        errors.print(f"The data folder cannot be opened: {error}", markup=False)
    raise typer.Exit(1)


def database(chosen: Settings, *, wait: bool = False) -> Database:
    """Open the database alone; as :func:`state`."""
    return _opened(lambda: open_database(chosen, ping=False), wait=wait)


def _opened(attempt: Callable[[], T], *, wait: bool) -> T:
    for tried in count(1):
        try:
            return attempt()
        except OperationalError:
            if not wait:
                errors.print("The database does not answer.")
                raise typer.Exit(1) from None
            if tried == 1:
                errors.print("Waiting for the database.")
            time.sleep(_BACKOFF.delay(tried))
    raise AssertionError


def keyring(chosen: Settings) -> Keyring:
    """Read the master key, or end the command."""
    try:
        return Keyring(read_key_file(key_file(chosen)))
    except (OSError, ValueError) as error:
        errors.print(f"The master key cannot be read: {error}", markup=False)
        raise typer.Exit(1) from None


def kafka(chosen: Settings) -> str:
    """Return Kafka's bootstrap servers, or end the command."""
    if chosen.kafka is None:
        errors.print("Set SAFELIGHT_KAFKA to the bootstrap servers of a Kafka cluster.")
        raise typer.Exit(2)
    return chosen.kafka


def require_server(chosen: Settings) -> None:
    """End the command where the database is a file: several processes need a server."""
    if chosen.database_url is None:
        errors.print("Set SAFELIGHT_DATABASE_URL: the distributed run needs PostgreSQL.")
        raise typer.Exit(2)


@contextmanager
def asking_kafka() -> Iterator[None]:
    """End the command plainly when the cluster does not answer."""
    try:
        yield
    except KafkaError as error:
        errors.print(f"Kafka does not answer as it should: {type(error).__name__}", markup=False)
        raise typer.Exit(1) from None
