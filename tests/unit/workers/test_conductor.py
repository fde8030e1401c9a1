"""Parts side by side: whatever happens to one of them costs no more than it must."""

import errno
import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import psutil
import pytest

from schemas.failures import FailureCode, InputRejectedError
from tests.unit.workers.parted_stages.long import PART_BYTES
from tests.unit.workers.parted_stages.parts import PARTS
from tests.unit.workers.test_pool import GIVEN
from workers.conductor import TRIES
from workers.pool import DeadlinePassed, PoolClosed, StageError, StagePool, WorkerDied
from workers.spool import Spool, Spooled
from workers.stage import StageInput

pytestmark = pytest.mark.long

PACKAGE = "tests.unit.workers.parted_stages"
NUMBERS = "".join(str(number) for number in range(PARTS))
WANTED = "".join(2 * str(number) for number in range(PARTS)) + NUMBERS


@pytest.fixture(scope="module", params=[1, 2], ids=["one process", "two processes"])
def pool(request: pytest.FixtureRequest) -> Iterator[StagePool]:
    """One pool for all tests here, which must stay usable after each of them."""
    pool = StagePool(request.param, 2 << 30, package=PACKAGE, warm=False)
    yield pool
    pool.close()


def _given(how: str) -> StageInput:
    return replace(GIVEN, data=how.encode())


def _answer(pool: StagePool, how: str) -> str:
    return pool.run("parts", _given(how)).modality


def test_results_come_in_order(pool: StagePool) -> None:
    """However many processes there are."""
    assert _answer(pool, "well") == WANTED


def test_a_short_medium_takes_the_way_of_all_others(pool: StagePool) -> None:
    """A stage that can be conducted need not be."""
    assert _answer(pool, "short") == "whole"


def test_progress_grows_to_the_end(pool: StagePool) -> None:
    """It is told after every part, and never goes back."""
    told: list[float] = []
    pool.run("parts", _given("well"), told.append)
    assert told == sorted(told)
    assert told[-1] == 1
    assert len(set(told)) >= 2 * PARTS


@pytest.mark.parametrize("how", ["slow", "slow source"])
def test_a_process_that_is_killed_costs_its_part_alone(pool: StagePool, how: str) -> None:
    """Be it the one that gives the parts or one that takes some: nothing is lost or doubled."""
    answers: list[str] = []
    caller = threading.Thread(target=lambda: answers.append(_answer(pool, how)))
    caller.start()
    killed = 0
    while killed < 2 and caller.is_alive():
        time.sleep(0.9)
        for child in psutil.Process().children():
            if _works(child):
                child.kill()
                killed += 1
                break
    caller.join()
    assert killed == 2
    assert answers == [WANTED]


def _works(child: psutil.Process) -> bool:
    """Tell the pool's processes from others that Python starts beside them."""
    return any("spawn_main" in word for word in child.cmdline())


def test_a_part_that_kills_is_given_up_after_some_tries(pool: StagePool) -> None:
    """It is tried again, alone; the error tells how often, so that nobody begins anew."""
    with pytest.raises(WorkerDied) as caught:
        _answer(pool, "dies")
    assert caught.value.tries == TRIES
    assert _answer(pool, "well") == WANTED


def test_a_refusal_of_a_part_is_one_of_the_medium(pool: StagePool) -> None:
    """With its code, and at once."""
    with pytest.raises(InputRejectedError) as caught:
        _answer(pool, "rejects")
    assert caught.value.code is FailureCode.UNDECODABLE


def test_an_unexpected_error_of_a_part_tells_no_words(pool: StagePool) -> None:
    """Type and place, as of a whole medium."""
    with pytest.raises(StageError) as caught:
        _answer(pool, "quotes")
    assert caught.value.kind == "LookupError"
    assert "ZQXMARKER" not in repr(caught.value)


def test_a_disk_that_is_full_is_told_at_once(
    pool: StagePool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is no fault of the medium's, and no process waits for anything then."""
    kept: list[bytes] = []

    def full(spool: Spool, data: bytes) -> Spooled:
        if kept:
            raise OSError(errno.ENOSPC, "full")
        kept.append(data)
        return spool.keep_all((data,))

    film = replace(GIVEN, data=bytes(3 * PART_BYTES))
    with monkeypatch.context() as patched:
        patched.setattr(Spool, "keep", full)
        with pytest.raises(OSError, match="full"):
            pool.run("long", film)
    assert pool.run("long", film).modality == "long"


def test_a_part_that_hangs_is_ended() -> None:
    """The deadline is each part's."""
    pool = StagePool(1, 2 << 30, package=PACKAGE, warm=False)
    with pytest.raises(DeadlinePassed) as caught:
        _answer(pool, "hangs")
    assert caught.value.tries == TRIES
    pool.close()


def test_closing_ends_all_parts() -> None:
    """Nothing is said about the medium."""
    pool = StagePool(2, 2 << 30, package=PACKAGE, warm=False)
    verdicts: list[BaseException] = []

    def call() -> None:
        try:
            _answer(pool, "slow")
        except PoolClosed as error:
            verdicts.append(error)

    caller = threading.Thread(target=call)
    caller.start()
    while pool.busy == 0:
        pass
    pool.close()
    caller.join()
    assert len(verdicts) == 1
