"""``safelight topics …``: the topics on the cluster as the code says."""

from collections.abc import Iterable
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from safelight.cli import opening
from safelight.settings import Settings
from streams.kafka_admin import KafkaAdmin, kafka_admin
from streams.pipeline import queues
from streams.topic_changes import Change, ChangeKind, changes
from streams.topics import TopicNames, topics

app = typer.Typer(no_args_is_help=True, help="Kafka's topics.")
console = Console()


@app.callback()
def _group() -> None:
    """Keep ``apply`` a subcommand while it is the only one."""


@app.command("apply")
def apply(
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the diff alone")] = False,
    shrink: Annotated[
        bool, typer.Option("--shrink", help="Also what lets Kafka delete or refuse more")
    ] = False,
) -> None:
    """Show what differs from the code, then change it; exit 1 when anything was left alone."""
    chosen = opening.settings()
    with opening.asking_kafka(), kafka_admin(opening.kafka(chosen)) as admin:
        diff = difference(admin, chosen)
        if not diff:
            console.print("All topics are as they should be.")
            return
        _show(diff)
        if dry_run or not (yes or typer.confirm("Apply?")):
            return
        done = admin.apply(diff, shrink=shrink)
    left = [change for change in diff if change not in done]
    console.print(f"{len(done)} applied, {len(left)} left alone.")
    if left:
        raise typer.Exit(1)


def difference(admin: KafkaAdmin, chosen: Settings) -> tuple[Change, ...]:
    """Compare the cluster with the code."""
    wanted = topics(
        TopicNames(chosen.kafka_prefix),
        queues(chosen.stages),
        partitions=chosen.kafka_partitions,
        replication=chosen.kafka_replication,
    )
    return changes(wanted, admin.found(wanted))


def _show(diff: Iterable[Change]) -> None:
    table = Table("topic", "does", "what", "now", "then")
    for change in diff:
        kind = change.kind.value
        if change.kind is ChangeKind.SHRINK:
            kind += " (only with --shrink)"
        table.add_row(change.topic.name, kind, change.what, change.before or "", change.after)
    console.print(table)
