"""Events per second through relay, Kafka, agent and inbox, against a bare aiokafka loop."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import delete, func, select

from safelight.bench import bare
from safelight.bench.empty import QUEUE
from safelight.bench.intake import BenchmarkFailedError
from safelight.bench.throughput import Tell
from safelight.cluster.local import LocalRun, Servers
from safelight.state import open_database
from schemas.events import TextsEdited
from storage.models import InboxRow
from storage.unit_of_work import Database
from streams.kafka_admin import kafka_admin
from streams.topic_changes import changes
from streams.topics import TopicNames, topics

_WARM = 200
_TIMEOUT = 300.0
_LOOK_SECONDS = 0.1
_HAPPENED = TextsEdited(texts_sha256="0" * 64)


def measure(
    servers: Servers, folder: Path, tell: Tell, *, count: int, rounds: int
) -> dict[str, Any]:
    """Alternate between the two; medians count. Both have one process, and the same server."""
    run = LocalRun(servers, folder, f"b{uuid4().hex[:12]}")
    _make_topic(run)
    database = open_database(run.settings)
    rates: dict[str, list[float]] = {"ours": [], "bare": []}
    dsn = database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    topic = TopicNames(run.settings.kafka_prefix).queue(QUEUE.name)
    kafka = run.settings.kafka or ""
    with _process("worker", run), _process("relay", run):
        _through(database, _WARM)
        for turn in range(rounds):
            tell(f"round {turn + 1} of {rounds}: relay, Kafka, agent, inbox")
            rates["ours"].append(_through(database, count))
            tell(f"round {turn + 1} of {rounds}: a bare loop")
            group = f"bare-{uuid4().hex}"
            rates["bare"].append(bare.rate(kafka, topic, group, dsn, count))
            _forget_bare(database)
    database.close()
    middle = {name: statistics.median(values) for name, values in rates.items()}
    return {
        "events": count,
        "rounds": rounds,
        "per_second": rates,
        "median_per_second": middle,
        "ratio": middle["ours"] / middle["bare"],
    }


def _make_topic(run: LocalRun) -> None:
    settings = run.settings
    wanted = topics(
        TopicNames(settings.kafka_prefix),
        (QUEUE,),
        partitions=settings.kafka_partitions,
        replication=settings.kafka_replication,
    )
    with kafka_admin(settings.kafka or "") as admin:
        admin.apply(changes(wanted, admin.found(wanted)))


@contextmanager
def _process(role: str, run: LocalRun) -> Iterator[None]:
    process = subprocess.Popen(
        [sys.executable, "-m", "safelight.bench.empty", role],
        env={**os.environ, **run.environment},
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


def _through(database: Database, count: int) -> float:
    """Commit events all at once; return how many a second came out at the other end."""
    before = _done(database)
    with database.writing() as uow:
        for _ in range(count):
            uow.append(uuid4(), _HAPPENED)
    started = database.clock()
    with database.writing(announce=False) as uow:
        # What the API's own signal does after a commit.
        uow.session.execute(select(func.pg_notify("safelight_commits", "bench")))
    until = time.perf_counter() + _TIMEOUT
    while _done(database) < before + count:
        if time.perf_counter() > until:
            raise BenchmarkFailedError(f"{_done(database) - before} of {count} events")
        time.sleep(_LOOK_SECONDS)
    return count / (_last_done(database) - started).total_seconds()


def _done(database: Database) -> int:
    query = select(func.count()).select_from(InboxRow).where(InboxRow.handler == QUEUE.name)
    with database.reading() as session:
        return session.scalar(query) or 0


def _last_done(database: Database) -> datetime:
    """Return when the last event was taken, by the inbox: nobody need look often."""
    query = select(func.max(InboxRow.done_at)).where(InboxRow.handler == QUEUE.name)
    with database.reading() as session:
        return session.scalars(query).one()


def _forget_bare(database: Database) -> None:
    """Let the next round insert what this one has."""
    with database.writing(announce=False) as uow:
        uow.session.execute(delete(InboxRow).where(InboxRow.handler == "bare"))
