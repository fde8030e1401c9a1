"""``safelight audit …``: whether the event log is as it was written."""

from contextlib import closing

import typer

from safelight.cli import opening
from safelight.cli.opening import DataOption
from storage import audit

app = typer.Typer(no_args_is_help=True, help="The event log.")


@app.callback()
def _group() -> None:
    """Keep ``verify`` a subcommand while it is the only one."""


@app.command("verify")
def verify(data: DataOption = None) -> None:
    """Walk every hash chain and every signed checkpoint; exit 1 when anything is broken."""
    with (
        closing(opening.state(opening.settings(data=data))) as state,
        state.database.reading() as session,
    ):
        report = audit.verify(session, state.keyring)
    typer.echo(
        f"{report.events} events in {report.streams} chains, {report.checkpoints} checkpoints"
    )
    for broken in report.broken:
        typer.echo(f"broken: {broken}")
    if not report.is_clean:
        raise typer.Exit(1)
    typer.echo("clean")
