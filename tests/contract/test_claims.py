"""What several people and processes do to one submission at once, on both databases.

Every test lets real transactions overlap. A green run does not prove that no other order of steps
goes wrong; ``test_life.py`` walks more of them, one after another.
"""

from collections import Counter
from functools import partial
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from case_library import search, takedown
from case_library.admission import admit
from case_library.search import Filters
from moderation import (
    accounts,
    approval,
    check,
    dead_letters,
    find,
    intake,
    leases,
    review,
    revision,
)
from moderation.dead_letters import Failure
from moderation.processing import request_review_when_complete
from schemas.failures import FailureCode
from schemas.http.accounts import CheckDecision, LogIn, Registration
from schemas.http.review import Decision, DrawnRegion, PlanRevision
from schemas.media_type import MediaType
from schemas.refusals import RefusalCode
from schemas.states import (
    MediumState,
    ReviewVerdict,
    Role,
    SubmissionState,
    TakedownReason,
    VerificationState,
)
from storage.models import (
    AccountRow,
    CaseRow,
    DeadLetterRow,
    DecisionRow,
    EventRow,
    LeaseRow,
    VerificationRow,
)
from storage.unit_of_work import Database
from tests.contract import way
from tests.contract.at_once import at_once, beside, refusal
from tests.contract.databases import opened, wait_for_waiting, wait_until, waiting
from tests.factories.media_rows import Kept
from tests.factories.state import TurnedClock

ROUNDS = 4
"""How often two things are let go at once, each time with a submission of their own."""

_S = SubmissionState
_LOST = (RefusalCode.WRONG_STATE, RefusalCode.NOT_CLAIMED, RefusalCode.CHANGED_SINCE)
"""What somebody hears who came second."""
_WORDS = ("", "case")
"""What finds every published case."""


def _claim_next(database: Database, moderator_id: UUID) -> UUID | None:
    with database.writing() as uow:
        row = review.claim_next(uow, moderator_id)
        return None if row is None else row.id


def _claim(database: Database, submission_id: UUID, moderator_id: UUID) -> None:
    with database.writing() as uow:
        review.claim(uow, submission_id, moderator_id)


def _decide(database: Database, submission_id: UUID, by_id: UUID, decision: Decision) -> None:
    with database.writing() as uow:
        review.decide(uow, submission_id, by_id, decision)


def _approval(database: Database, submission_id: UUID) -> Decision:
    with database.writing() as uow:
        return way.approval_of(uow, submission_id)


def _against(database: Database, submission_id: UUID, verdict: ReviewVerdict) -> Decision:
    with database.writing() as uow:
        return way.refusal_of(uow, submission_id, verdict)


def _names(database: Database, stream_id: UUID) -> Counter[str]:
    with database.reading() as session:
        query = select(EventRow.name).where(EventRow.stream_id == stream_id)
        return Counter(session.scalars(query))


def _state(database: Database, submission_id: UUID) -> SubmissionState:
    return way.state_of(database, submission_id).state


# Claiming


def test_moderators_who_ask_at_once_get_an_item_each_and_the_others_none(kept: Kept) -> None:
    database = kept.database
    items = {submitted.id for submitted in way.in_review(kept, 10)}
    moderators = way.people(database, 14)
    claimed = at_once(*(partial(_claim_next, database, moderator) for moderator in moderators))
    assert Counter(claimed) == Counter([*items, None, None, None, None])
    with database.reading() as session:
        held = {lease.submission_id: lease.holder_id for lease in session.scalars(select(LeaseRow))}
    given = zip(claimed, moderators, strict=True)
    assert held == {item: moderator for item, moderator in given if item is not None}
    assert all(_names(database, item)["ReviewClaimed"] == 1 for item in items)


def test_what_waits_longest_comes_first(kept: Kept) -> None:
    items = [submitted.id for submitted in way.in_review(kept, 3)]
    moderators = way.people(kept.database, 4)
    claimed = [_claim_next(kept.database, moderator) for moderator in moderators]
    assert claimed == [*items, None]


