"""Tools that clean DICOM headers, each installed into a folder of its own for the while."""

import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from safelight.bench.peer_environment import environment, run

PEERS = {
    "dicognito": ("dicognito==0.19.0", "run_dicognito.py"),
    "deid": ("deid==0.4.13", "run_deid.py"),
    "dicom-anonymizer": ("dicom-anonymizer==2.1.0", "run_anonymizer.py"),
}
_SCRIPTS = Path(__file__).parent / "peers"


class Peer:
    """One tool, which sees files in a folder and nothing else."""

    def __init__(self, python: Path, script: str) -> None:
        """Take the Python of the tool's environment, and the script that runs the tool."""
        self._python, self._script = python, _SCRIPTS / script

    def clean(self, files: Sequence[bytes]) -> list[bytes | None]:
        """Return what the tool made of each file, ``None`` for those that it refused."""
        made, _ = self._over(self._script, files)
        return [made.get(str(number)) for number in range(len(files))]

    def speed(self, files: Sequence[bytes], rounds: int) -> tuple[int, float, float]:
        """Return how many files the tool takes, its seconds, and those without any tool.

        The least of several rounds each, in turns, over the files that it takes.
        """
        own: dict[str, float] = {}
        floor: dict[str, float] = {}
        for _ in range(rounds):
            own = _least(own, self._over(self._script, files)[1])
            floor = _least(floor, self._over(_SCRIPTS / "run_plain.py", files)[1])
        both = own.keys() & floor.keys()
        return len(both), sum(own[name] for name in both), sum(floor[name] for name in both)

    def _over(
        self, script: Path, files: Sequence[bytes]
    ) -> tuple[dict[str, bytes], dict[str, float]]:
        with tempfile.TemporaryDirectory(prefix="safelight-peers-") as place:
            source, target = Path(place) / "in", Path(place) / "out"
            source.mkdir()
            target.mkdir()
            for number, data in enumerate(files):
                (source / f"{number}.dcm").write_bytes(data)
            seconds = json.loads(run(self._python, script, source, target))
            made = {file.stem: file.read_bytes() for file in target.iterdir()}
        return made, seconds


@contextmanager
def installed(uv: Path, name: str) -> Iterator[Peer]:
    """Yield a tool that is gone afterwards."""
    package, script = PEERS[name]
    with environment(uv, package) as python:
        yield Peer(python, script)


def _least(before: dict[str, float], now: dict[str, float]) -> dict[str, float]:
    return {name: min(seconds, before.get(name, seconds)) for name, seconds in now.items()}
