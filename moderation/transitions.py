"""Which state may follow which; the one place that changes a state."""

from datetime import datetime

from schemas.refusals import RefusalCode, RefusedError
from schemas.states import MediumState, SubmissionState
from storage.models import MediumRow, SubmissionRow

_S = SubmissionState
_M = MediumState

SUBMISSION: dict[SubmissionState, frozenset[SubmissionState]] = {
    _S.DRAFT: frozenset((_S.PROCESSING, _S.WITHDRAWN)),
    _S.PROCESSING: frozenset((_S.HELD, _S.IN_REVIEW, _S.WITHDRAWN)),
    _S.HELD: frozenset((_S.PROCESSING, _S.WITHDRAWN)),
    _S.IN_REVIEW: frozenset((_S.SENT_BACK, _S.REJECTED, _S.AWAITING_CHECK, _S.HELD, _S.WITHDRAWN)),
    _S.SENT_BACK: frozenset((_S.PROCESSING, _S.WITHDRAWN)),
    _S.REJECTED: frozenset((_S.WITHDRAWN,)),
    _S.AWAITING_CHECK: frozenset((_S.PUBLISHED, _S.IN_REVIEW, _S.WITHDRAWN)),
    _S.PUBLISHED: frozenset((_S.WITHDRAWN,)),
    _S.WITHDRAWN: frozenset(),
}

MEDIUM: dict[MediumState, frozenset[MediumState]] = {
    _M.STORED: frozenset((_M.RECEIVED,)),
    _M.RECEIVED: frozenset((_M.STRIPPED, _M.HELD)),
    _M.STRIPPED: frozenset((_M.OBSCURED, _M.HELD)),
    _M.OBSCURED: frozenset((_M.REVISING,)),
    _M.REVISING: frozenset((_M.OBSCURED, _M.HELD)),
    _M.HELD: frozenset((_M.RECEIVED, _M.STRIPPED, _M.REVISING)),
}


def move_submission(row: SubmissionRow, to: SubmissionState, now: datetime) -> None:
    """Change a submission's state.

    Raises:
        RefusedError: ``wrong_state``; nothing was changed.

    """
    if to not in SUBMISSION[row.state]:
        raise RefusedError(RefusalCode.WRONG_STATE)
    row.state, row.state_since = to, now
    row.version += 1


def move_medium(row: MediumRow, to: MediumState, now: datetime) -> None:
    """Change a medium's state.

    Raises:
        RefusedError: ``wrong_state``; nothing was changed.

    """
    if to not in MEDIUM[row.state]:
        raise RefusedError(RefusalCode.WRONG_STATE)
    row.state, row.state_since = to, now


def require(row: SubmissionRow, *states: SubmissionState) -> None:
    """Raise ``wrong_state`` unless a submission is in one of ``states``."""
    if row.state not in states:
        raise RefusedError(RefusalCode.WRONG_STATE)
