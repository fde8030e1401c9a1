"""Opening a data folder for a command, or saying plainly why it cannot be opened."""

import socket
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError
from rich.console import Console

from safelight.serve import listen
from safelight.settings import Settings
from safelight.system import State, open_state

DataOption = Annotated[
    Path | None, typer.Option("--data", help="Data folder [env: SAFELIGHT_DATA; default: data]")
]
PortOption = Annotated[
    int | None, typer.Option("--port", help="Port [env: SAFELIGHT_PORT; default: 8000]")
]

errors = Console(stderr=True)


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


def state(chosen: Settings) -> State:
    """Open the data folder, or end the command with what to do about it."""
    file = key_file(chosen)
    try:
        return open_state(chosen, file)
    except FileNotFoundError:
        errors.print(
            f"There is no master key at {file}. Make one with: safelight vault new-key {file}\n"
            "Then keep a copy of it elsewhere: without it nothing can be opened again.",
            markup=False,
        )
    except (OSError, ValueError) as error:
        errors.print(f"The data folder cannot be opened: {error}", markup=False)
    raise typer.Exit(1)
