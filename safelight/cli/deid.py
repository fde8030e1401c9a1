"""``safelight deid``: the automatic stages on files or folders, without a server."""

import contextlib
import json
import os
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from safelight.cli.report import EXIT_REJECTED, lines_to
from safelight.deid import Line, OutputOverwritesInputError, deidentify, expand
from workers.deidentification.options import DEFAULT, parsed

errors = Console(stderr=True)


def deid(
    paths: Annotated[list[Path], typer.Argument(help="Files or folders", exists=True)],
    out: Annotated[Path, typer.Option("--out", help="Folder for the outputs")],
    report: Annotated[
        Path | None, typer.Option("--report", help="File for one JSON line per input; else printed")
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="Files at a time")] = os.cpu_count()
    or 1,
    options: Annotated[
        str, typer.Option("--options", help="Options of the DICOM profile, with commas between")
    ] = ",".join(sorted(DEFAULT)),
) -> None:
    """Strip PHI and obscure faces in files; exit 3 when any input was rejected."""
    counts: Counter[str] = Counter()
    try:
        chosen = parsed(options)
    except ValueError:
        errors.print("No such options; docs/phi.md lists them, and which exclude each other.")
        raise typer.Exit(2) from None
    try:
        with lines_to(report) as lines, _progress(len(expand(paths, out))) as advance:
            for line in deidentify(paths, out, jobs, advance, options=chosen):
                counts[line["status"]] += 1
                lines.write(json.dumps(line) + "\n")
    except OutputOverwritesInputError:
        errors.print("An output would overwrite an input; choose another folder for --out.")
        raise typer.Exit(2) from None
    errors.print(
        f"{counts['ok']} ok, {counts['held']} held, {counts['rejected']} rejected", markup=False
    )
    if counts["rejected"]:
        raise typer.Exit(EXIT_REJECTED)


@contextlib.contextmanager
def _progress(total: int) -> Iterator[Callable[[Line], None]]:
    """Show a bar where somebody watches; on a pipe there is none."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=errors, disable=not errors.is_terminal) as progress:
        task = progress.add_task("de-identifying", total=total)
        yield lambda _line: progress.advance(task)
