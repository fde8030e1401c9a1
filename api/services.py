"""Everything that routes need, handed over by whoever puts the system together."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request

from api.probes import Probes
from storage.blobs import Blobs
from storage.darkroom import Darkroom
from storage.submission_keys import SubmissionKeys
from storage.unit_of_work import Database
from storage.vault import Vault


@dataclass(frozen=True, slots=True)
class PoolState:
    """How many processes the pool has, and how many are at work."""

    size: int
    busy: int


@dataclass(frozen=True, slots=True)
class Services:
    """The parts of the system that routes use."""

    database: Database
    blobs: Blobs
    keys: SubmissionKeys
    vault: Vault
    darkroom: Darkroom
    max_upload_bytes: int
    secure_cookies: bool
    web_folder: Path | None
    pool_state: Callable[[], PoolState]
    stopped_stages: Callable[[], list[str]]
    probes: Probes
    stopping: threading.Event = field(default_factory=threading.Event)


def services_of(request: Request) -> Services:
    """Return the services that the app was made with."""
    services = request.app.state.services
    if not isinstance(services, Services):
        raise TypeError(type(services))
    return services


Serve = Annotated[Services, Depends(services_of)]
