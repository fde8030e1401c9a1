"""The roles as child processes, started again whenever one has ended."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import httpx

from safelight.cluster.parent import can_end_with_parent, ending_with_parent

_LOOK_SECONDS = 0.2


class RoleEndedError(RuntimeError):
    """A role ended before it was ready; says where its log is."""


class RoleProcess:
    """One role in a process of its own, on a port that stays the same over restarts."""

    def __init__(
        self, role: str, port: int, environment: Mapping[str, str], folder: Path, number: int = 1
    ) -> None:
        """Take the role's command, its settings, and the folder for its log."""
        self.name = f"{role}-{number}"
        self.address = f"http://127.0.0.1:{port}"
        program = (sys.executable, "-m", "safelight", role, "--port", str(port))
        self._command = ending_with_parent(*program) if can_end_with_parent() else program
        self._environment = {**os.environ, **environment}
        self._log = folder / f"{self.name}.log"
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def start(self) -> None:
        """Start it, unless it runs. The thread that calls this must live as long as the role."""
        with self._lock:
            if self._runs():
                return
            with self._log.open("ab") as log:
                self._process = subprocess.Popen(
                    self._command,
                    env=self._environment,
                    stdout=log,
                    stderr=log,
                    stdin=subprocess.DEVNULL,
                )

    def kill(self) -> None:
        """SIGKILL: no goodbye."""
        with self._lock:
            if self._process is not None:
                self._process.kill()
                self._process.wait()

    def stop(self, seconds: float = 40.0) -> None:
        """SIGTERM, and SIGKILL when that takes too long."""
        with self._lock:
            if self._process is not None:
                self._process.terminate()
                try:
                    self._process.wait(seconds)
                except subprocess.TimeoutExpired:
                    self._process.kill()
                    self._process.wait()

    @property
    def runs(self) -> bool:
        """Whether the process is there."""
        with self._lock:
            return self._runs()

    @property
    def status(self) -> int | None:
        """The exit status of the process, while it is not there."""
        return None if self._process is None else self._process.poll()

    def is_ready(self) -> bool:
        """Ask it whether it can do its work."""
        try:
            return httpx.get(f"{self.address}/readyz", trust_env=False, timeout=15).is_success
        except httpx.TransportError:
            return False

    def _runs(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def log_tail(self, lines: int = 15) -> str:
        """Return the end of the log."""
        text = self._log.read_text(errors="replace") if self._log.exists() else ""
        return "\n".join(text.splitlines()[-lines:])


class Supervisor:
    """Starts roles, and starts again what has ended, as a container engine would."""

    def __init__(self, roles: Sequence[RoleProcess]) -> None:
        """Take the roles; none runs before :meth:`start`."""
        self.roles = list(roles)
        self.restarts = 0
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="supervisor", daemon=True)

    def start(self) -> None:
        """Start every role, and watch them from now on."""
        self._thread.start()

    def add(self, role: RoleProcess) -> None:
        """Watch one more role."""
        self.roles.append(role)

    def remove(self, role: RoleProcess) -> None:
        """Watch a role no more, and stop it as a shutdown does."""
        self.roles.remove(role)
        role.stop()

    def wait_ready(self, seconds: float = 120.0) -> None:
        """Wait until every role can do its work.

        Raises:
            RoleEndedError: one keeps ending, or is not ready in time; with the end of its log.

        """
        until = time.monotonic() + seconds
        for role in list(self.roles):
            while not role.is_ready():
                if time.monotonic() > until:
                    raise RoleEndedError(f"{role.name} is not ready:\n{role.log_tail()}")
                time.sleep(_LOOK_SECONDS)

    def stop(self) -> None:
        """Stop every role, all at once, and wait."""
        self._stopping.set()
        self._thread.join()
        threads = [threading.Thread(target=role.stop) for role in self.roles]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _run(self) -> None:
        started: set[str] = set()
        while not self._stopping.is_set():
            for role in list(self.roles):
                if not role.runs:
                    self.restarts += role.name in started
                    started.add(role.name)
                    role.start()
            self._stopping.wait(_LOOK_SECONDS)
