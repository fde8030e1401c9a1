"""What lies in a spool comes back, and says nothing to whoever reads the disk.

A green run does not prove that keys are never swapped out: who fears that turns swap off.
"""

import errno
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers import spool
from workers.spool import SEGMENT_BYTES, Spool

WORDS = b"DOE^JANE 12.03.1984 "


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which spools lie."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


@pytest.fixture
def small_segments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "SEGMENT_BYTES", 8)
    monkeypatch.setattr(spool, "_STRIDE", 24)


def _open_in(folder: Path) -> list[int]:
    """Return this process's open files that lie in a folder."""
    found = []
    for entry in Path("/proc/self/fd").iterdir():
        try:
            target = entry.readlink()
        except FileNotFoundError:
            continue
        if target.is_relative_to(folder):
            found.append(int(entry.name))
    return found


def _on_disk(folder: Path) -> bytes:
    """Return what the one spool in a folder holds."""
    (file,) = _open_in(folder)
    return os.pread(file, 100 << 20, 0)


@pytest.mark.parametrize("size", [0, 1, SEGMENT_BYTES, SEGMENT_BYTES + 1, 3 * SEGMENT_BYTES - 1])
def test_what_was_kept_comes_back(size: int) -> None:
    data = os.urandom(size)
    kept = Spool().keep(data)
    assert len(kept) == size
    assert kept[:] == data


_ends = st.none() | st.integers(-90, 90)


@pytest.mark.usefixtures("small_segments")
def test_any_slice_of_what_came_in_any_chunks_comes_back() -> None:
    @given(st.lists(st.binary(max_size=30), max_size=5), _ends, _ends)
    def check(chunks: list[bytes], start: int | None, end: int | None) -> None:
        made = Spool()
        made.keep(b"before")
        kept = made.keep_all(chunks)
        made.keep(b"behind")
        assert kept[start:end] == b"".join(chunks)[start:end]

    check()


def test_many_threads_keep_side_by_side() -> None:
    """Parts are done when they are done."""
    made = Spool()
    parts = [bytes([number]) * (SEGMENT_BYTES + 9) for number in range(8)]
    with ThreadPoolExecutor(4) as threads:
        kept = list(threads.map(made.keep, parts))
    assert [one[:] for one in kept] == parts


def test_nothing_that_was_kept_can_be_read_from_the_disk(folder: Path) -> None:
    """Neither the words, nor that the same was kept twice."""
    made = Spool()
    data = (WORDS * SEGMENT_BYTES)[: 2 * SEGMENT_BYTES]
    kept = [made.keep(data), made.keep(WORDS)]
    lies = _on_disk(folder)
    assert len(lies) > 2 * SEGMENT_BYTES
    assert not any(WORDS[at : at + 6] in lies for at in range(len(WORDS) - 6))
    assert lies[:SEGMENT_BYTES] != lies[SEGMENT_BYTES + 16 : 2 * SEGMENT_BYTES + 16]
    assert kept[0][:] == data


def test_a_spool_has_no_name(folder: Path) -> None:
    """So nothing is left of it, however its process ends."""
    made = Spool()
    kept = made.keep(WORDS)
    assert list(folder.iterdir()) == []
    assert kept[:] == WORDS


def test_a_killed_process_leaves_nothing(folder: Path) -> None:
    code = (
        "import os; from workers.spool import Spool;"
        "s = Spool(); s.keep(bytes(9 << 20)); os.kill(os.getpid(), 9)"
    )
    environment = {**os.environ, "TMPDIR": str(folder)}
    killed = subprocess.run([sys.executable, "-c", code], env=environment, check=False)
    assert killed.returncode == -9
    assert list(folder.rglob("*")) == []


def test_its_room_is_free_when_nobody_refers_to_it(folder: Path) -> None:
    """Neither to itself nor to what it holds."""
    kept = Spool().keep(WORDS)
    assert len(_open_in(folder)) == 1
    assert kept[:4] == WORDS[:4]
    del kept
    assert _open_in(folder) == []


def test_no_child_inherits_it(folder: Path) -> None:
    """What decodes untrusted bytes has no way to it."""
    kept = Spool().keep(WORDS)
    (file,) = _open_in(folder)
    assert not os.get_inheritable(file)
    assert kept


def test_what_was_changed_on_the_disk_is_not_given_back(folder: Path) -> None:
    """It is a broken disk: the work may be done again."""
    kept = Spool().keep(WORDS)
    (file,) = _open_in(folder)
    os.pwrite(file, b"?", 3)
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        kept[:]


def test_another_process_gets_plain_bytes() -> None:
    """It has no key."""
    assert pickle.loads(pickle.dumps(Spool().keep(WORDS))) == WORDS


def test_a_source_that_breaks_off_says_so() -> None:
    """What it raises is told by whoever asked for its chunks to be kept."""

    def chunks() -> Iterator[bytes]:
        yield WORDS
        raise LookupError

    keep: Callable[[Iterator[bytes]], object] = Spool().keep_all
    with pytest.raises(LookupError):
        keep(chunks())
