"""The life of submissions among people who do whatever comes to mind, on both databases.

Hypothesis picks who does what next: the uploader, moderators, an officer, an operator, the queues
(which deliver late, twice, or give up), the clock and the sweeper. After each step the rules of
the house must hold, and at the end whatever was neither withdrawn nor rejected can still be
published. A green run does not prove what happens at once; ``test_claims.py`` is about that.
"""

import contextlib
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from functools import partial
from typing import ClassVar, TypeVar
from uuid import UUID, uuid4

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select
from sqlalchemy.orm import Session
from typing_extensions import override

from case_library import search, takedown
from case_library.admission import admit
from case_library.search import Filters
from moderation import (
    approval,
    check,
    dead_letters,
    find,
    intake,
    leases,
    review,
    revision,
    text_scans,
)
from moderation.dead_letters import Failure
from moderation.processing import awaits, request_review_when_complete
from moderation.text_redaction import REMOVED
from moderation.transitions import MEDIUM, SUBMISSION
from schemas.events import (
    AboutMedium,
    PhiStripped,
    PlanRevised,
    TextsSubmitted,
    UploadReceived,
)
from schemas.failures import FailureCode
from schemas.findings import Tier
from schemas.free_text import SpanKind, TextField, TextSpan
from schemas.http.accounts import CheckDecision
from schemas.http.review import Decision, DrawnRegion, PlanRevision
from schemas.refusals import RefusedError
from schemas.states import (
    MediumState,
    ReviewVerdict,
    Role,
    SubmissionState,
    TakedownReason,
    TextScanState,
    VerificationState,
)
from storage import audit, events
from storage.blobs import write_obscured
from storage.events import Envelope
from storage.models import (
    CaseRow,
    DeadLetterRow,
    DecisionRow,
    EventRow,
    LeaseRow,
    SubmissionRow,
    TextScanRow,
    VerificationRow,
)
from storage.unit_of_work import UnitOfWork
from streams.handlers.check import CheckHandler
from streams.handlers.handler import Handler, LightHandler, Settle
from streams.handlers.library import LibraryHandler
from streams.handlers.review import ReviewHandler
from streams.runner import Runner
from streams.sweeper import Sweeper
from tests.contract import databases, way
from tests.factories.media_rows import Kept
from tests.factories.state import TurnedClock

T = TypeVar("T")

_S = SubmissionState
_M = MediumState
STILL = timedelta(minutes=30)

some = st.integers(0, 3)
"""Which of those there are, counted round and round."""


class _Stage(LightHandler):
    """A stage that computes nothing."""

    state: ClassVar[MediumState]

    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    @override
    def work(self, envelope: Envelope) -> Settle:
        return lambda uow: self._act(uow, envelope.stream_id, _medium_of(envelope))

    @override
    def give_up(self, envelope: Envelope, failure: Failure) -> Settle:
        def settle(uow: UnitOfWork) -> None:
            medium_id = _medium_of(envelope)
            if awaits(uow, envelope.stream_id, medium_id, self.state):
                dead_letters.hold(uow, envelope.stream_id, medium_id, envelope.event_id, failure)

        return settle

    def _act(self, uow: UnitOfWork, submission_id: UUID, medium_id: UUID) -> None:
        raise NotImplementedError


class _Strips(_Stage):
    name = "strip"
    consumes = frozenset((UploadReceived.__name__,))
    state = _M.RECEIVED

    def _act(self, uow: UnitOfWork, submission_id: UUID, medium_id: UUID) -> None:
        way.strip(uow, submission_id, medium_id)


class _Obscures(_Stage):
    name = "obscure"
    consumes = frozenset((PhiStripped.__name__,))
    state = _M.STRIPPED

    def _act(self, uow: UnitOfWork, submission_id: UUID, medium_id: UUID) -> None:
        way.obscure(uow, self._kept, submission_id, medium_id)


class _Burns(_Stage):
    name = "burn"
    consumes = frozenset((PlanRevised.__name__,))
    state = _M.REVISING

    def _act(self, uow: UnitOfWork, submission_id: UUID, medium_id: UUID) -> None:
        way.burn(uow, self._kept, submission_id, medium_id)


_DIGIT = TextSpan(
    field=TextField.TITLE, start=5, end=6, kind=SpanKind.NUMBER, score=0.9, tier=Tier.SURE
)
"""What the scan finds in every case: the number in ``Case 0``."""


