"""The operator's side: what waits, what failed, replay."""

from datetime import datetime
from uuid import UUID

from schemas.failures import Blame, FailureCode
from schemas.http.base import View


class QueueDepth(View):
    """How many submissions are in a state, and since when the oldest is."""

    state: str
    count: int
    oldest_since: datetime | None


class DeadLetterView(View):
    """Work that was given up; holds codes only.

    A stray letter is a record from Kafka that is no event of the log; `safelight dlq` handles it.
    """

    id: int
    submission_id: UUID | None
    medium_id: UUID | None
    stage: str
    code: FailureCode
    blame: Blame
    meaning: str
    tries: int
    failed_at: datetime
    replayed_at: datetime | None
    is_stray: bool


class OperationsView(View):
    """The state of the house at one look."""

    queues: list[QueueDepth]
    dead_letters: list[DeadLetterView]
    pool_size: int
    pool_busy: int
    healthy: bool
    stopped_stages: list[str]
    unsent_events: int


class Readiness(View):
    """Whether the service can do its work, part by part."""

    ready: bool
    checks: dict[str, bool]
