"""The pool: whatever happens in a child process costs one medium and nothing else."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest

from schemas.failures import FailureCode, InputRejectedError
from schemas.findings import RedactionPlan
from schemas.media_type import MediaType
from workers.pool import DeadlinePassed, PoolClosed, StageError, StagePool, WorkerDied
from workers.stage import StageInput

HOSTILE = "tests.unit.workers.hostile_stages"
GIVEN = StageInput(MediaType.PNG, b"ZQXMARKER", RedactionPlan(), bytes(32))


@pytest.fixture(scope="module")
def pool() -> Iterator[StagePool]:
    """One pool for all tests here: that it stays usable after each is part of what they say."""
    pool = StagePool(2, 2 << 30, package=HOSTILE, warm=False)
    yield pool
    pool.close()


def _still_works(pool: StagePool) -> bool:
    return pool.run("steady", GIVEN).modality.isdigit()


def test_a_crash_costs_only_its_own_medium(pool: StagePool) -> None:
    """Neighbours in flight finish while other processes crash again and again."""
    with ThreadPoolExecutor(4) as threads:
        crashing = [threads.submit(pool.run, "segfault", GIVEN) for _ in range(3)]
        steady = [threads.submit(pool.run, "steady", GIVEN) for _ in range(12)]
        assert all(isinstance(crash.exception(), WorkerDied) for crash in crashing)
        assert all(one.result().modality.isdigit() for one in steady)


def test_a_deadline_ends_the_process(pool: StagePool) -> None:
    """A stage that hangs is ended, and its place is free again."""
    with pytest.raises(DeadlinePassed):
        pool.run("hang", GIVEN)
    assert _still_works(pool)


def test_a_memory_bomb_kills_only_its_process(pool: StagePool) -> None:
    """The address space has a limit, and running into it is a worker's death."""
    with pytest.raises(WorkerDied):
        pool.run("memory_bomb", GIVEN)
    assert _still_works(pool)


def test_an_unexpected_error_crosses_without_its_words(pool: StagePool) -> None:
    """Type and place are told; message, arguments, cause and traceback are not."""
    with pytest.raises(StageError) as caught:
        pool.run("quotes", GIVEN)
    error = caught.value
    assert error.kind == "LookupError"
    assert error.place.startswith("workers/child.py:")
    assert "ZQXMARKER" not in repr(error) + repr(error.args) + repr(error.__dict__)
    assert error.__cause__ is None


def test_a_panic_crosses_as_an_error(pool: StagePool) -> None:
    """What is no Exception and has no name in the parent is told like any other error."""
    with pytest.raises(StageError) as caught:
        pool.run("panics", GIVEN)
    assert caught.value.kind == "PanicException"
    assert "ZQXMARKER" not in repr(caught.value)
    assert _still_works(pool)


def test_a_refusal_passes_with_its_code(pool: StagePool) -> None:
    """The pool adds nothing to what a stage says about its input."""
    with pytest.raises(InputRejectedError) as caught:
        pool.run("rejects", GIVEN)
    assert caught.value.code is FailureCode.ANIMATED


def test_an_unknown_stage_is_a_key_error(pool: StagePool) -> None:
    """A misspelt name never reaches a process."""
    with pytest.raises(KeyError):
        pool.run("no_such_stage", GIVEN)


def test_nothing_leaves_a_child(pool: StagePool) -> None:
    """No connection, no name look-up, no program, no fork, no written file."""
    assert pool.run("reaches_out", GIVEN).modality == ""


def test_a_child_sees_no_network(pool: StagePool) -> None:
    """Where the kernel grants a namespace it holds no interface but the loop, which is down."""
    seen = set(filter(None, pool.run("interfaces", GIVEN).modality.split(",")))
    assert seen <= {"lo"} or not _may_unshare()


def _may_unshare() -> bool:
    """Tell whether the kernel lets a process like this one leave the network."""
    ask = (
        "import ctypes, sys; libc = ctypes.CDLL(None);"
        "sys.exit(libc.unshare(0x40000000) != 0 and libc.unshare(0x50000000) != 0)"
    )
    return subprocess.run([sys.executable, "-c", ask], check=False).returncode == 0


def test_a_process_that_dies_idle_is_replaced(pool: StagePool) -> None:
    """The kernel may end a process between two media; the next medium must not notice."""
    for _ in range(2):
        os.kill(int(pool.run("steady", GIVEN).modality), signal.SIGKILL)
        results = []
        for _ in range(4):
            try:
                results.append(pool.run("steady", GIVEN).modality)
            except WorkerDied:
                results.append("")
        assert all(results[1:])


def test_busy_counts_what_runs(pool: StagePool) -> None:
    """The gauge is zero at rest and never above the size."""
    assert (pool.size, pool.busy) == (2, 0)
    seen: list[int] = []
    with ThreadPoolExecutor(3) as threads:
        futures = [threads.submit(pool.run, "steady", GIVEN) for _ in range(6)]
        while not all(future.done() for future in futures):
            seen.append(pool.busy)
    assert max(seen) in (1, 2)
    assert pool.busy == 0


def test_closing_ends_what_runs() -> None:
    """Close does not wait for a stage that may take minutes; its caller gets a verdict."""
    pool = StagePool(1, 2 << 30, package="tests.unit.workers.slow_stages", warm=False)
    verdicts: list[BaseException] = []
    caller = threading.Thread(target=_keep_error, args=(pool, verdicts))
    caller.start()
    while pool.busy == 0:
        pass
    pool.close()
    caller.join()
    assert [type(verdict) for verdict in verdicts] == [PoolClosed]


def test_a_closed_pool_takes_nothing() -> None:
    """Neither later callers nor those that waited for a place take a stop for a crash."""
    pool = StagePool(1, 2 << 30, package="tests.unit.workers.slow_stages", warm=False)
    with ThreadPoolExecutor(3) as threads:
        callers = [threads.submit(pool.run, "slow", GIVEN) for _ in range(3)]
        while pool.busy == 0:
            pass
        pool.close()
        assert [type(caller.exception()) for caller in callers] == [PoolClosed] * 3
    with pytest.raises(PoolClosed):
        pool.run("slow", GIVEN)
    pool.close()


def _keep_error(pool: StagePool, verdicts: list[BaseException]) -> None:
    try:
        pool.run("slow", GIVEN)
    except PoolClosed as error:
        verdicts.append(error)


_PARENT = """
import sys, threading
from tests.unit.workers.test_pool import GIVEN, HOSTILE
from workers.pool import StagePool
if __name__ == "__main__":
    pool = StagePool(1, 2 << 30, package=HOSTILE, warm=False)
    print(pool.run("steady", GIVEN).modality, flush=True)
    sys.stdin.read()
"""


def test_children_die_with_a_killed_parent(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A parent that is killed outright leaves no process behind that holds bytes."""
    script = tmp_path_factory.mktemp("parent") / "parent.py"
    script.write_text(_PARENT)
    with subprocess.Popen(
        [sys.executable, str(script)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        text=True,
    ) as parent:
        assert parent.stdout is not None
        child = psutil.Process(int(parent.stdout.readline()))
        parent.kill()
        psutil.wait_procs([child], timeout=30)
    assert not child.is_running() or child.status() == psutil.STATUS_ZOMBIE
