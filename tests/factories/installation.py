"""A distributed installation for tests: roles as processes, on real servers."""

import re
import threading
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import func, select

from safelight.bench import intake
from safelight.cluster.local import LocalRun, Servers
from safelight.cluster.processes import RoleProcess
from safelight.demo.client import Person
from safelight.state import State
from schemas.states import Role, SubmissionState
from storage import audit, events
from storage.models import DeadLetterRow, EventRow, SubmissionRow
from tests.factories.pictures import small_jpeg
from tests.factories.site import make_account, texts
from tests.factories.stubborn import Stubborn

CLINICIAN = "ada@example.org"
STAGES = ("strip_phi", "obscure_faces")


class Installation:
    """A fresh database, bucket and set of topics, with one verified clinician."""

    def __init__(self, servers: Servers, folder: Path, **settings: object) -> None:
        self.folder = folder
        self.run = LocalRun(
            servers, folder, f"t{uuid4().hex[:12]}", pool_size=1, log_level="info", **settings
        )
        self.state: State = self.run.open_state()
        make_account(self.state.database, CLINICIAN, Role.CLINICIAN, verified=True)

    def roles(self, workers: int = 1, relays: int = 1, **settings: object) -> list[RoleProcess]:
        """Return an api, relays and workers, none of which runs yet."""
        return [
            self.run.role("api", settings=settings),
            *(self.run.role("relay", n + 1, settings=settings) for n in range(relays)),
            *(self.run.role("worker", n + 1, settings=settings) for n in range(workers)),
        ]

    def states(self, submission_ids: Sequence[str]) -> Counter[str]:
        """Count the states of submissions; what is not there counts as lost."""
        wanted = {UUID(each) for each in submission_ids}
        with self.state.database.reading() as session:
            rows = session.execute(select(SubmissionRow.id, SubmissionRow.state))
            found: dict[UUID, SubmissionState] = dict(rows.all())
        return Counter(found[each].value if each in found else "lost" for each in wanted)

    def count(self, name: str) -> Counter[UUID]:
        """Count the events of a name by their stream."""
        query = (
            select(EventRow.stream_id, func.count())
            .where(EventRow.name == name)
            .group_by(EventRow.stream_id)
        )
        with self.state.database.reading() as session:
            return Counter(dict(session.execute(query).all()))

    def unsent(self) -> int:
        """Count what is in the outbox."""
        with self.state.database.reading() as session:
            return len(events.unsent(session, 1_000))

    def dead_letters(self) -> list[DeadLetterRow]:
        """Return every dead letter."""
        with self.state.database.reading() as session:
            return list(session.scalars(select(DeadLetterRow).order_by(DeadLetterRow.id)))

    def verify_audit(self) -> None:
        """Check every chain."""
        with self.state.database.reading() as session:
            report = audit.verify(session, self.state.keyring)
        assert report.is_clean, report.broken[:5]

    def stage_runs(self) -> int:
        """Count how often any worker began a stage, over all its lives."""
        return sum(
            len(re.findall(r'"stage_begins"', log.read_text(errors="replace")))
            for log in self.folder.glob("worker-*.log")
        )

    def close(self) -> None:
        self.state.database.close()


class Uploads:
    """People who upload until so many were accepted, whatever happens to the site."""

    def __init__(self, address: str, count: int, until: float, people: int = 4) -> None:
        self._address, self._until = address, until
        self._left = iter(range(count))
        self._lock = threading.Lock()
        self.accepted: list[str] = []
        self._threads = [threading.Thread(target=self._run) for _ in range(people)]
        for thread in self._threads:
            thread.start()

    def wait(self) -> list[str]:
        """Return the accepted uploads once there are enough."""
        for thread in self._threads:
            thread.join()
        return self.accepted

    def _run(self) -> None:
        stubborn = Stubborn(self._address, CLINICIAN, self._until)
        while (number := self._next()) is not None:
            submission_id = stubborn(lambda p, n=number: upload_one(p, n))  # type: ignore[misc]
            self.accepted.append(submission_id)
        stubborn.close()

    def _next(self) -> int | None:
        with self._lock:
            return next(self._left, None)


def upload_one(person: Person, number: int) -> str:
    """Upload one small picture; return its submission's id."""
    return person.upload(texts(f"Upload {number}"), [small_jpeg("", number)])


def upload_locally(installation: Installation) -> UUID:
    """Accept one upload without a site: its events wait in the outbox."""
    state = installation.state
    return intake.accept(state, intake.new_uploader(state), small_jpeg())
