"""Runs numbered cases of a format through a pool, and sums up what became of them."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from random import Random
from typing import Any

from schemas.failures import FailureCode
from schemas.media_type import MediaType
from tests.fuzz.judge import judged
from tests.fuzz.mutate import Bent, bend
from tests.fuzz.seeds import Seed, seeds_of
from tests.fuzz.verdicts import Verdict
from workers.pool import StagePool

CHAIN_SHARE = 10
"""One file in so many goes through the whole chain; the later stages see clean files alone."""

_LISTED = (FailureCode.WORKER_DIED.value, FailureCode.DEADLINE_PASSED.value)


@dataclass(frozen=True, slots=True)
class Case:
    """A numbered case: which seed was bent and how; the number makes the same file again."""

    number: int
    seed: str
    bent: Bent


@dataclass(slots=True)
class Tally:
    """What became of a format's files."""

    files: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    violations: list[dict[str, Any]] = field(default_factory=list)
    ended: list[dict[str, Any]] = field(default_factory=list)

    def add(self, case: Case, verdict: Verdict) -> None:
        """Count a verdict; list it where it is wrong, or where its process was ended."""
        self.files += 1
        self.outcomes[verdict.outcome] += 1
        line = {"number": case.number, "seed": case.seed, "mutations": case.bent.mutations,
                "outcome": verdict.outcome}  # fmt: skip
        if verdict.violation is not None:
            self.violations.append({**line, "violation": verdict.violation})
        elif verdict.outcome in _LISTED:
            self.ended.append(line)


def case_of(seeds: tuple[Seed, ...], run_seed: int, number: int) -> Case:
    """Return the case with this number, the same for the same run seed."""
    media_type = seeds[0].media_type
    random = Random(f"{run_seed}:{media_type.value}:{number}")
    seed, other = random.choice(seeds), random.choice(seeds)
    return Case(number, seed.name, bend(media_type, seed.data, other.data, random))


def run_format(
    pool: StagePool,
    media_type: MediaType,
    run_seed: int,
    numbers: Iterable[int],
    on_done: Callable[[Case, Verdict], None] | None = None,
) -> Tally:
    """Run the cases with these numbers, as many at a time as the pool has processes."""
    seeds, tally = seeds_of(media_type), Tally()

    def one(number: int) -> tuple[Case, Verdict]:
        case = case_of(seeds, run_seed, number)
        whole = number % CHAIN_SHARE == 0
        return case, judged(pool, media_type, case.bent.data, whole_chain=whole)

    with ThreadPoolExecutor(pool.size) as threads:
        for case, verdict in _in_order(threads, one, numbers, 4 * pool.size):
            tally.add(case, verdict)
            if on_done is not None:
                on_done(case, verdict)
    return tally


def _in_order(
    threads: ThreadPoolExecutor,
    one: Callable[[int], tuple[Case, Verdict]],
    numbers: Iterable[int],
    ahead: int,
) -> Iterator[tuple[Case, Verdict]]:
    waiting: deque[Future[tuple[Case, Verdict]]] = deque()
    for number in numbers:
        waiting.append(threads.submit(one, number))
        if len(waiting) >= ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