def test_whoever_asks_again_gets_what_they_hold(kept: Kept) -> None:
    way.in_review(kept, 2)
    (moderator,) = way.people(kept.database, 1)
    first = _claim_next(kept.database, moderator)
    assert first is not None
    assert _claim_next(kept.database, moderator) == first
    assert _names(kept.database, first)["ReviewClaimed"] == 1


@pytest.mark.distributed
def test_an_item_that_another_is_claiming_is_passed_over_not_waited_for(
    postgres: Database, kept_on_postgres: Kept
) -> None:
    """All three claims are under way in the same moment; a wait would end in an error."""
    items = [submitted.id for submitted in way.in_review(kept_on_postgres, 2)]
    moderators = way.people(postgres, 3)
    with postgres.writing() as first, postgres.writing() as second, postgres.writing() as third:
        claimed = [
            review.claim_next(uow, moderator)
            for uow, moderator in zip((first, second, third), moderators, strict=True)
        ]
        assert [row.id if row else None for row in claimed] == [*items, None]


@pytest.mark.distributed
def test_a_claim_that_breaks_off_leaves_the_item_free(
    postgres: Database, kept_on_postgres: Kept
) -> None:
    (item,) = way.in_review(kept_on_postgres, 1)
    first, second = way.people(postgres, 2)
    with postgres.writing() as failing:
        assert review.claim_next(failing, first) is not None
        assert _claim_next(postgres, second) is None
        failing.session.rollback()
    assert _claim_next(postgres, second) == item.id


def test_of_two_who_claim_one_item_at_once_one_has_it(kept: Kept) -> None:
    moderators = way.people(kept.database, 2)
    for item in way.in_review(kept, ROUNDS):
        heard = at_once(
            *(
                partial(refusal, partial(_claim, kept.database, item.id, moderator))
                for moderator in moderators
            )
        )
        assert Counter(heard) == {None: 1, RefusalCode.CLAIMED_BY_ANOTHER: 1}


def test_what_i_escalated_is_for_somebody_else(kept: Kept) -> None:
    database = kept.database
    first, second = way.in_review(kept, 2)
    mine, theirs = way.people(database, 2)
    _claim(database, first.id, mine)
    escalation = _against(database, first.id, ReviewVerdict.ESCALATE)
    _decide(database, first.id, mine, escalation)
    assert _state(database, first.id) is _S.IN_REVIEW
    assert _claim_next(database, mine) == second.id
    assert _claim_next(database, theirs) == first.id


def test_a_lease_that_ran_out_is_free_for_exactly_one(kept: Kept, clock: TurnedClock) -> None:
    database = kept.database
    (item,) = way.in_review(kept, 1)
    holder, *others = way.people(database, 6)
    _claim(database, item.id, holder)
    assert _claim_next(database, others[0]) is None
    clock.turn(leases.LEASE)
    claimed = at_once(*(partial(_claim_next, database, other) for other in others))
    assert Counter(claimed) == {item.id: 1, None: 4}
    assert _names(database, item.id)["ReviewReleased"] == 1
    decision = _approval(database, item.id)
    heard = refusal(partial(_decide, database, item.id, holder, decision))
    assert heard is RefusalCode.NOT_CLAIMED


def test_sweepers_at_once_end_a_lease_once(kept: Kept, clock: TurnedClock) -> None:
    database = kept.database
    items = way.in_review(kept, 3)
    for item, moderator in zip(items, way.people(database, 3), strict=True):
        _claim(database, item.id, moderator)
    clock.turn(leases.LEASE)

    def expire() -> int:
        with database.writing() as uow:
            return leases.expire(uow)

    assert sum(at_once(*[expire] * 4)) == 3
    assert [_names(database, item.id)["ReviewReleased"] for item in items] == [1, 1, 1]


