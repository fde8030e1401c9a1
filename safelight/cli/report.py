"""Reports of JSON lines, as ``deid`` and ``scan-text`` write them."""

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

EXIT_REJECTED = 3
"""Some inputs could not be processed; the others were."""


@contextlib.contextmanager
def lines_to(report: Path | None) -> Iterator[TextIO]:
    """Open a report, or print where there is none."""
    if report is None:
        yield sys.stdout
        return
    with report.open("w") as file:
        yield file
