"""Doing things at once, each in a thread of its own."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from schemas.refusals import RefusalCode, RefusedError

T = TypeVar("T")

_PATIENCE = 60.0


def at_once(*calls: Callable[[], T]) -> list[T]:
    """Let calls go in the same moment; return their results in the order of the calls.

    What the first of them raises that raises comes out of here.
    """
    ready = threading.Barrier(len(calls))

    def go(call: Callable[[], T]) -> T:
        ready.wait(_PATIENCE)
        return call()

    with ThreadPoolExecutor(len(calls)) as threads:
        under_way = [threads.submit(go, call) for call in calls]
        return [each.result(_PATIENCE) for each in under_way]


@contextmanager
def beside(call: Callable[[], T]) -> Iterator[Future[T]]:
    """Let a call run beside the block; at its end the call must end as well."""
    with ThreadPoolExecutor(1) as thread:
        under_way = thread.submit(call)
        yield under_way
        under_way.result(_PATIENCE)


def refusal(call: Callable[[], object]) -> RefusalCode | None:
    """Call, and return why it was refused; ``None`` when it was not."""
    try:
        call()
    except RefusedError as refused:
        return refused.code
    return None