class _Scans(_Stage):
    """A search of texts that finds the same in all of them."""

    name = "scan"
    consumes = frozenset((TextsSubmitted.__name__,))

    @override
    def work(self, envelope: Envelope) -> Settle:
        return lambda uow: self._answer(uow, envelope)

    @override
    def give_up(self, envelope: Envelope, failure: Failure) -> Settle:
        def settle(uow: UnitOfWork) -> None:
            digest = _digest_of(envelope)
            if text_scans.give_up(uow, envelope.stream_id, digest, failure.code):
                dead_letters.abandon(uow, envelope.stream_id, envelope.event_id, failure)
                request_review_when_complete(uow, envelope.stream_id)

        return settle

    def _answer(self, uow: UnitOfWork, envelope: Envelope) -> None:
        if text_scans.record(uow, envelope.stream_id, _digest_of(envelope), "1", [_DIGIT]):
            request_review_when_complete(uow, envelope.stream_id)


def _digest_of(envelope: Envelope) -> str:
    assert isinstance(envelope.event, TextsSubmitted)
    return envelope.event.texts_sha256


def _medium_of(envelope: Envelope) -> UUID:
    assert isinstance(envelope.event, AboutMedium)
    return envelope.event.medium_id


class Life(RuleBasedStateMachine):
    """Everybody who has to do with submissions."""

    def __init__(self, kept: Kept, clock: TurnedClock) -> None:
        super().__init__()
        self._kept, self._database, self._clock = kept, kept.database, clock
        self._handlers: tuple[Handler, ...] = (
            _Strips(kept),
            _Obscures(kept),
            _Burns(kept),
            _Scans(kept),
            ReviewHandler(),
            CheckHandler(),
            LibraryHandler(kept.blobs),
        )
        self._runner = Runner(self._database, self._handlers)
        self._sweeper = Sweeper(self._database, kept.keyring, self._handlers, still_after=STILL)
        self._submissions: list[way.Submitted] = []
        self._seen: dict[UUID, Decision] = {}
        self._delivered: list[Envelope] = []
        self._states: dict[UUID, SubmissionState] = {}
        self._media: dict[UUID, MediumState] = {}
        self._sound = False

    @initialize(media=st.integers(1, 2), verified=st.booleans(), delivered=st.integers(0, 9))
    def begin(self, media: int, verified: bool, delivered: int) -> None:
        databases.delete_rows(self._database)
        with self._database.writing() as uow:
            self._uploaders = [way.person(uow, verified=verified), way.person(uow)]
            self._moderators = [way.person(uow, Role.MODERATOR) for _ in range(2)]
            self._officer = way.person(uow, Role.VERIFICATION_OFFICER)
        self.open_submission(0, media, submits=True)
        for _ in range(delivered):
            self._deliver(0)

    # The uploaders

    @precondition(lambda self: len(self._submissions) < 3)
    @rule(uploader=some, media=st.integers(1, 2), submits=st.booleans())
    def open_submission(self, uploader: int, media: int, *, submits: bool) -> None:
        texts = way.TEXTS.model_copy(update={"title": f"Case {len(self._submissions)}"})
        with self._database.writing() as uow:
            uploader_id = _pick(self._uploaders, uploader)
            draft = way.open_draft(uow, self._kept, uploader_id, media, texts)
        self._submissions.append(draft)
        self._note_moves()
        if submits:
            self.submit(len(self._submissions) - 1)

    @rule(which=some)
    def submit(self, which: int) -> None:
        self._may(which, lambda uow, its: intake.submit(uow, its.id, its.uploader_id))

    @rule(which=some, texts=st.booleans())
    def change_draft(self, which: int, texts: bool) -> None:
        def act(uow: UnitOfWork, its: way.Submitted) -> None:
            row = find.submission(uow.session, its.id)
            if texts:
                edited = way.TEXTS.model_copy(update={"title": f"{row.title}, edited"[:120]})
                intake.edit_texts(uow, its.id, its.uploader_id, edited)
            elif len(row.media) > 1:
                intake.discard_medium(uow, its.id, its.uploader_id, its.media[0])

        self._may(which, act)

    @rule(which=some, really=st.integers(0, 3))
    def withdraw(self, which: int, really: int) -> None:
        """Withdraw, but not as often as everything else happens."""

        def act(uow: UnitOfWork, its: way.Submitted) -> None:
            reason = TakedownReason.UPLOADER_REQUEST
            takedown.withdraw(uow, self._kept.keys, its.id, its.uploader_id, reason)

        if not really:
            self._may(which, act)

    @rule(uploader=some, verified=st.sampled_from([None, False, True]))
    def ask_to_be_verified(self, uploader: int, verified: bool | None) -> None:
        """Ask, and hear of an officer's decision now or later."""
        account_id = _pick(self._uploaders, uploader)
        self._may_do(lambda uow: check.request(uow, account_id, way.STATED))
        if verified is None:
            return
        open_one = select(VerificationRow.id).where(
            VerificationRow.account_id == account_id,
            VerificationRow.state == VerificationState.REQUESTED,
        )
        decision = CheckDecision(verified=verified, note="Seen")

        def decide(uow: UnitOfWork) -> None:
            for verification_id in uow.session.scalars(open_one).all():
                check.decide(uow, verification_id, self._officer, decision)

        self._may_do(decide)

    # Moderators and the operator

    @rule(which=st.none() | some, who=some, gives_back=st.booleans())
    def claim(self, which: int | None, who: int, gives_back: bool) -> None:
        """Claim one item, or the one that waits longest, and see what there is to approve."""
        moderator_id = _pick(self._moderators, who)

        def act(uow: UnitOfWork, its: way.Submitted) -> None:
            if gives_back:
                leases.give_back(uow, its.id, moderator_id)
            else:
                review.claim(uow, its.id, moderator_id)
                self._seen[its.id] = way.approval_of(uow, its.id)

        if which is None:
            self._may_do(lambda uow: review.claim_next(uow, moderator_id))
        else:
            self._may(which, act)

    @rule(which=some, medium=some)
    def revise(self, which: int, medium: int) -> None:
        def act(uow: UnitOfWork, its: way.Submitted) -> None:
            moderator_id = self._holder(uow, its.id)
            row = find.medium(uow.session, its.id, _pick(its.media, medium))
            change = PlanRevision(
                base_revision=row.revision, added=(DrawnRegion(x=0, y=0, w=1, h=1),)
            )
            revision.revise(uow, its.id, row.id, moderator_id, change)

        self._may(which, act)

    @rule(which=some, verdict=st.sampled_from([ReviewVerdict.APPROVE, *ReviewVerdict]))
    def decide(self, which: int, verdict: ReviewVerdict) -> None:
        """Decide on what is there now."""

        def act(uow: UnitOfWork, its: way.Submitted) -> None:
            moderator_id = self._holder(uow, its.id)
            approves = verdict is ReviewVerdict.APPROVE
            now = way.approval_of(uow, its.id)
            decision = now if approves else way.refusal_of(uow, its.id, verdict)
            review.decide(uow, its.id, moderator_id, decision)

        self._may(which, act)

    @rule(which=some, who=some)
    def approve_what_was_seen(self, which: int, who: int) -> None:
        """Decide on what was there once, whoever holds it now."""

        def act(uow: UnitOfWork, its: way.Submitted) -> None:
            seen = self._seen.get(its.id) or way.approval_of(uow, its.id)
            review.decide(uow, its.id, _pick(self._moderators, who), seen)

        self._may(which, act)

    def _holder(self, uow: UnitOfWork, submission_id: UUID) -> UUID:
        """Return who holds a submission; the first moderator claims what nobody does."""
        lease = uow.session.get(LeaseRow, submission_id)
        holder_id = self._moderators[0] if lease is None else lease.holder_id
        review.claim(uow, submission_id, holder_id)
        return holder_id

    @rule(which=some)
    def replay(self, which: int) -> None:
        letters = self._letters()
        if letters:
            letter_id = _pick(letters, which)
            self._may_do(partial(dead_letters.replay, dead_letter_id=letter_id, operator_id=None))

    @rule(which=some, changes=st.booleans())
    def meddle(self, which: int, *, changes: bool) -> None:
        """Change pixels behind everybody's back, or ask for admission out of turn."""

        def act(uow: UnitOfWork, its: way.Submitted) -> None:
            row = find.locked_submission(uow, its.id)
            if not changes:
                admit(uow, self._kept.blobs, row)
            elif row.state is _S.AWAITING_CHECK:
                _, rendition = approval.obscured_renditions(uow.session, row)[0]
                rendition.sha256 = write_obscured(self._kept.blobs, (uuid4().bytes,)).sha256

        self._may(which, act)

    # The queues, the clock and the sweeper

    @rule(which=some, everything=st.booleans())
    def deliver(self, which: int, *, everything: bool) -> None:
        while self._deliver(which) and everything:
            pass

    @rule(which=some)
    def give_up(self, which: int) -> None:
        self._deliver(which, gives_up=True)

    @precondition(lambda self: self._delivered)
    @rule(which=st.integers(0, 40))
    def deliver_again(self, which: int) -> None:
        self._handle(_pick(self._delivered, which), gives_up=False)

    @rule(minutes=st.sampled_from([11, 31]), signs=st.booleans())
    def time_passes(self, minutes: int, signs: bool) -> None:
        self._clock.turn(timedelta(minutes=minutes))
        self._sweeper.sweep()
        if signs:
            self._sweeper.checkpoint()

    # What must hold

    @invariant()
    def the_rules_hold(self) -> None:
        self._sound = False
        with self._database.reading() as session:
            assert audit.verify(session, self._kept.keyring).broken == []
            submissions = session.scalars(select(SubmissionRow)).all()
            for submission in submissions:
                _check_case(session, submission)
                _check_texts(session, submission)
            _check_search(session, submissions)
            _check_leases(session)
        self._sound = True

    def _note_moves(self) -> None:
        """Every state follows the one before it."""
        with self._database.reading() as session:
            for row in session.scalars(select(SubmissionRow)):
                before = self._states.get(row.id, _S.DRAFT)
                assert row.state is before or row.state in SUBMISSION[before]
                self._states[row.id] = row.state
                for medium in row.media:
                    was = self._media.get(medium.id, _M.STORED)
                    assert medium.state is was or medium.state in MEDIUM[was]
                    self._media[medium.id] = medium.state

    @override
    def teardown(self) -> None:
        """Let everybody do their work at last: nothing may be stuck."""
        rounds = 3
        while self._sound and rounds and not self._everything_is_over():
            self._everybody_works()
            rounds -= 1
        if self._sound:
            self.the_rules_hold()
            assert self._everything_is_over(), self._states

    def _everything_is_over(self) -> bool:
        return set(self._states.values()) <= {_S.PUBLISHED, _S.WITHDRAWN, _S.REJECTED}

    def _everybody_works(self) -> None:
        self._clock.turn(STILL + leases.LEASE)
        self._sweeper.sweep()
        for number in range(len(self._letters())):
            self.replay(number)
        for number, its in enumerate(self._submissions):
            if self._states[its.id] in (_S.DRAFT, _S.SENT_BACK):
                self.submit(number)
        for number in range(len(self._uploaders)):
            self.ask_to_be_verified(number, verified=True)
        self.deliver(0, everything=True)
        for number in range(len(self._submissions)):
            self.decide(number, ReviewVerdict.APPROVE)
        self.deliver(0, everything=True)

    def _letters(self) -> Sequence[int]:
        with self._database.reading() as session:
            return session.scalars(select(DeadLetterRow.id).order_by(DeadLetterRow.id)).all()

    def _deliver(self, which: int, *, gives_up: bool = False) -> bool:
        """Hand out the first event of one of the keys that have any; tell whether there was one."""
        waiting = self._waiting()
        heads = {envelope.order_key: envelope for envelope in reversed(waiting)}
        if not heads:
            return False
        envelope = _pick([each for each in waiting if each in heads.values()], which)
        self._handle(envelope, gives_up=gives_up)
        with self._database.writing() as uow:
            events.mark_sent(uow.session, [envelope], uow.now)
        self._delivered.append(envelope)
        return True

    def _waiting(self) -> list[Envelope]:
        """Return what waits for a handler; what waits for none is taken out of the outbox."""
        with self._database.writing() as uow:
            envelopes = [events.envelope(row) for row in events.unsent(uow.session, 500)]
            wanted = [each for each in envelopes if self._runner.handlers_for(each.name)]
            if unwanted := [each for each in envelopes if each not in wanted]:
                events.mark_sent(uow.session, unwanted, uow.now)
        return wanted

    def _handle(self, envelope: Envelope, *, gives_up: bool) -> None:
        for handler in self._runner.handlers_for(envelope.name):
            if gives_up and isinstance(handler, _Stage):
                failure = Failure(handler.name, FailureCode.WORKER_DIED, 3)
                self._runner.settle(handler, envelope, handler.give_up(envelope, failure))
            else:
                self._runner.handle(handler, envelope)
            self._note_moves()

    def _may(self, which: int, act: Callable[[UnitOfWork, way.Submitted], object]) -> None:
        if self._submissions:
            its = _pick(self._submissions, which)
            self._may_do(lambda uow: act(uow, its))

    def _may_do(self, act: Callable[[UnitOfWork], object]) -> None:
        """Try something that may be refused, for then nothing has happened."""
        with contextlib.suppress(RefusedError), self._database.writing() as uow:
            act(uow)
        self._note_moves()