@pytest.mark.distributed
def test_a_lease_that_the_sweeper_is_ending_is_claimed_afterwards(
    postgres: Database, clock: TurnedClock, kept_on_postgres: Kept
) -> None:
    (item,) = way.in_review(kept_on_postgres, 1)
    first, second = way.people(postgres, 2)
    _claim(postgres, item.id, first)
    clock.turn(leases.LEASE)
    with postgres.writing() as sweeping:
        assert leases.expire(sweeping) == 1
        with beside(partial(_claim, postgres, item.id, second)):
            wait_for_waiting(postgres, 1)
            sweeping.session.commit()
    names = _names(postgres, item.id)
    assert (names["ReviewClaimed"], names["ReviewReleased"]) == (2, 1)
    assert refusal(partial(_claim, postgres, item.id, first)) is RefusalCode.CLAIMED_BY_ANOTHER


def test_an_item_that_was_given_back_is_free(kept: Kept) -> None:
    database = kept.database
    (item,) = way.in_review(kept, 1)
    first, second = way.people(database, 2)
    _claim(database, item.id, first)

    def give_back() -> None:
        with database.writing() as uow:
            leases.give_back(uow, item.id, first)

    at_once(*[give_back] * 3)
    assert _names(database, item.id)["ReviewReleased"] == 1
    assert _claim_next(database, second) == item.id


# Deciding


def test_of_two_decisions_of_the_holder_at_once_one_counts(kept: Kept) -> None:
    """Two windows, or one click that was sent twice."""
    database = kept.database
    (moderator,) = way.people(database, 1)
    for item in way.in_review(kept, ROUNDS):
        _claim(database, item.id, moderator)
        wishes = (
            _approval(database, item.id),
            _against(database, item.id, ReviewVerdict.REJECT),
            _against(database, item.id, ReviewVerdict.ESCALATE),
        )
        heard = at_once(
            *(
                partial(refusal, partial(_decide, database, item.id, moderator, wish))
                for wish in wishes
            )
        )
        assert heard.count(None) == 1
        assert all(code in _LOST for code in heard if code is not None)
        assert _names(database, item.id)["ReviewDecided"] == 1
        with database.reading() as session:
            query = select(DecisionRow).where(DecisionRow.submission_id == item.id)
            (decision,) = session.scalars(query)
        assert decision.verdict is wishes[heard.index(None)].verdict


def test_of_two_moderators_who_decide_at_once_the_holder_does(kept: Kept, url: str) -> None:
    """The first one's lease has run out by the second one's clock, but not by its own."""
    database = kept.database
    first, second = way.people(database, 2)
    later = TurnedClock()
    later.turn(leases.LEASE)
    with opened(url, later) as elsewhere:
        for item in way.in_review(kept, ROUNDS):
            _claim(database, item.id, first)
            rejection = _against(database, item.id, ReviewVerdict.REJECT)

            def take_over(item_id: UUID = item.id, decision: Decision = rejection) -> None:
                _claim(elsewhere, item_id, second)
                _decide(elsewhere, item_id, second, decision)

            own = partial(_decide, database, item.id, first, rejection)
            heard = at_once(partial(refusal, own), partial(refusal, take_over))
            assert heard.count(None) == 1
            assert all(code in _LOST for code in heard if code is not None)
            assert _names(database, item.id)["ReviewDecided"] == 1


@pytest.mark.distributed
def test_a_decision_and_the_end_of_its_lease_do_not_wait_for_each_other(
    postgres: Database, postgres_url: str, kept_on_postgres: Kept
) -> None:
    """Both want the lease and the stream; who locks them in another order locks the other out."""
    (item,) = way.in_review(kept_on_postgres, 1)
    (moderator,) = way.people(postgres, 1)
    _claim(postgres, item.id, moderator)
    rejection = _against(postgres, item.id, ReviewVerdict.REJECT)
    later = TurnedClock()
    later.turn(leases.LEASE)

    def expire() -> int:
        with opened(postgres_url, later) as elsewhere, elsewhere.writing() as uow:
            return leases.expire(uow)

    with postgres.writing() as first:
        first.append(item.id, way.ANYTHING)
        with beside(partial(_decide, postgres, item.id, moderator, rejection)):
            wait_for_waiting(postgres, 1)
            with beside(expire) as expired:
                wait_until(lambda: expired.done() or waiting(postgres) == 2)
                first.session.commit()
    assert _names(postgres, item.id)["ReviewDecided"] == 1
    assert _state(postgres, item.id) is _S.REJECTED


