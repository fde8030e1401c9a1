"""Rule 2: an acknowledged upload is never lost, whichever moment the process dies at.

The real server is killed with SIGKILL at 50 random moments while 40 uploads and their decisions
go on. A green run does not prove durability against a power cut; for that, commits are synchronous
and blobs are flushed to the disk, which no test here can pull the plug on.
"""

import random
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from safelight.cluster.ports import free_row
from safelight.demo.client import Person, RefusedByApiError
from safelight.settings import Settings
from safelight.state import open_state
from schemas.states import Role
from storage import audit
from storage.keyring import new_key_file
from tests.factories.pictures import small_jpeg
from tests.factories.site import Process, make_account, texts
from tests.factories.stubborn import Stubborn

UPLOADS = 40
KILLS = 50
SEED = 20261123
_PATIENCE = 420.0


def _upload_all(address: str, until: float, accepted: list[str]) -> None:
    """Upload until 40 were acknowledged; whatever broke off before that is begun anew."""
    trying = Stubborn(address, "ada@example.org", until)
    for number in range(UPLOADS):
        submission_id = trying(lambda p, n=number: _upload_one(p, n))  # type: ignore[misc]
        accepted.append(submission_id)
    trying.close()


def _upload_one(person: Person, number: int) -> str:
    return person.upload(texts(f"Upload {number}"), [small_jpeg(f"DOE JANE {number}", number)])


def _moderate(address: str, until: float, done: threading.Event) -> None:
    trying = Stubborn(address, "mia@example.org", until)
    while not done.is_set():
        item = trying(lambda p: p.call("POST", "/api/review/next"))
        if item is None:
            time.sleep(0.2)
            continue
        try:
            trying(lambda p, i=item["submission_id"]: p.approve(i))  # type: ignore[misc]
        except RefusedByApiError as refused:
            # The answer to an earlier approval was lost on the way: it is decided already.
            assert refused.code in {"wrong_state", "changed_since"}, refused.code
    trying.close()


def _kill_at_random(start: Callable[[], Process], chance: random.Random) -> Process:
    server = start()
    for _ in range(KILLS):
        time.sleep(chance.uniform(0.2, 6.5))
        server.kill()
        server = start()
    return server


@pytest.mark.timeout(560)
@pytest.mark.xdist_group("kill")
def test_rule_2_no_acknowledged_upload_is_lost_whenever_the_process_dies(tmp_path: Path) -> None:
    data, port = tmp_path / "data", free_row()
    _prepare(data)
    until = time.monotonic() + _PATIENCE
    accepted: list[str] = []
    done = threading.Event()
    address = f"http://127.0.0.1:{port}"
    threads = [
        threading.Thread(target=_upload_all, args=(address, until, accepted)),
        threading.Thread(target=_moderate, args=(address, until + 100, done)),
    ]
    for thread in threads:
        thread.start()
    start = lambda: Process(data, port, tmp_path / "log")  # noqa: E731
    server = _kill_at_random(start, random.Random(SEED))
    threads[0].join(_PATIENCE)
    assert len(accepted) == UPLOADS
    _wait_until_published(data, accepted, time.monotonic() + 100)
    done.set()
    threads[1].join(60)
    # All may have been published before the last kill, while this one is still starting.
    server.wait_ready()
    assert server.terminate() == 0

    published = Counter(
        row[0] for row in _rows(data, "SELECT stream_id FROM events WHERE name = 'CasePublished'")
    )
    wanted = {UUID(submission_id).hex for submission_id in accepted}
    assert wanted <= set(published), "lost"
    assert set(published.values()) == {1}, "published twice"
    assert len(_rows(data, "SELECT 1 FROM cases")) == len(published)
    assert not _rows(data, "SELECT 1 FROM dead_letters"), "a kill was taken for a bad picture"
    _verify_audit(data)


def _prepare(data: Path) -> None:
    data.mkdir()
    new_key_file(data / "master.key")
    state = open_state(Settings(data=data), data / "master.key")
    make_account(state.database, "ada@example.org", Role.CLINICIAN, verified=True)
    make_account(state.database, "mia@example.org", Role.MODERATOR)
    state.database.close()


def _wait_until_published(data: Path, accepted: list[str], until: float) -> None:
    wanted = {UUID(submission_id).hex for submission_id in accepted}
    while True:
        rows = _rows(data, "SELECT id, state FROM submissions")
        states = {row[0]: row[1] for row in rows}
        missing = Counter(states.get(item, "lost") for item in wanted)
        if missing == {"published": len(wanted)}:
            return
        assert time.monotonic() < until, missing
        time.sleep(0.5)


def _rows(data: Path, query: str) -> list[tuple[str, ...]]:
    with sqlite3.connect(data / "safelight.db", timeout=30) as connection:
        return connection.execute(query).fetchall()


def _verify_audit(data: Path) -> None:
    state = open_state(Settings(data=data), data / "master.key")
    with state.database.reading() as session:
        report = audit.verify(session, state.keyring)
    state.database.close()
    assert report.is_clean, report.broken
    assert report.events > UPLOADS * 8
    assert report.checkpoints
