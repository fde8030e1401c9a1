"""Computing in the pool, tried again where a process may have failed for no reason of its own."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from moderation.dead_letters import Failure
from schemas.failures import FailureCode, InputRejectedError
from streams.failures import TRIES
from streams.metrics import Metrics
from workers.pool import DeadlinePassed, StageError, WorkerDied

T = TypeVar("T")

_CODES: dict[type[Exception], FailureCode] = {
    DeadlinePassed: FailureCode.DEADLINE_PASSED,
    WorkerDied: FailureCode.WORKER_DIED,
}


def tell_of_dead_letter(say: Callable[..., object], submission_id: UUID, failure: Failure) -> None:
    """Log that work on a submission was given up; ``say`` is the log's method of the level."""
    say(
        "dead_letter",
        submission_id=str(submission_id),
        stage=failure.handler,
        code=failure.code.value,
        tries=failure.tries,
        origin=failure.origin,
    )


class GaveUpError(Exception):
    """There will be no output; says why."""

    def __init__(self, failure: Failure) -> None:
        """Take why."""
        super().__init__(failure.code.value)
        self.failure = failure


def attempt(name: str, metrics: Metrics, compute: Callable[[bool], T]) -> T:
    """Return what is computed; a crash or a passed deadline gets two more tries.

    ``compute`` is told whether it must run alone, as those tries do; ``name`` is the handler's.

    Raises:
        GaveUpError: there will be no output.

    """
    code = FailureCode.STAGE_ERROR
    for tried in range(1, TRIES + 1):
        try:
            return compute(tried > 1)
        except InputRejectedError as rejected:
            raise GaveUpError(Failure(name, rejected.code, tried)) from None
        except StageError as error:
            place = f"{error.kind} {error.place}"
            raise GaveUpError(Failure(name, FailureCode.STAGE_ERROR, tried, place)) from None
        except (DeadlinePassed, WorkerDied) as error:
            code = _CODES[type(error)]
            if error.tries > 1:
                # A part was tried again alone already: the whole would come to the same.
                raise GaveUpError(Failure(name, code, error.tries)) from None
        metrics.retries.labels(name).inc()
    raise GaveUpError(Failure(name, code, TRIES))