def test_a_revision_and_an_approval_at_once_exclude_each_other(kept: Kept) -> None:
    database = kept.database
    (moderator,) = way.people(database, 1)
    for item in way.in_review(kept, ROUNDS):
        _claim(database, item.id, moderator)
        approve = partial(_decide, database, item.id, moderator, _approval(database, item.id))
        revise = partial(_revise, database, item, moderator)
        approved, revised = at_once(partial(refusal, approve), partial(refusal, revise))
        state = _state(database, item.id)
        if approved is None:
            assert (state, revised) == (_S.AWAITING_CHECK, RefusalCode.WRONG_STATE)
        else:
            assert (state, revised) == (_S.IN_REVIEW, None)
            assert approved in (RefusalCode.CHANGED_SINCE, RefusalCode.NOT_READY)


def _revise(database: Database, item: way.Submitted, moderator_id: UUID, number: int = 0) -> None:
    with database.writing() as uow:
        medium = find.medium(uow.session, item.id, item.media[number])
        change = PlanRevision(
            base_revision=medium.revision, added=(DrawnRegion(x=number, y=0, w=1, h=1),)
        )
        revision.revise(uow, item.id, medium.id, moderator_id, change)


def test_of_two_revisions_of_one_medium_at_once_one_counts(kept: Kept) -> None:
    database = kept.database
    (moderator,) = way.people(database, 1)
    for item in way.in_review(kept, ROUNDS):
        _claim(database, item.id, moderator)
        revise = partial(refusal, partial(_revise, database, item, moderator))
        heard = at_once(revise, revise)
        assert heard.count(None) == 1
        assert _names(database, item.id)["PlanRevised"] == 1


def test_nothing_is_sent_back_while_a_revision_of_it_is_being_burned(kept: Kept) -> None:
    """What is burned for one that left review is dropped, and nobody would burn it again."""
    database = kept.database
    (item,) = way.in_review(kept, 1)
    (moderator,) = way.people(database, 1)
    _claim(database, item.id, moderator)
    _revise(database, item, moderator)
    send_back = _against(database, item.id, ReviewVerdict.SEND_BACK)
    decide = partial(_decide, database, item.id, moderator)
    assert refusal(partial(decide, send_back)) is RefusalCode.NOT_READY
    with database.writing() as uow:
        assert way.burn(uow, kept, item.id, item.media[0])
    decide(send_back)
    assert _state(database, item.id) is _S.SENT_BACK


# Processing


def test_media_and_texts_that_finish_at_once_request_review_once(kept: Kept) -> None:
    database = kept.database
    with database.writing() as uow:
        submissions = [way.submit(uow, kept, media=3) for _ in range(ROUNDS)]
        for submitted in submissions:
            for medium_id in submitted.media:
                way.strip(uow, submitted.id, medium_id)

    def finish(submitted: way.Submitted, medium_id: UUID) -> None:
        with database.writing() as uow:
            assert way.obscure(uow, kept, submitted.id, medium_id)
        with database.writing() as uow:
            request_review_when_complete(uow, submitted.id)

    def scan(submitted: way.Submitted) -> None:
        with database.writing() as uow:
            assert way.scan(uow, submitted.id)

    for submitted in submissions:
        media = (partial(finish, submitted, medium_id) for medium_id in submitted.media)
        at_once(*media, partial(scan, submitted))
        names = _names(database, submitted.id)
        assert (names["FacesObscured"], names["ReviewRequested"]) == (3, 1)
        assert _state(database, submitted.id) is _S.IN_REVIEW


