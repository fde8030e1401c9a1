"""``safelight deid``: the automatic stages on files or folders, without a server."""

import contextlib
import json
import os
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)

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
    dlib_vote: Annotated[
        bool,
        typer.Option("--dlib-vote", help="Let dlib's finder of faces vote on still pictures, too"),
    ] = False,
) -> None:
    """Strip PHI and obscure faces in files; exit 3 when any input was rejected."""
    counts: Counter[str] = Counter()
    try:
        chosen = parsed(options)
    except ValueError:
        errors.print("No such options; docs/phi.md lists them, and which exclude each other.")
        raise typer.Exit(2) from None
    try:
        with lines_to(report) as lines, _bars(len(expand(paths, out))) as bars:
            for line in deidentify(
                paths,
                out,
                jobs,
                bars.done,
                options=chosen,
                dlib_vote=dlib_vote,
                on_progress=bars.under_way,
            ):
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


class _Bars:
    """One bar for all inputs, and one for each long one that is under way, by its number."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._all = progress.add_task("de-identifying", total=total)
        self._long: dict[int, TaskID] = {}
        self._lock = threading.Lock()

    def done(self, _line: Line) -> None:
        """Count an input."""
        self._progress.advance(self._all)

    def under_way(self, number: int, stage: str, share: float) -> None:
        """Show how far a stage has come; a short input is done before there is anything to show."""
        with self._lock:
            if share >= 1:
                if number in self._long:
                    self._progress.remove_task(self._long.pop(number))
                return
            if number not in self._long:
                self._long[number] = self._progress.add_task("", total=100)
            what = f"{number:06d} {_STAGES.get(stage, stage)}"
            self._progress.update(self._long[number], description=what, completed=int(100 * share))


_STAGES = {"strip_phi": "finding text", "obscure_faces": "hiding faces"}


@contextlib.contextmanager
def _bars(total: int) -> Iterator[_Bars]:
    """Show bars where somebody watches; on a pipe there are none."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=errors, disable=not errors.is_terminal) as progress:
        yield _Bars(progress, total)