def _check_case(session: Session, submission: SubmissionRow) -> None:
    """Published at most once, by a verified uploader, as approved; withdrawn for good."""
    names = Counter(
        session.scalars(select(EventRow.name).where(EventRow.stream_id == submission.id))
    )
    query = select(CaseRow).where(CaseRow.submission_id == submission.id)
    case = session.scalars(query).one_or_none()
    assert names["CasePublished"] == (case is not None)
    assert names["CaseWithdrawn"] == (submission.state is _S.WITHDRAWN)
    assert names["OriginalShredded"] == names["CaseWithdrawn"]
    if case is None:
        assert submission.state is not _S.PUBLISHED
        return
    assert submission.state in (_S.PUBLISHED, _S.WITHDRAWN)
    assert (case.withdrawn_at is None) == (submission.state is _S.PUBLISHED)
    uploader = find.account(session, submission.uploader_id)
    assert uploader.verification is VerificationState.VERIFIED
    _check_approval(session, submission, case)


def _check_approval(session: Session, submission: SubmissionRow, case: CaseRow) -> None:
    query = select(DecisionRow).where(DecisionRow.submission_id == submission.id)
    last = session.scalars(query.order_by(DecisionRow.id.desc()).limit(1)).one()
    assert last.verdict is ReviewVerdict.APPROVE
    assert case.approved_sha256 == approval.approved_sha256(last.approved)
    shown = {f"medium:{i.medium_id}:{i.role}:{i.frame}": i.sha256 for i in case.images}
    texts = {
        f"text:{field}": hashlib.sha256(getattr(case, field).encode()).hexdigest()
        for field in text_scans.TEXT_FIELDS
    }
    assert {**shown, **texts} == last.approved
    assert (case.title == submission.title) == (last.removed == [])
    assert last.removed == [] or case.title[5:8] == REMOVED


