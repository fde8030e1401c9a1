"""What is measured: the embedded system, and distributed runs, each on data of its own."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from safelight.cluster.local import LocalRun, Servers, supervised
from safelight.settings import Settings
from safelight.state import State, open_state
from safelight.system import System
from storage.keyring import new_key_file
from storage.postgres_signal import PostgresSignal

_MEMORY = 8 << 30


@contextmanager
def embedded(folder: Path, pool_size: int) -> Iterator[State]:
    """Run the embedded system, without its site, for the length of a block."""
    folder.mkdir(parents=True)
    new_key_file(folder / "master.key")
    settings = Settings(data=folder, pool_size=pool_size, pool_memory_bytes=_MEMORY, stop_seconds=0)
    state = open_state(settings, folder / "master.key")
    system = System(settings, state)
    system.start()
    try:
        yield state
    finally:
        system.stop()


@contextmanager
def distributed(
    servers: Servers, folder: Path, workers: int, settings: Mapping[str, object]
) -> Iterator[tuple[LocalRun, State]]:
    """Run relay and workers on the servers for the length of a block."""
    with (
        workers_alone(servers, folder, workers, settings) as (run, state),
        supervised(run.role("relay")),
    ):
        yield run, state


@contextmanager
def workers_alone(
    servers: Servers, folder: Path, workers: int, settings: Mapping[str, object]
) -> Iterator[tuple[LocalRun, State]]:
    """Run workers that get nothing to do before a relay is started beside them."""
    given = {"pool_memory_bytes": _MEMORY, "stop_seconds": 2, "log_level": "error", **settings}
    run = LocalRun(servers, folder, f"b{uuid4().hex[:12]}", **given)
    state = run.open_state()
    # As the API does: the relay is told of what is accepted here.
    signals = PostgresSignal(state.database, listens=False)
    signals.start()
    roles = [run.role("worker", number + 1) for number in range(workers)]
    try:
        with supervised(*roles):
            yield run, state
    finally:
        signals.stop()
        state.close()
