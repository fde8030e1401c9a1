"""``safelight up``: everything, embedded, in one go."""

import typer

from safelight import logs
from safelight.cli import opening
from safelight.cli.opening import DataOption, PortOption
from safelight.serve import address, serve
from safelight.settings import Settings
from safelight.system import System


def up(data: DataOption = None, port: PortOption = None) -> None:
    """Run everything in this process: web face, API, stages, library."""
    chosen = opening.settings(data=data, port=port)
    logs.configure(chosen.log_level)
    run(chosen)


def run(chosen: Settings) -> None:
    """Serve a data folder until a signal comes."""
    listening = opening.listening(chosen)
    system = System(chosen, opening.state(chosen))
    serve(system, listening, lambda: typer.echo(f"Safelight is ready at {address(listening)}"))
