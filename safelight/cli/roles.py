"""``safelight api · worker · relay · sweep``: one role of the distributed run each."""

import typer

from safelight import logs
from safelight.cli import opening
from safelight.cli.opening import DataOption, PortOption
from safelight.serve import Served, address, serve
from safelight.settings import Settings


def api(data: DataOption = None, port: PortOption = None) -> None:
    """Serve the site: web face and API."""
    chosen = _configured(data=data, port=port)
    from safelight.roles.api import ApiRole

    _serve("api", chosen, ApiRole(chosen, opening.state(chosen, wait=True, ping=True)))


def worker(data: DataOption = None, port: PortOption = None) -> None:
    """Drain the queues: stages, review, check, library. The port shows metrics and health."""
    chosen = _configured(data=data, port=port)
    kafka = opening.kafka(chosen)
    from safelight.roles.worker import WorkerRole

    _serve("worker", chosen, WorkerRole(kafka, chosen, opening.state(chosen, wait=True)))


def relay(port: PortOption = None) -> None:
    """Send the outbox to Kafka. The port shows metrics and health."""
    chosen = _configured(port=port)
    kafka = opening.kafka(chosen)
    from safelight.roles.relay import RelayRole

    database = opening.database(chosen, wait=True)
    _serve("relay", chosen, RelayRole(kafka, chosen, database))


def sweep(data: DataOption = None, port: PortOption = None) -> None:
    """Announce again what stands still, end leases, sign checkpoints."""
    chosen = _configured(data=data, port=port)
    from safelight.roles.sweep import SweepRole

    database = opening.database(chosen, wait=True)
    _serve("sweep", chosen, SweepRole(chosen, database, opening.keyring(chosen)))


def _configured(**given: object) -> Settings:
    chosen = opening.settings(**given)
    logs.configure(chosen.log_level)
    opening.require_server(chosen)
    return chosen


def _serve(name: str, chosen: Settings, role: Served) -> None:
    listening = opening.listening(chosen)
    serve(role, listening, lambda: typer.echo(f"{name} is ready at {address(listening)}"))
