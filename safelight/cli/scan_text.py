"""``safelight scan-text``: identity in free text, as JSON lines."""

import json
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, TextIO

import typer
from rich.console import Console

from safelight.cli.report import EXIT_REJECTED, lines_to
from safelight.scan_text import scan_lines

errors = Console(stderr=True)


def scan_text(
    file: Annotated[
        Path, typer.Argument(help='JSON lines with "id" and "text"; - reads from a pipe')
    ],
    report: Annotated[
        Path | None, typer.Option("--report", help="File for one JSON line per input; else printed")
    ] = None,
) -> None:
    """Find names, dates, numbers and places in texts; exit 3 when any line was no such line."""
    rejected = 0
    with ExitStack() as stack:
        try:
            lines = sys.stdin if str(file) == "-" else stack.enter_context(_opened(file))
            out = stack.enter_context(lines_to(report))
        except OSError as error:
            errors.print(f"{error.filename}: {error.strerror}", markup=False)
            raise typer.Exit(2) from None
        for line in scan_lines(lines):
            rejected += "error" in line
            out.write(json.dumps(line) + "\n")
    if rejected:
        errors.print(f"{rejected} rejected: no JSON, or without id and text", markup=False)
        raise typer.Exit(EXIT_REJECTED)


def _opened(file: Path) -> TextIO:
    return file.open(encoding="utf-8", errors="replace")
