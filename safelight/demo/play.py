"""Plays the demo over HTTP: uploads, decisions, checks."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from safelight.demo import people
from safelight.demo.client import Document, Person, RefusedByApiError
from safelight.demo.samples import SAMPLES, Sample
from schemas.states import SubmissionState

_BUSY = {SubmissionState.PROCESSING.value}
_TIMEOUT = 600.0


@dataclass(slots=True)
class Way:
    """How far a sample has come."""

    sample: Sample
    submission_id: str | None
    state: str
    started: float
    seconds: float = 0.0
    code: str | None = None
    regions: int = 0
    steps: str = ""

    @property
    def is_right(self) -> bool:
        """Whether the way ended as the sample says."""
        if self.sample.refused is not None:
            return self.code == self.sample.refused
        return self.state == self.sample.ends.value


Tell = Callable[[Way], None]


@dataclass(frozen=True, slots=True)
class Cast:
    """The demo's people, logged in."""

    clinician: Person
    newcomer: Person
    moderator: Person
    officer: Person

    def uploader(self, sample: Sample) -> Person:
        """Return who uploads a sample."""
        return self.newcomer if sample.by_newcomer else self.clinician


@contextmanager
def cast(address: str, password: str) -> Iterator[Cast]:
    """Log everybody in for the length of a block."""
    persons = [Person(address) for _ in range(4)]
    who = (people.CLINICIAN, people.NEWCOMER, people.MODERATOR, people.OFFICER)
    try:
        for person, account in zip(persons, who, strict=True):
            person.log_in(account.email, password)
        yield Cast(*persons)
    finally:
        for person in persons:
            person.close()


def ask_to_be_verified(person: Person, name: str, number: str) -> None:
    """Send a verification request."""
    stated = {
        "full_name": name,
        "profession": "physician",
        "licence_number": number,
        "authority": "Medical Council",
        "country": "FR",
    }
    person.call("POST", "/api/verification", stated)


def verify_everybody(officer: Person) -> int:
    """Verify every open request; return how many there were."""
    items = officer.call("GET", "/api/checks")["items"]
    for item in items:
        path = f"/api/checks/{item['verification']['id']}"
        officer.call("POST", path, {"verified": True, "note": None})
    return len(items)


def upload(cast_: Cast, sample: Sample) -> Way:
    """Upload one sample like anybody would."""
    started = time.monotonic()
    try:
        submission_id = cast_.uploader(sample).upload(
            sample.texts, [make() for make in sample.media]
        )
    except RefusedByApiError as refused:
        way = Way(sample, None, "refused", started, code=refused.code)
        way.seconds = time.monotonic() - started
        return way
    return Way(sample, submission_id, SubmissionState.PROCESSING.value, started)


def wait_for_review(cast_: Cast, way: Way) -> None:
    """Wait until the automatic stages are through."""
    if way.submission_id is None:
        return
    found = cast_.uploader(way.sample).wait_while(way.submission_id, _BUSY, _TIMEOUT)
    _take_note(way, found)


def review(cast_: Cast, way: Way) -> None:
    """Approve a sample as the moderator, having fetched everything there is to see."""
    if way.submission_id is None or way.state != SubmissionState.IN_REVIEW.value:
        return
    item = cast_.moderator.approve(way.submission_id)
    way.regions = sum(
        1 for medium in item["media"] for found in medium["findings"] if found["region"]
    )


def wait_for_library(cast_: Cast, way: Way) -> None:
    """Wait until an approved sample is published."""
    if way.submission_id is None or way.state == SubmissionState.HELD.value:
        return
    states = {SubmissionState.IN_REVIEW.value, SubmissionState.AWAITING_CHECK.value}
    found = cast_.uploader(way.sample).wait_while(way.submission_id, states, _TIMEOUT)
    _take_note(way, found)


def _take_note(way: Way, found: Document) -> None:
    way.state = found["state"]
    way.seconds = time.monotonic() - way.started
    way.steps = _steps(found)
    failed = [medium["failure"] for medium in found["media"] if medium["failure"]]
    way.code = failed[0] if failed else None


def _steps(found: Document) -> str:
    """Say which steps are done, and how many seconds each took from the one before."""
    done = [step for step in found["steps"] if step["at"] is not None]
    times = [datetime.fromisoformat(step["at"]) for step in done]
    spans = [
        f"{step['name']} {(after - before).total_seconds():.1f}"
        for step, before, after in zip(done[1:], times, times[1:], strict=False)
    ]
    return ", ".join(spans)


def play_for_visitor(address: str, password: str, tell: Tell) -> None:
    """Send all samples; decide the prepared ones and leave the rest to the visitor."""
    with cast(address, password) as cast_:
        ask_to_be_verified(cast_.clinician, people.CLINICIAN.name, "FR-10293847")
        verify_everybody(cast_.officer)
        ask_to_be_verified(cast_.newcomer, people.NEWCOMER.name, "FR-55647382")
        ways = [upload(cast_, sample) for sample in SAMPLES]
        for way in ways:
            wait_for_review(cast_, way)
            if way.sample.prepared:
                review(cast_, way)
                wait_for_library(cast_, way)
            tell(way)


def play_to_the_end(address: str, password: str, tell: Tell) -> list[Way]:
    """Send all samples the whole way, without a person; the newcomer is verified last."""
    with cast(address, password) as cast_:
        ask_to_be_verified(cast_.clinician, people.CLINICIAN.name, "FR-10293847")
        verify_everybody(cast_.officer)
        ask_to_be_verified(cast_.newcomer, people.NEWCOMER.name, "FR-55647382")
        ways = [upload(cast_, sample) for sample in SAMPLES]
        for way in ways:
            wait_for_review(cast_, way)
            review(cast_, way)
        verify_everybody(cast_.officer)
        for way in ways:
            wait_for_library(cast_, way)
            _find(cast_, way)
            tell(way)
    return ways


def _find(cast_: Cast, way: Way) -> None:
    """Find a published sample by search, or say that it cannot be found."""
    if way.state != SubmissionState.PUBLISHED.value:
        return
    page = cast_.clinician.call("GET", f"/api/cases?q={way.sample.texts.title}")
    if not any(hit["title"] == way.sample.texts.title for hit in page["items"]):
        way.state = "published, but not found by search"
