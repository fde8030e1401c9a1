"""Where the demo is played: the embedded system, or a whole distributed run."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from safelight.cluster.local import LocalRun, Servers, supervised
from safelight.serve import address, listen, serving
from safelight.settings import Settings
from safelight.state import open_state
from safelight.system import System
from storage.unit_of_work import Database

Tell = Callable[[str], None]
"""Says what is being started, for somebody who waits."""


@dataclass(frozen=True, slots=True)
class House:
    """A running site, and its database to make the first accounts in."""

    address: str
    database: Database


@contextmanager
def embedded(chosen: Settings, tell: Tell) -> Iterator[House]:
    """Run everything in this process for the length of a block."""
    tell("Starting Safelight")
    listening = listen(chosen.host, chosen.port)
    state = open_state(chosen, chosen.data / "master.key")
    with serving(System(chosen, state), listening):
        yield House(address(listening), state.database)


@contextmanager
def distributed(chosen: Settings, tell: Tell) -> Iterator[House]:
    """Run Kafka, PostgreSQL, SeaweedFS and a process a role for the length of a block."""
    servers = Servers.in_folder(chosen.data / "servers")
    tell("Starting Kafka, PostgreSQL and SeaweedFS")
    try:
        servers.start()
        run = LocalRun(servers, chosen.data, "demo")
        database = run.open_state().database
        api = run.role("api", port=chosen.port or None)
        tell("Starting the roles: api, relay, worker, sweep")
        with supervised(api, *map(run.role, ("relay", "worker", "sweep"))):
            yield House(api.address, database)
        database.close()
    finally:
        servers.stop()
