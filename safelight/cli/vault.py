"""``safelight vault …``: the master key, and shredding originals."""

from contextlib import closing
from pathlib import Path
from uuid import UUID

import typer

from case_library.takedown import shred
from safelight.cli import opening
from safelight.cli.opening import DataOption
from storage.keyring import new_key_file

app = typer.Typer(no_args_is_help=True, help="The master key, and originals.")


@app.command("new-key")
def new_key(file: Path) -> None:
    """Write a fresh master key, readable by its owner alone; never over an existing file."""
    if file.exists():
        opening.errors.print(f"{file} exists and is left as it is.", markup=False)
        raise typer.Exit(1)
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    new_key_file(file)
    typer.echo(f"Wrote {file}. Keep a copy elsewhere: without it nothing can be opened again.")


@app.command("shred")
def shred_original(submission_id: UUID, data: DataOption = None) -> None:
    """Destroy the key of one submission: its original and stripped bytes become noise."""
    with (
        closing(opening.state(opening.settings(data=data))) as state,
        state.database.writing() as uow,
    ):
        done = shred(uow, state.keys, submission_id)
    if not done:
        opening.errors.print("There is no key (any more) for this submission.")
        raise typer.Exit(1)
    typer.echo("Shredded.")
