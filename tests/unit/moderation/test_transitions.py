"""The tables of states: everything can be reached, and nothing comes back from withdrawal."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.transitions import MEDIUM, SUBMISSION, move_submission
from schemas.refusals import RefusedError
from schemas.states import MediumState, SubmissionState
from storage.models import SubmissionRow

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def test_every_state_has_its_line_and_can_be_reached() -> None:
    assert set(SUBMISSION) == set(SubmissionState)
    assert set(MEDIUM) == set(MediumState)
    reached = {SubmissionState.DRAFT}
    for _ in SubmissionState:
        reached |= {to for state in reached for to in SUBMISSION[state]}
    assert reached == set(SubmissionState)


def test_everything_can_be_withdrawn_and_nothing_comes_back() -> None:
    for state, following in SUBMISSION.items():
        if state is not SubmissionState.WITHDRAWN:
            assert SubmissionState.WITHDRAWN in following
    assert SUBMISSION[SubmissionState.WITHDRAWN] == frozenset()


@given(st.lists(st.sampled_from(SubmissionState), max_size=30))
def test_published_comes_only_after_review_and_check(wishes: list[SubmissionState]) -> None:
    row = SubmissionRow(state=SubmissionState.DRAFT, version=1)
    way = [row.state]
    for wish in wishes:
        try:
            move_submission(row, wish, NOW)
        except RefusedError:
            assert row.state is way[-1]
        else:
            way.append(row.state)
            assert row.version == len(way)
    if SubmissionState.PUBLISHED in way:
        before = way[: way.index(SubmissionState.PUBLISHED)]
        assert before[-1] is SubmissionState.AWAITING_CHECK
        assert SubmissionState.IN_REVIEW in before


def test_a_refused_move_changes_nothing() -> None:
    row = SubmissionRow(state=SubmissionState.WITHDRAWN, version=7)
    with pytest.raises(RefusedError, match="wrong_state"):
        move_submission(row, SubmissionState.PUBLISHED, NOW)
    assert (row.state, row.version) == (SubmissionState.WITHDRAWN, 7)
