"""Metrics for Prometheus. Labels come from closed lists only, so none can carry PHI."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import func, select
from typing_extensions import override

from moderation.counts import submissions_by_state
from schemas.states import MediumState, SubmissionState, VerificationState
from storage.models import EventRow, MediumRow, VerificationRow
from storage.unit_of_work import Database

_SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 120, 300, 600)


class Metrics:
    """What the runner counts, and a registry of its own so that two systems never share one."""

    def __init__(self) -> None:
        """Register every metric."""
        self.registry = CollectorRegistry()
        self.stage_seconds = Histogram(
            "safelight_stage_seconds",
            "Seconds that a stage took for one medium",
            ["stage"],
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.findings = Counter(
            "safelight_findings", "Findings by kind", ["kind"], registry=self.registry
        )
        self.dead_letters = Counter(
            "safelight_dead_letters",
            "Work that was given up",
            ["stage", "code"],
            registry=self.registry,
        )
        self.retries = Counter(
            "safelight_stage_retries",
            "Stage runs tried again alone",
            ["stage"],
            registry=self.registry,
        )
        self.unknown_events = Counter(
            "safelight_unknown_events",
            "Events that this release does not know",
            registry=self.registry,
        )

        self.stage_stopped = Gauge(
            "safelight_stage_stopped",
            "1 where this process takes no more work for a handler, after too many dead letters",
            ["stage"],
            registry=self.registry,
        )
        self.relayed_events = Counter(
            "safelight_relayed_events",
            "Events of the outbox that this relay has sent",
            registry=self.registry,
        )
        self.handled_events = Counter(
            "safelight_handled_events",
            "Events that this worker is done with",
            ["queue"],
            registry=self.registry,
        )
        self.lag = Gauge(
            "safelight_lag",
            "Events that wait in Kafka, all partitions of a queue together",
            ["queue"],
            registry=self.registry,
        )

    def show_pool(self, numbers: Callable[[], tuple[int, int]]) -> None:
        """Show a pool, by a function that returns its size and how many processes are busy."""
        self.registry.register(_PoolCollector(numbers))

    def render(self) -> bytes:
        """Return all metrics in Prometheus' text format."""
        return generate_latest(self.registry)


class _PoolCollector(Collector):
    def __init__(self, numbers: Callable[[], tuple[int, int]]) -> None:
        self._numbers = numbers

    @override
    def collect(self) -> Iterable[Metric]:
        size, busy = self._numbers()
        yield GaugeMetricFamily("safelight_pool_processes", "Processes in the pool", value=size)
        yield GaugeMetricFamily("safelight_pool_busy", "Pool processes at work", value=busy)
        ratio = busy / size if size else 0.0
        yield GaugeMetricFamily("safelight_pool_saturation", "Busy share of the pool", value=ratio)


class StateCollector(Collector):
    """Gauges that are read from the database at each scrape."""

    def __init__(self, database: Database) -> None:
        """Take the database."""
        self._database = database

    @override
    def collect(self) -> Iterable[Metric]:
        yield from self._counts()

    def _counts(self) -> Iterator[Metric]:
        items = GaugeMetricFamily("safelight_items", "Submissions per state", labels=["state"])
        media = GaugeMetricFamily("safelight_media", "Media per state", labels=["state"])
        oldest = GaugeMetricFamily(
            "safelight_oldest_seconds", "Age of the oldest item per queue", labels=["queue"]
        )
        now = self._database.clock()
        with self._database.reading() as session:
            for state, count, since in submissions_by_state(session):
                items.add_metric([state.value], count)
                if state in _QUEUES:
                    oldest.add_metric([state.value], _age(since, now))
            rows = session.execute(select(MediumRow.state, func.count()).group_by(MediumRow.state))
            found = dict(rows.all())
            for medium_state in MediumState:
                media.add_metric([medium_state.value], found.get(medium_state, 0))
            requested = session.scalar(
                select(func.min(VerificationRow.requested_at)).where(
                    VerificationRow.state == VerificationState.REQUESTED
                )
            )
            oldest.add_metric(["check"], _age(requested, now))
            unsent = session.scalar(
                select(func.count()).select_from(EventRow).where(EventRow.sent_at.is_(None))
            )
        yield items
        yield media
        yield oldest
        yield GaugeMetricFamily(
            "safelight_unsent_events", "Events in the outbox", value=unsent or 0
        )


_QUEUES = (
    SubmissionState.PROCESSING,
    SubmissionState.HELD,
    SubmissionState.IN_REVIEW,
    SubmissionState.AWAITING_CHECK,
)


def _age(since: datetime | None, now: datetime) -> float:
    return max(0.0, (now - since).total_seconds()) if since else 0.0