def test_a_result_that_comes_twice_at_once_is_recorded_once(kept: Kept) -> None:
    database = kept.database
    with database.writing() as uow:
        submitted = way.submit(uow, kept)

    def strip() -> bool:
        with database.writing() as uow:
            return way.strip(uow, submitted.id, submitted.media[0])

    assert sorted(at_once(*[strip] * 4)) == [False, False, False, True]
    assert _names(database, submitted.id)["PhiStripped"] == 1


def test_a_medium_that_is_added_while_its_draft_is_submitted_is_in_it_or_refused(
    kept: Kept,
) -> None:
    database = kept.database
    for _ in range(ROUNDS):
        with database.writing() as uow:
            draft = way.open_draft(uow, kept, way.person(uow), 1)

        def add(draft: way.Submitted = draft) -> None:
            with database.writing() as uow:
                medium = (uuid4(), MediaType.PNG, 1)
                intake.add_medium(uow, draft.id, draft.uploader_id, *medium)

        def submit(draft: way.Submitted = draft) -> None:
            with database.writing() as uow:
                intake.submit(uow, draft.id, draft.uploader_id)

        added, submitted = at_once(partial(refusal, add), partial(refusal, submit))
        assert submitted is None
        assert added in (None, RefusalCode.WRONG_STATE)
        media = way.state_of(database, draft.id).media
        assert [medium.state for medium in media] == [MediumState.RECEIVED] * len(media)
        assert len(media) == (2 if added is None else 1)
        assert _names(database, draft.id)["UploadReceived"] == len(media)


def test_media_that_are_added_at_once_have_places_of_their_own(kept: Kept) -> None:
    database = kept.database
    with database.writing() as uow:
        draft = way.open_draft(uow, kept, way.person(uow), 1)

    def add() -> None:
        with database.writing() as uow:
            intake.add_medium(uow, draft.id, draft.uploader_id, uuid4(), MediaType.PNG, 1)

    at_once(*[add] * 5)
    positions = [medium.position for medium in way.state_of(database, draft.id).media]
    assert positions == list(range(6))


def test_a_dead_letter_that_is_replayed_at_once_is_replayed_once(kept: Kept) -> None:
    database = kept.database
    with database.writing() as uow:
        submitted = way.submit(uow, kept)
        event_id = uow.session.scalars(
            select(EventRow.event_id).where(EventRow.name == "UploadReceived")
        ).one()
        failure = Failure("strip_phi", FailureCode.WORKER_DIED, 3)
        dead_letters.hold(uow, submitted.id, submitted.media[0], event_id, failure)
        uow.session.flush()
        letter_id = uow.session.scalars(select(DeadLetterRow.id)).one()
    assert _state(database, submitted.id) is _S.HELD

    def replay() -> None:
        with database.writing() as uow:
            dead_letters.replay(uow, letter_id, None)

    heard = at_once(*[partial(refusal, replay)] * 3)
    assert Counter(heard) == {None: 1, RefusalCode.WRONG_STATE: 2}
    assert _names(database, submitted.id)["StageReplayed"] == 1
    assert _state(database, submitted.id) is _S.PROCESSING


def test_an_event_that_is_replayed_at_once_is_replayed_once(kept: Kept) -> None:
    """A letter about no medium: nothing but the letter itself tells that it was replayed."""
    database = kept.database
    (item,) = way.in_review(kept, 1)
    with database.writing() as uow:
        event_id = uow.append(item.id, way.ANYTHING).event_id
        failure = Failure("check", FailureCode.STAGE_ERROR, 3)
        dead_letters.abandon(uow, item.id, event_id, failure)
        uow.session.flush()
        letter_id = uow.session.scalars(select(DeadLetterRow.id)).one()

    def replay() -> None:
        with database.writing() as uow:
            dead_letters.replay(uow, letter_id, None)

    heard = at_once(*[partial(refusal, replay)] * 3)
    assert Counter(heard) == {None: 1, RefusalCode.WRONG_STATE: 2}
    assert _names(database, item.id)["EventReplayed"] == 1


