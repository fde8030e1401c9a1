"""What the peers that clean DICOM files have in common: a folder in, a folder out."""

import contextlib
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path


def over(clean: Callable[[Path, Path], None], clock: Callable[[], float]) -> None:
    """Clean each file of the folder named first into the one named second; print JSON.

    ``seconds`` is by file name; a file that the tool refuses has none.
    """
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    seconds: dict[str, float] = {}
    for file in sorted(source.iterdir()):
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            started = clock()
            try:
                clean(file, target / file.name)
            except Exception:  # noqa: BLE001, S112 - whatever a peer raises is a refusal
                continue
            seconds[file.name] = clock() - started
    json.dump(seconds, sys.stdout)
