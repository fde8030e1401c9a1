"""The tables, one module per subject."""

from storage.models.accounts import AccountRow, SessionRow, VerificationRow
from storage.models.base import Base
from storage.models.cases import CaseImageRow, CaseRow
from storage.models.log import CheckpointRow, DeadLetterRow, EventRow, InboxRow, StreamHeadRow
from storage.models.submissions import (
    DecisionRow,
    LeaseRow,
    MediumRow,
    PlanRow,
    ProgressRow,
    RenditionRow,
    SubmissionKeyRow,
    SubmissionRow,
    TextScanRow,
)

__all__ = [
    "AccountRow",
    "Base",
    "CaseImageRow",
    "CaseRow",
    "CheckpointRow",
    "DeadLetterRow",
    "DecisionRow",
    "EventRow",
    "InboxRow",
    "LeaseRow",
    "MediumRow",
    "PlanRow",
    "ProgressRow",
    "RenditionRow",
    "SessionRow",
    "StreamHeadRow",
    "SubmissionKeyRow",
    "SubmissionRow",
    "TextScanRow",
    "VerificationRow",
]
