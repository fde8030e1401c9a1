"""Free text from its submission to the library, on both databases.

A green run does not prove that the scanner finds anything; its own tests are about that.
"""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select

from case_library import search
from case_library.admission import admit
from case_library.search import Filters
from moderation import check, dead_letters, find, intake, processing, review, text_scans
from moderation.dead_letters import Failure
from schemas.failures import FailureCode
from schemas.findings import Tier
from schemas.free_text import SpanKind, Stretch, TextField, TextSpan
from schemas.refusals import RefusalCode, RefusedError
from schemas.states import ReviewVerdict, Role, SubmissionState, TextScanState
from storage import events
from storage.models import CaseRow, DeadLetterRow, DecisionRow, EventRow, TextScanRow
from storage.unit_of_work import Database, UnitOfWork
from streams.handlers.review import ReviewHandler
from streams.handlers.scan_texts import ScanTextsHandler
from streams.sweeper import Sweeper
from tests.contract import way
from tests.factories.media_rows import Kept
from tests.factories.state import TurnedClock

_S = SubmissionState
TEXTS = way.TEXTS.model_copy(
    update={"title": "Rash of Mr Jones", "caption": "Since 3 May, he says"}
)


def _span(field: TextField, start: int, end: int, tier: Tier = Tier.SURE) -> TextSpan:
    score = 0.9 if tier is Tier.SURE else 0.4
    return TextSpan(field=field, start=start, end=end, kind=SpanKind.NAME, score=score, tier=tier)


NAME = _span(TextField.TITLE, 8, 16)
DATE = _span(TextField.CAPTION, 6, 11, Tier.CHECK)


def _submitted(uow: UnitOfWork, kept: Kept) -> way.Submitted:
    return way.submit(uow, kept, texts=TEXTS)


def _obscure_all(uow: UnitOfWork, kept: Kept, submitted: way.Submitted) -> None:
    for medium_id in submitted.media:
        way.strip(uow, submitted.id, medium_id)
        way.obscure(uow, kept, submitted.id, medium_id)
    processing.request_review_when_complete(uow, submitted.id)


def _names(database: Database, its: way.Submitted) -> Counter[str]:
    with database.reading() as session:
        return Counter(session.scalars(select(EventRow.name).where(EventRow.stream_id == its.id)))


def _scan_of(database: Database, its: way.Submitted) -> TextScanRow:
    with database.reading() as session:
        return session.get_one(TextScanRow, its.id)


def test_review_waits_for_the_scan_whichever_is_done_first(kept: Kept) -> None:
    database = kept.database
    with database.writing() as uow:
        first, second = _submitted(uow, kept), _submitted(uow, kept)
        _obscure_all(uow, kept, first)
        assert way.scan(uow, second.id, [NAME])
    assert way.state_of(database, first.id).state is _S.PROCESSING
    assert way.state_of(database, second.id).state is _S.PROCESSING
    with database.writing() as uow:
        assert way.scan(uow, first.id, [NAME])
        _obscure_all(uow, kept, second)
    for its in (first, second):
        assert way.state_of(database, its.id).state is _S.IN_REVIEW
        names = _names(database, its)
        assert (names["TextsSubmitted"], names["TextsScanned"], names["ReviewRequested"]) == (
            1,
            1,
            1,
        )


def test_spans_and_events_hold_places_and_counts_but_no_words(kept: Kept) -> None:
    with kept.database.writing() as uow:
        its = _submitted(uow, kept)
        way.process(uow, kept, its, [NAME, DATE])
    scan = _scan_of(kept.database, its)
    assert (scan.state, scan.scanner_version) == (TextScanState.SCANNED, "1")
    assert text_scans.spans_of(scan) == [NAME, DATE]
    assert "Jones" not in str(scan.spans)
    with kept.database.reading() as session:
        query = select(EventRow).where(EventRow.stream_id == its.id)
        rows = {row.name: row.payload for row in session.scalars(query)}
    assert (rows["TextsScanned"]["sure"], rows["TextsScanned"]["check"]) == (1, 1)
    assert "Jones" not in str(rows)


def test_a_scan_that_is_given_up_lets_the_item_through_to_a_person(kept: Kept) -> None:
    with kept.database.writing() as uow:
        its = _submitted(uow, kept)
        _obscure_all(uow, kept, its)
        digest = text_scans.texts_sha256(find.locked_submission(uow, its.id))
        assert text_scans.give_up(uow, its.id, digest, FailureCode.WORKER_DIED)
        processing.request_review_when_complete(uow, its.id)
    assert way.state_of(kept.database, its.id).state is _S.IN_REVIEW
    scan = _scan_of(kept.database, its)
    assert (scan.state, scan.failure) == (TextScanState.FAILED, FailureCode.WORKER_DIED)
    with kept.database.writing() as uow:
        row = review.claim(uow, its.id, way.person(uow, Role.MODERATOR))
        seen = row.version
        assert way.scan(uow, its.id, [NAME])
        assert row.version == seen + 1


def test_what_comes_again_with_other_words_is_scanned_anew(kept: Kept) -> None:
    database = kept.database
    with database.writing() as uow:
        its = _submitted(uow, kept)
        way.process(uow, kept, its, [NAME])
        moderator = way.person(uow, Role.MODERATOR)
        review.claim(uow, its.id, moderator)
        decision = way.refusal_of(uow, its.id, ReviewVerdict.SEND_BACK)
        review.decide(uow, its.id, moderator, decision)
        old = text_scans.texts_sha256(find.locked_submission(uow, its.id))
        changed = TEXTS.model_copy(update={"title": "A rash"})
        intake.edit_texts(uow, its.id, its.uploader_id, changed)
        intake.submit(uow, its.id, its.uploader_id)
    assert way.state_of(database, its.id).state is _S.PROCESSING
    scan = _scan_of(database, its)
    assert (scan.state, scan.spans) == (TextScanState.WAITING, [])
    with database.writing() as uow:
        assert not text_scans.record(uow, its.id, old, "1", [NAME]), "of the former wording"
        assert way.scan(uow, its.id)
    assert way.state_of(database, its.id).state is _S.IN_REVIEW
    assert _names(database, its)["TextsSubmitted"] == 2


