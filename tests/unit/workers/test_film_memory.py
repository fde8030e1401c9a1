"""What the parent holds of a long film does not grow with it.

Counted are Python's own allocations in this process, through which all bytes of a film go. A green
run does not prove it of a child, which holds an upload while it strips it.
"""

import hashlib
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from statistics import median

import pytest

from tests.unit.workers.parted_stages.long import PART_BYTES
from tests.unit.workers.test_conductor import PACKAGE
from tests.unit.workers.test_pool import GIVEN
from workers.content import Chunks
from workers.pool import StagePool
from workers.spool import Spool

pytestmark = pytest.mark.long

SHORT, LONG = 16, 64


@pytest.fixture(scope="module")
def pool() -> Iterator[StagePool]:
    pool = StagePool(2, 2 << 30, package=PACKAGE, warm=False)
    yield pool
    pool.close()


def _parts(count: int) -> Iterator[bytes]:
    for number in range(count):
        yield number.to_bytes(4, "big") * (PART_BYTES // 4)


def _peak(pool: StagePool, count: int) -> int:
    """Return how much was allocated at most while a film of so many parts was worked on, and read.

    It is read, and written, in as large chunks as by the store.
    """
    tracemalloc.start()
    try:
        given = replace(GIVEN, data=Spool().keep_all(_parts(count)))
        canonical = pool.run("long", given).canonical
        digest = hashlib.sha256()
        for chunk in Chunks(canonical.data):
            digest.update(chunk)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    wanted = hashlib.sha256()
    for part in _parts(count):
        wanted.update(part[::-1])
    assert digest.digest() == wanted.digest()
    return peak


def test_the_peak_does_not_grow_with_the_length(pool: StagePool) -> None:
    """Four times as long takes as much, and less than a third of it is held at all.

    How many parts wait to be read is a matter of chance, now and then one less or two more. So what
    the long film takes at least is compared with what the short one usually takes.
    """
    _peak(pool, 2)
    short = median(_peak(pool, SHORT) for _ in range(3))
    long = min(_peak(pool, LONG) for _ in range(3))
    assert long < 1.1 * short
    assert long < LONG * PART_BYTES / 3
