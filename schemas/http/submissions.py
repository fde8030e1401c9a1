"""The uploader's side: submissions, their media, their way."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from schemas.failures import FailureCode
from schemas.free_text import TextField
from schemas.http.base import Body, View
from schemas.media_type import MediaType
from schemas.states import MediumState, ReviewReason, SubmissionState, TakedownReason
from schemas.vocabulary import AgeBand, BodyRegion, Sex, Specialty

MOST_CHARACTERS = {TextField.TITLE: 120, TextField.DIAGNOSIS: 120, TextField.CAPTION: 2000}
"""How long a free text may be, in code points."""

Title = Annotated[
    str,
    StringConstraints(
        min_length=3, max_length=MOST_CHARACTERS[TextField.TITLE], strip_whitespace=True
    ),
]
Caption = Annotated[
    str,
    StringConstraints(max_length=MOST_CHARACTERS[TextField.CAPTION], strip_whitespace=True),
]
Diagnosis = Annotated[
    str,
    StringConstraints(max_length=MOST_CHARACTERS[TextField.DIAGNOSIS], strip_whitespace=True),
]


class CaseTexts(Body):
    """What a clinician writes and picks about a case."""

    title: Title
    caption: Caption = ""
    diagnosis: Diagnosis = ""
    specialty: Specialty
    body_region: BodyRegion
    age_band: AgeBand = AgeBand.UNKNOWN
    sex: Sex = Sex.UNKNOWN


class NewSubmission(CaseTexts):
    """A new submission. Without the patient's consent there is none."""

    consent: Annotated[
        Literal[True], Field(description="The consent statement of /api/vocabulary was agreed to")
    ]
    consent_version: str


class MediumView(View):
    """One medium as its uploader sees it: its way, never its pixels."""

    id: UUID
    position: int
    media_type: MediaType
    size: int
    state: MediumState
    failure: FailureCode | None
    failure_meaning: str | None


class Step(View):
    """One step on a submission's way, for the live status."""

    name: Annotated[
        Literal["received", "strip_phi", "obscure_faces", "review", "check", "library"],
        Field(description="The steps in the order of the pipeline"),
    ]
    state: Literal["waiting", "active", "done", "failed"]
    at: datetime | None
    percent: Annotated[
        int | None,
        Field(ge=0, le=100, description="How much of an active step is done, where that is told"),
    ]


class SubmissionView(View):
    """A submission as its uploader sees it."""

    id: UUID
    state: SubmissionState
    texts: CaseTexts
    media: list[MediumView]
    steps: list[Step]
    created_at: datetime
    submitted_at: datetime | None
    reason: ReviewReason | None
    note: str | None
    case_id: UUID | None


class SubmissionPage(View):
    """Submissions, newest first."""

    items: list[SubmissionView]
    next_cursor: str | None


class Withdrawal(Body):
    """Why something is taken down."""

    reason: TakedownReason
