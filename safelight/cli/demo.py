"""``safelight demo``: ``up`` with accounts and sample media; ``--once`` plays it to the end."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from safelight import logs
from safelight.cli import opening
from safelight.cli.opening import DataOption, PortOption
from safelight.demo import people, play
from safelight.demo.play import Way
from safelight.demo.samples import SAMPLES
from safelight.serve import address, serve, serving
from safelight.settings import Settings
from safelight.system import System
from storage.keyring import new_key_file

console = Console()


def demo(
    data: DataOption = None,
    port: PortOption = None,
    once: Annotated[
        bool, typer.Option("--once", help="Play every sample to its end, print it, and exit")
    ] = False,
) -> None:
    """Run everything with sample accounts and media, sent through the real pipeline."""
    chosen = opening.settings(data=data, port=port, log_level="error")
    logs.configure(chosen.log_level)
    chosen.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    new_key_file(opening.key_file(chosen))
    if once:
        _play_once(chosen)
    else:
        _run(chosen)


def _run(chosen: Settings) -> None:
    listening = opening.listening(chosen)
    system = System(chosen, opening.state(chosen))
    password = people.password_of(chosen.data)
    new = people.make_accounts(system.state.database, password)
    where = address(listening)

    def when_ready() -> None:
        if new:
            with _progress("sending samples", len(SAMPLES)) as advance:
                play.play_for_visitor(where, password, advance)
        _print_log_ins(where, password)

    serve(system, listening, when_ready)


def _play_once(chosen: Settings) -> None:
    """Play to the end; exit 1 when any sample ended otherwise than it should."""
    listening = opening.listening(chosen.model_copy(update={"port": 0}))
    system = System(chosen, opening.state(chosen))
    password = people.password_of(chosen.data)
    if not people.make_accounts(system.state.database, password):
        opening.errors.print(f"{chosen.data} holds a demo already; give a fresh folder: --data DIR")
        raise typer.Exit(2)
    with (
        serving(system, listening),
        _progress("samples on their way", len(SAMPLES)) as advance,
    ):
        ways = play.play_to_the_end(address(listening), password, advance)
    _print_ways(ways)
    if not all(way.is_right for way in ways):
        raise typer.Exit(1)


@contextmanager
def _progress(what: str, total: int) -> Iterator[Callable[[Way], None]]:
    """Show a bar on a terminal, and a line for each sample that is done."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(what, total=total)

        def advance(way: Way) -> None:
            progress.console.print(f"  {way.sample.name}: {_outcome(way)}", markup=False)
            progress.advance(task)

        yield advance


def _outcome(way: Way) -> str:
    return f"{way.state} ({way.code})" if way.code else way.state


def _print_ways(ways: list[Way]) -> None:
    """Print, per sample, how it ended, its way and the seconds between its steps."""
    console.print("The way of every sample, with the seconds that each step took:")
    for way in ways:
        verdict = "ok   " if way.is_right else "WRONG"
        summary = f"{verdict} {way.sample.name}: {_outcome(way)}, {way.regions} regions covered"
        _say(f"{summary}, {way.seconds:.1f} s in all")
        refused = way.submission_id is None
        nothing = "refused at the door" if refused else "stopped at the first stage"
        _say(f"      {way.steps or nothing}")


def _say(line: str) -> None:
    console.print(line, markup=False, highlight=False, soft_wrap=True)


def _print_log_ins(where: str, password: str) -> None:
    table = Table("log in as", "who", "does", title=f"Safelight is ready at {where}")
    for person in people.EVERYBODY:
        table.add_row(person.email, person.name, person.what_for)
    console.print(table)
    console.print(f"The password of all of them: {password}", markup=False, highlight=False)
    console.print("Stop with Ctrl-C.")
