"""``safelight lag``: what waits, in the outbox and in Kafka."""

import json
from contextlib import closing
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from sqlalchemy import func, select

from safelight.cli import opening
from storage.models import EventRow
from storage.unit_of_work import Database
from streams.kafka_admin import kafka_admin
from streams.lag import by_topic
from streams.lag import lag as measure
from streams.pipeline import queues
from streams.topics import TopicNames


def lag(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object")] = False,
) -> None:
    """Show how many events wait for the relay, and how many for each handler."""
    chosen = opening.settings()
    bootstrap = opening.kafka(chosen)
    names = TopicNames(chosen.kafka_prefix)
    topics = {queue.name: names.queue(queue.name) for queue in queues(chosen.stages)}
    with closing(opening.database(chosen)) as database:
        unsent = _unsent(database)
    with opening.asking_kafka(), kafka_admin(bootstrap) as admin:
        every = admin.partitions(topics.values())
        partitions = measure(admin, chosen.kafka_prefix, every)
        members = admin.members(chosen.kafka_prefix)
    waiting = by_topic(partitions)
    counts = {name: waiting[topic] for name, topic in topics.items()}
    if as_json:
        typer.echo(json.dumps({"outbox": unsent, "queues": counts, "workers": members}))
        return
    table = Table("queue", "waiting", "in partitions", title=f"{members} workers")
    table.add_row("outbox", str(unsent), "")
    for name, topic in topics.items():
        busy = [p for p in partitions if p.topic == topic and p.waiting]
        places = ", ".join(f"{p.partition}: {p.waiting}" for p in busy)
        table.add_row(name, str(counts[name]), places)
    Console().print(table)


def _unsent(database: Database) -> int:
    query = select(func.count()).select_from(EventRow).where(EventRow.sent_at.is_(None))
    with database.reading() as session:
        return session.scalar(query) or 0