# The library


def _awaiting_check(kept: Kept) -> way.Submitted:
    (submitted,) = way.in_review(kept, 1)
    with kept.database.writing() as uow:
        way.approve(uow, submitted.id, way.person(uow, Role.MODERATOR))
    return submitted


def _admit(kept: Kept, submission_id: UUID) -> None:
    with kept.database.writing() as uow:
        admit(uow, kept.blobs, find.locked_submission(uow, submission_id))


def _withdraw(kept: Kept, submitted: way.Submitted) -> None:
    with kept.database.writing() as uow:
        reason = TakedownReason.CONSENT_WITHDRAWN
        takedown.withdraw(uow, kept.keys, submitted.id, submitted.uploader_id, reason)


def test_nothing_is_admitted_out_of_turn(kept: Kept) -> None:
    """Whoever asks for it: a stray event must not publish anything."""
    database = kept.database
    with database.writing() as uow:
        unverified = way.submit(uow, kept, verified=False)
        way.process(uow, kept, unverified)
        way.approve(uow, unverified.id, way.person(uow, Role.MODERATOR))
        undecided, unfinished = way.submit(uow, kept), way.submit(uow, kept)
        way.process(uow, kept, undecided)
    states = {}
    for submitted in (unverified, undecided, unfinished):
        _admit(kept, submitted.id)
        states[submitted.id] = _state(database, submitted.id)
        assert not _names(database, submitted.id)["CasePublished"]
    assert list(states.values()) == [_S.AWAITING_CHECK, _S.IN_REVIEW, _S.PROCESSING]


def test_what_was_changed_after_its_approval_goes_back_to_review(kept: Kept) -> None:
    submitted = _awaiting_check(kept)
    with kept.database.writing() as uow:
        row = find.locked_submission(uow, submitted.id)
        ((_, rendition),) = approval.obscured_renditions(uow.session, row)
        rendition.sha256 = "f" * 64
    _admit(kept, submitted.id)
    assert _state(kept.database, submitted.id) is _S.IN_REVIEW
    names = _names(kept.database, submitted.id)
    assert (names["ReviewReopened"], names["CasePublished"]) == (1, 0)


def test_a_case_that_is_admitted_at_once_is_published_once(kept: Kept) -> None:
    submitted = _awaiting_check(kept)
    at_once(*[partial(_admit, kept, submitted.id)] * 4)
    assert _names(kept.database, submitted.id)["CasePublished"] == 1
    with kept.database.reading() as session:
        assert [search.find(session, typed, Filters(), 0).total for typed in _WORDS] == [1, 1]


def test_a_case_that_is_withdrawn_while_it_is_admitted_is_never_left_published(kept: Kept) -> None:
    database = kept.database
    for _ in range(ROUNDS):
        submitted = _awaiting_check(kept)
        at_once(partial(_admit, kept, submitted.id), partial(_withdraw, kept, submitted))
        assert _state(database, submitted.id) is _S.WITHDRAWN
        with database.reading() as session:
            assert [search.find(session, typed, Filters(), 0).total for typed in _WORDS] == [0, 0]
    with database.reading() as session:
        assert all(case.withdrawn_at is not None for case in session.scalars(select(CaseRow)))


def test_a_submission_that_is_withdrawn_at_once_is_withdrawn_and_shredded_once(
    kept: Kept,
) -> None:
    submitted = way.publish(kept)
    at_once(*[partial(_withdraw, kept, submitted)] * 4)
    names = _names(kept.database, submitted.id)
    assert (names["CaseWithdrawn"], names["OriginalShredded"]) == (1, 1)


