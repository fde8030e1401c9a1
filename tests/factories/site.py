"""A running site for tests: the whole system behind a real server, in this process or in one."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import httpx

from moderation import accounts
from safelight.demo.client import Person
from safelight.serve import address, listen, serving
from safelight.settings import Settings
from safelight.state import open_state
from safelight.system import System
from schemas.http.accounts import Registration
from schemas.http.submissions import CaseTexts
from schemas.states import Role, VerificationState
from schemas.vocabulary import BodyRegion, Specialty
from storage.keyring import new_key_file
from storage.models import AccountRow
from storage.unit_of_work import Database

PASSWORD = "a long enough password"


def texts(title: str = "A test case") -> CaseTexts:
    """Return texts that are valid, with this title."""
    return CaseTexts(
        title=title,
        caption="A caption",
        diagnosis="Eczema",
        specialty=Specialty.DERMATOLOGY,
        body_region=BodyRegion.SKIN,
    )


def make_account(database: Database, email: str, role: Role, *, verified: bool = False) -> UUID:
    """Make an account; a verified one without asking an officer."""
    new = Registration(email=email, display_name=email.split("@", 1)[0], password=PASSWORD)
    with database.writing() as uow:
        row = accounts.register(uow, new, [role])
        if verified:
            row.verification = VerificationState.VERIFIED
        return row.id


@dataclass(slots=True)
class Site:
    """A served system."""

    address: str
    system: System
    data: Path

    def person(self, email: str, role: Role, *, verified: bool = False) -> Person:
        """Return somebody with this role, logged in; the account is made where there is none."""
        database = self.system.state.database
        with database.reading() as session:
            known = accounts.by_email(session, email)
        if known is None:
            make_account(database, email, role, verified=verified)
        person = Person(self.address)
        person.log_in(email, PASSWORD)
        return person

    def account(self, email: str) -> AccountRow:
        """Return an account's row."""
        with self.system.state.database.reading() as session:
            row = accounts.by_email(session, email)
        assert row is not None
        return row


@contextlib.contextmanager
def site(data: Path, **settings: object) -> Iterator[Site]:
    """Serve a fresh data folder in this process."""
    data.mkdir(parents=True, exist_ok=True)
    new_key_file(data / "master.key")
    chosen = Settings.model_validate({"data": data, "pool_size": 1, **settings})
    system = System(chosen, open_state(chosen, data / "master.key"))
    listening = listen("127.0.0.1", 0)
    with serving(system, listening):
        yield Site(address(listening), system, data)


class Process:
    """``safelight up`` in a process of its own, which tests may kill."""

    def __init__(self, data: Path, port: int, log: Path, **environment: str) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self._log = log.open("ab")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "safelight", "up", "--data", str(data), "--port", str(port)],
            env={**os.environ, "SAFELIGHT_POOL_SIZE": "1", **environment},
            stdout=self._log,
            stderr=self._log,
        )

    def wait_ready(self, seconds: float = 60.0) -> None:
        """Wait until it answers."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            assert self._process.poll() is None, "the server ended by itself"
            with contextlib.suppress(httpx.TransportError):
                httpx.get(f"{self.address}/healthz", trust_env=False)
                return
            time.sleep(0.05)
        raise TimeoutError

    def kill(self) -> None:
        """SIGKILL: no goodbye."""
        self._process.kill()
        self._process.wait()
        self._log.close()

    def terminate(self) -> int:
        """SIGTERM; return the exit status."""
        self._process.send_signal(signal.SIGTERM)
        status = self._process.wait(60)
        self._log.close()
        return status