def test_texts_that_an_earlier_release_accepted_are_scanned_before_review(kept: Kept) -> None:
    with kept.database.writing() as uow:
        its = _submitted(uow, kept)
        uow.session.delete(uow.session.get_one(TextScanRow, its.id))
        uow.session.flush()
        _obscure_all(uow, kept, its)
        assert way.scan(uow, its.id)
    assert way.state_of(kept.database, its.id).state is _S.IN_REVIEW


def test_a_scan_whose_message_was_lost_is_asked_for_again(kept: Kept, clock: TurnedClock) -> None:
    still = timedelta(minutes=30)
    consumers = (ReviewHandler, ScanTextsHandler)
    sweeper = Sweeper(kept.database, kept.keyring, consumers, still_after=still)
    with kept.database.writing() as uow:
        its = _submitted(uow, kept)
        _obscure_all(uow, kept, its)
        events.mark_sent(uow.session, events.unsent(uow.session, 100), uow.now)
    clock.turn(still + timedelta(seconds=1))
    sweeper.sweep()
    with kept.database.reading() as session:
        assert "TextsSubmitted" in {row.name for row in events.unsent(session, 100)}


# The decision


def test_the_library_gets_what_is_left_and_finds_nothing_else(kept: Kept) -> None:
    with kept.database.writing() as uow:
        its = _submitted(uow, kept)
        way.process(uow, kept, its, [NAME, DATE])
        way.approve(uow, its.id, way.person(uow, Role.MODERATOR))
        check.check_submission(uow, its.id)
        admit(uow, kept.blobs, find.locked_submission(uow, its.id))
    with kept.database.reading() as session:
        case = session.scalars(select(CaseRow)).one()
        assert (case.title, case.caption) == ("Rash of […]", "Since 3 May, he says")
        assert find.submission(session, its.id).title == "Rash of Mr Jones"
        assert search.find(session, "rash", Filters(), 0).total == 1
        assert search.find(session, "jones", Filters(), 0).total == 0
        decision = session.scalars(select(DecisionRow)).one()
    assert decision.removed == [{"field": "title", "start": 8, "end": 16}]


@pytest.mark.parametrize(
    ("removed", "code"),
    [
        ((), RefusalCode.CHANGED_SINCE),
        ((Stretch(field=TextField.TITLE, start=8, end=15),), RefusalCode.CHANGED_SINCE),
        ((Stretch(field=TextField.CAPTION, start=8, end=16),), RefusalCode.CHANGED_SINCE),
        ((Stretch(field=TextField.TITLE, start=8, end=17),), RefusalCode.STRETCH_OUTSIDE),
    ],
    ids=["kept", "less", "elsewhere", "outside"],
)
def test_an_approval_of_another_text_than_is_left_is_refused(
    kept: Kept, removed: tuple[Stretch, ...], code: RefusalCode
) -> None:
    with kept.database.writing() as uow:
        its = _submitted(uow, kept)
        way.process(uow, kept, its, [NAME])
        moderator = way.person(uow, Role.MODERATOR)
        review.claim(uow, its.id, moderator)
        decision = way.approval_of(uow, its.id).model_copy(update={"removed": removed})
        with pytest.raises(RefusedError) as refused:
            review.decide(uow, its.id, moderator, decision)
    assert refused.value.code is code


@pytest.mark.parametrize("title", ["Rash of Mr Smith", "Rash"], ids=["other", "shorter"])
def test_words_that_changed_after_the_approval_go_back_to_review(kept: Kept, title: str) -> None:
    with kept.database.writing() as uow:
        its = _submitted(uow, kept)
        way.process(uow, kept, its, [_span(TextField.TITLE, 0, 7)])
        way.approve(uow, its.id, way.person(uow, Role.MODERATOR))
        row = find.locked_submission(uow, its.id)
        row.title = title
        admit(uow, kept.blobs, row)
    assert way.state_of(kept.database, its.id).state is _S.IN_REVIEW
    assert _names(kept.database, its)["CasePublished"] == 0


def test_a_replay_scans_what_was_given_up(kept: Kept) -> None:
    with kept.database.writing() as uow:
        its = _submitted(uow, kept)
        query = select(EventRow).where(EventRow.name == "TextsSubmitted")
        asked = uow.session.scalars(query).one()
        failure = Failure(ScanTextsHandler.name, FailureCode.STAGE_ERROR, 1)
        digest = asked.payload["texts_sha256"]
        assert text_scans.give_up(uow, its.id, digest, failure.code)
        dead_letters.abandon(uow, its.id, asked.event_id, failure)
        uow.session.flush()
        events.mark_sent(uow.session, [asked], uow.now)
        letter = uow.session.scalars(select(DeadLetterRow)).one()
        dead_letters.replay(uow, letter.id, None)
        uow.session.flush()
        assert asked.event_id in {row.event_id for row in events.unsent(uow.session, 100)}
        assert text_scans.record(uow, its.id, digest, "1", [NAME])
    assert _scan_of(kept.database, its).failure is None
