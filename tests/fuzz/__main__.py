"""``python -m tests.fuzz``: the fuzzer at full length, with a summary in JSON."""

import json
import sys
import time
from pathlib import Path
from typing import Annotated, Any

import psutil
import typer
from rich.console import Console
from rich.progress import Progress

from schemas.media_type import MediaType
from tests.fuzz.run import Case, Tally, run_format
from tests.fuzz.seeds import FORMATS
from tests.fuzz.verdicts import Verdict
from workers.pool import StagePool

_MEMORY = 4 << 30
_LOOK_EVERY = 50


def main(
    seed: Annotated[int, typer.Option(help="Makes the same files again.")] = 1,
    count: Annotated[int, typer.Option(help="How many files of each format.")] = 10_000,
    form: Annotated[
        list[str] | None, typer.Option("--format", help="Only this one; may be repeated.")
    ] = None,
    case: Annotated[int | None, typer.Option(help="Only the case with this number.")] = None,
    jobs: Annotated[int, typer.Option(help="How many processes.")] = 2,
    keep: Annotated[
        Path | None, typer.Option(help="Folder for files that break a rule, or for the one case.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="File for the summary.")] = None,
) -> None:
    """Send bent files of every format through the real pool; exit with 1 when a rule is broken."""
    formats = [MediaType[name.upper()] for name in form] if form else list(FORMATS)
    numbers = range(count) if case is None else range(case, case + 1)
    console = Console(stderr=True)
    pool = StagePool(jobs, _MEMORY)
    summary: dict[str, Any] = {"seed": seed, "formats": {}, "peak_child_mb": 0}
    try:
        with Progress(console=console) as progress:
            for media_type in formats:
                line = progress.add_task(media_type.name, total=len(numbers))

                def done(
                    case: Case, verdict: Verdict, line: Any = line, kind: MediaType = media_type
                ) -> None:
                    progress.advance(line)
                    if verdict.violation is not None or len(numbers) == 1:
                        _keep(keep, kind, case)
                    if case.number % _LOOK_EVERY == 0:
                        summary["peak_child_mb"] = max(summary["peak_child_mb"], _children_mb())

                start = time.monotonic()
                tally = run_format(pool, media_type, seed, numbers, done)
                summary["formats"][media_type.name] = _told(tally, time.monotonic() - start)
                if out is not None:
                    out.write_text(json.dumps(summary, indent=1) + "\n")
    finally:
        pool.close()
    print(json.dumps(summary, indent=1))
    sys.exit(int(any(told["violations"] for told in summary["formats"].values())))


def _told(tally: Tally, seconds: float) -> dict[str, Any]:
    return {
        "files": tally.files,
        "seconds": round(seconds, 1),
        "outcomes": dict(tally.outcomes.most_common()),
        "violations": tally.violations,
        "ended": tally.ended,
    }


def _keep(folder: Path | None, media_type: MediaType, case: Case) -> None:
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{media_type.name}-{case.number}.bin").write_bytes(case.bent.data)


def _children_mb() -> int:
    """Return the resident size of the largest child process, in megabytes."""
    sizes = [0]
    for child in psutil.Process().children(recursive=True):
        try:
            sizes.append(child.memory_info().rss >> 20)
        except psutil.NoSuchProcess:
            continue
    return max(sizes)


if __name__ == "__main__":
    typer.run(main)