def _check_texts(session: Session, submission: SubmissionRow) -> None:
    """Nobody reviews texts that are still to be searched, or were searched in other words."""
    if submission.state is _S.IN_REVIEW:
        scan = session.get_one(TextScanRow, submission.id)
        assert scan.state is not TextScanState.WAITING
        assert scan.texts_sha256 == text_scans.texts_sha256(submission)


def _check_leases(session: Session) -> None:
    query = select(SubmissionRow.state).join(LeaseRow, LeaseRow.submission_id == SubmissionRow.id)
    assert set(session.scalars(query)) <= {_S.IN_REVIEW, _S.HELD, _S.PROCESSING}


def _check_search(session: Session, submissions: Iterable[SubmissionRow]) -> None:
    published = {row.id for row in submissions if row.state is _S.PUBLISHED}
    if session.scalars(select(CaseRow.number).limit(1)).first() is None:
        return
    for typed in ("", "case", "caes"):
        found = search.find(session, typed, Filters(), 0)
        assert {case.submission_id for case in found.cases} == published
        assert found.total == len(published)


def _pick(among: Sequence[T], which: int) -> T:
    return among[which % len(among)]


def test_whatever_people_do_the_rules_hold_and_nothing_gets_stuck(
    kept: Kept, clock: TurnedClock
) -> None:
    class Here(Life):
        def __init__(self) -> None:
            super().__init__(kept, clock)

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=20,
            stateful_step_count=20,
            deadline=None,
            # Twenty steps can be read; making them fewer takes minutes.
            phases=[Phase.generate],
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