def test_an_original_that_is_shredded_at_once_is_shredded_once(kept: Kept) -> None:
    submitted = way.publish(kept)

    def shred() -> bool:
        with kept.database.writing() as uow:
            return takedown.shred(uow, kept.keys, submitted.id)

    assert sorted(at_once(*[shred] * 4)) == [False, False, False, True]
    assert _names(kept.database, submitted.id)["OriginalShredded"] == 1


def test_an_approved_submission_is_checked_whichever_comes_first(kept: Kept) -> None:
    """The approval and the officer's decision, each with what follows it, overlap."""
    database = kept.database
    (officer, moderator) = way.people(database, 2)
    for _ in range(ROUNDS):
        with database.writing() as uow:
            submitted = way.submit(uow, kept, verified=False)
            way.process(uow, kept, submitted)
            asked = check.request(uow, submitted.uploader_id, way.STATED)
        _claim(database, submitted.id, moderator)
        decision = _approval(database, submitted.id)

        def approve(submitted: way.Submitted = submitted, decision: Decision = decision) -> None:
            _decide(database, submitted.id, moderator, decision)
            with database.writing() as uow:
                check.check_submission(uow, submitted.id)

        def verify(asked: VerificationRow = asked) -> None:
            with database.writing() as uow:
                check.decide(uow, asked.id, officer, CheckDecision(verified=True))
            with database.writing() as uow:
                check.check_waiting(uow, asked.account_id)

        at_once(approve, verify)
        assert _names(database, submitted.id)["ProfessionalChecked"] in (1, 2)


# People


def test_of_two_officers_who_decide_at_once_one_does(kept: Kept) -> None:
    database = kept.database
    officers = way.people(database, 2, Role.VERIFICATION_OFFICER)
    with database.writing() as uow:
        account_id = way.person(uow)

    def ask() -> None:
        with database.writing() as uow:
            check.request(uow, account_id, way.STATED)

    assert Counter(at_once(*[partial(refusal, ask)] * 3)) == {None: 1, RefusalCode.WRONG_STATE: 2}
    with database.reading() as session:
        (asked,) = session.scalars(select(VerificationRow))

    def decide(officer_id: UUID, *, verified: bool) -> None:
        with database.writing() as uow:
            decision = CheckDecision(verified=verified, note="Seen")
            check.decide(uow, asked.id, officer_id, decision)

    wishes = [
        partial(decide, officers[0], verified=True),
        partial(decide, officers[1], verified=False),
    ]
    heard = at_once(*(partial(refusal, wish) for wish in wishes))
    assert Counter(heard) == {None: 1, RefusalCode.WRONG_STATE: 1}
    with database.reading() as session:
        expected = VerificationState.VERIFIED if heard[0] is None else VerificationState.REFUSED
        assert find.account(session, account_id).verification is expected
    assert _names(database, account_id)["VerificationDecided"] == 1


def test_an_address_that_is_registered_at_once_has_one_account(database: Database) -> None:
    new = Registration(email="ada@example.org", display_name="Ada", password="long enough 1")

    def register() -> None:
        with database.writing() as uow:
            accounts.register(uow, new, [Role.CLINICIAN])

    heard = at_once(*[partial(refusal, register)] * 3)
    assert Counter(heard) == {None: 1, RefusalCode.EMAIL_TAKEN: 2}
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(AccountRow)) == 1
    register_again = refusal(register)
    assert register_again is RefusalCode.EMAIL_TAKEN


def test_wrong_passwords_at_once_are_all_counted(database: Database) -> None:
    new = Registration(email="ada@example.org", display_name="Ada", password="long enough 1")
    with database.writing() as uow:
        accounts.register(uow, new, [Role.CLINICIAN])

    def attempt(password: str = "wrong") -> AccountRow | RefusalCode:
        with database.writing() as uow:
            return accounts.check_password(uow, LogIn(email=new.email, password=password))

    assert at_once(*[attempt] * 5) == [RefusalCode.WRONG_CREDENTIALS] * 5
    assert attempt(new.password) is RefusalCode.TOO_MANY_ATTEMPTS
