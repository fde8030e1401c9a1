"""A server in a child process, on data in a folder. It dies with the process that started it."""

import contextlib
import os
import shutil
import signal
import subprocess
import sysconfig
import time
from abc import ABC, abstractmethod
from pathlib import Path
from types import TracebackType
from typing import ClassVar, Self

from safelight.cluster import ports
from safelight.cluster.parent import can_end_with_parent, ending_with_parent

_SCRIPTS = Path(__file__).resolve().parents[2] / "deploy"
PROGRAM_MISSING = 69
"""The exit status by which our scripts say so."""
_LAST_LINES = 15


class ServerFailedError(Exception):
    """A server did not get ready; the message names its log and quotes the end of it."""


class ProgramMissingError(Exception):
    """A program that a server needs is not there; the message says what to install."""


class Child(ABC):
    """A server that ``deploy/NAME/run.sh`` runs in the foreground.

    Data lie in ``folder/NAME``, what it says in ``folder/NAME.log``. After :meth:`stop` and
    :meth:`kill`, :meth:`start` goes on with the same data on the same port.
    """

    name: ClassVar[str]
    ports_in_a_row: ClassVar[int] = 1
    stop_signal: ClassVar[signal.Signals] = signal.SIGTERM
    stop_patience: ClassVar[float] = 30.0
    """How many seconds a server may take to stop before it is killed."""

    def __init__(self, folder: Path, port: int | None = None) -> None:
        """Take the folder for data and log, and a port; none takes free ones."""
        self.folder = folder.resolve()
        self.port = ports.free_row(self.ports_in_a_row) if port is None else port
        self.log = self.folder / f"{self.name}.log"
        self._log_start = 0
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def data(self) -> Path:
        """Where the data lie."""
        return self.folder / self.name

    @property
    def pid(self) -> int:
        """The process that is the server; before the first start there is none."""
        if self._process is None:
            raise ServerFailedError(f"{self.name} was not started")
        return self._process.pid

    @property
    def is_running(self) -> bool:
        """Whether the process was started and has not ended."""
        return self._process is not None and self._process.poll() is None

    @abstractmethod
    def answers(self) -> bool:
        """Tell whether clients are served now."""

    def prepare(self) -> None:  # noqa: B027  # most need nothing
        """Do before a start what should not count as waiting for the server."""

    def start(self) -> None:
        """Start the server; does not wait until it is ready.

        The server dies with the *thread* that called this, for to Linux that is its parent: call
        it from one that lives as long as the server shall.

        Raises:
            ProgramMissingError: something must be installed first.
            ServerFailedError: another process has its port.

        """
        self.folder.mkdir(parents=True, exist_ok=True)
        self.prepare()
        for port in range(self.port, self.port + self.ports_in_a_row):
            if not ports.is_free(port):
                raise ServerFailedError(f"{self.name}: port {port} is taken")
        self._process = self.run_script(str(self.data), str(self.port))

    def wait_ready(self, seconds: float = 60.0) -> None:
        """Wait until the server serves; one that does not is ended.

        Raises:
            ProgramMissingError: something must be installed first.
            ServerFailedError: it ended by itself or took too long.

        """
        until = time.monotonic() + seconds
        while not self.answers():
            if self._process is not None and not self.is_running:
                raise self.failure(self._process.returncode)
            if time.monotonic() > until:
                self.kill()
                raise self._failed(f"was not ready after {seconds:g} s")
            time.sleep(0.05)

    def stop(self) -> None:
        """Stop as the server likes to be stopped; what takes too long is killed."""
        if self._process is None or not self.is_running:
            return
        self._process.send_signal(self.stop_signal)
        try:
            self._process.wait(self.stop_patience)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """SIGKILL to the server and to all that it started; returns when it is gone."""
        if self._process is None or not self.is_running:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def discard(self) -> None:
        """Kill the server and delete its data; the log stays."""
        self.kill()
        shutil.rmtree(self.data, ignore_errors=True)

    def __enter__(self) -> Self:
        """Start and wait until ready."""
        self.start()
        self.wait_ready()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Stop; the data stay."""
        self.stop()

    def run_script(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Run the server's script as a process that dies with this thread."""
        script = _SCRIPTS / self.name / "run.sh"
        if not script.exists():
            raise ProgramMissingError(f"{script} is missing: run Safelight from its repository")
        if not can_end_with_parent():
            raise ProgramMissingError("setpriv is missing: install the package util-linux (Linux)")
        with self.log.open("ab") as log:
            self._log_start = log.tell()
            return subprocess.Popen(
                ending_with_parent(str(script), *arguments),
                env=_environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                # A Ctrl-C at the terminal is for the parent, which stops its servers in order.
                start_new_session=True,
            )

    def failure(self, status: int) -> Exception:
        """Return the error that says why the script ended with this status."""
        if status == PROGRAM_MISSING:
            return ProgramMissingError(self._last_lines(1))
        return self._failed(f"ended with status {status}")

    def _failed(self, how: str) -> ServerFailedError:
        return ServerFailedError(f"{self.name} {how}; {self.log} ends:\n{self._last_lines()}")

    def _last_lines(self, count: int = _LAST_LINES) -> str:
        with self.log.open("rb") as log:
            log.seek(self._log_start)
            said = log.read().decode(errors="replace").splitlines()
        return "\n".join(said[-count:])


def _environment() -> dict[str, str]:
    """Add this interpreter's programs to PATH, and the wish that a change of user takes back."""
    programs = sysconfig.get_path("scripts")
    path = os.pathsep.join((programs, os.environ.get("PATH", os.defpath)))
    return {**os.environ, "PATH": path, "SAFELIGHT_DIE_WITH_PARENT": "1"}
