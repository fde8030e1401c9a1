"""``safelight demo``: ``up`` with accounts and sample media; ``--once`` plays it to the end."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from safelight import logs
from safelight.cli import opening
from safelight.cli.opening import DataOption, PortOption
from safelight.cluster.child import ProgramMissingError, ServerFailedError
from safelight.cluster.processes import RoleEndedError
from safelight.demo import houses, people, play
from safelight.demo.houses import House
from safelight.demo.play import Way
from safelight.demo.samples import SAMPLES
from safelight.settings import Settings
from storage.keyring import new_key_file

console = Console()

Opens = Callable[[Settings, houses.Tell], AbstractContextManager[House]]


def demo(
    data: DataOption = None,
    port: PortOption = None,
    once: Annotated[
        bool, typer.Option("--once", help="Play every sample to its end, print it, and exit")
    ] = False,
    distributed: Annotated[
        bool,
        typer.Option(
            "--distributed", help="On Kafka, PostgreSQL and S3, started here, one process a role"
        ),
    ] = False,
) -> None:
    """Run everything with sample accounts and media, sent through the real pipeline."""
    chosen = opening.settings(data=data, port=port, log_level="error")
    logs.configure(chosen.log_level)
    chosen.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    new_key_file(opening.key_file(chosen))
    house = houses.distributed if distributed else houses.embedded
    if once:
        _play_once(chosen.model_copy(update={"port": 0}), house)
    else:
        _run(chosen, house)


def _run(chosen: Settings, house: Opens) -> None:
    """Play for a visitor, and stay open until somebody stops it."""
    password = people.password_of(chosen.data)
    with _stopping() as stopped, _opened(house, chosen) as site:
        if people.make_accounts(site.database, password):
            with _progress("sending samples", len(SAMPLES)) as advance:
                play.play_for_visitor(site.address, password, advance)
        _print_log_ins(site.address, password)
        stopped.wait()


def _play_once(chosen: Settings, house: Opens) -> None:
    """Play to the end; exit 1 when any sample ended otherwise than it should."""
    password = people.password_of(chosen.data)
    with _opened(house, chosen) as site:
        if not people.make_accounts(site.database, password):
            opening.errors.print(
                f"{chosen.data} holds a demo already; give a fresh folder: --data DIR"
            )
            raise typer.Exit(2)
        with _progress("samples on their way", len(SAMPLES)) as advance:
            ways = play.play_to_the_end(site.address, password, advance)
    _print_ways(ways)
    if not all(way.is_right for way in ways):
        raise typer.Exit(1)


@contextmanager
def _opened(house: Opens, chosen: Settings) -> Iterator[House]:
    """Open a house, saying what is being started, or end the command with why it cannot be."""
    with console.status("Starting") as status, ExitStack() as open_:
        try:
            site = open_.enter_context(house(chosen, status.update))
        except (OSError, ServerFailedError, ProgramMissingError, RoleEndedError) as error:
            opening.errors.print(f"The demo cannot start: {error}", markup=False)
            raise typer.Exit(1) from None
        status.stop()
        yield site


@contextmanager
def _stopping() -> Iterator[threading.Event]:
    """Turn the signals that end programs into an event, for the length of a block."""
    stopped = threading.Event()
    signals = (signal.SIGINT, signal.SIGTERM)
    before = {each: signal.signal(each, lambda *_: stopped.set()) for each in signals}
    try:
        yield stopped
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


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
