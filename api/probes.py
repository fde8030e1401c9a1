"""What every process shows to those who watch it: its metrics, and whether it can work."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, FastAPI, Request


@dataclass(frozen=True, slots=True)
class Probes:
    """``checks`` says of each part that a process needs whether it works."""

    checks: Callable[[], dict[str, bool]]
    render_metrics: Callable[[], bytes]


def probes_of(request: Request) -> Probes:
    """Return the probes that the app was made with."""
    probes = request.app.state.probes
    if not isinstance(probes, Probes):
        raise TypeError(type(probes))
    return probes


Watch = Annotated[Probes, Depends(probes_of)]


def install(app: FastAPI, probes: Probes) -> None:
    """Give an app the probes that its routes show."""
    app.state.probes = probes
