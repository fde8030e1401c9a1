"""The moderator's side: the queue, an item, the plan, the decision."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from schemas.findings import FindingKind, FindingReason, Region, Tier, Waypoint, require_path
from schemas.free_text import Stretch, TextField, TextSpan
from schemas.http.base import Body, View
from schemas.http.submissions import CaseTexts
from schemas.media_type import MediaType
from schemas.states import MediumState, RevealReason, ReviewReason, ReviewVerdict

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class QueueItem(View):
    """One line of the review queue."""

    submission_id: UUID
    title: str
    specialty: str
    media: int
    findings: int
    flagged: bool
    escalated: bool
    waiting_since: datetime
    claimed_by: str | None
    claimed_by_me: bool


class ReviewQueue(View):
    """Submissions that wait for a decision, oldest first."""

    items: list[QueueItem]
    decided_today: int


class PlanFinding(View):
    """A finding as the console draws it; ``number`` names it in a revision."""

    number: int
    kind: FindingKind
    region: Region | None
    frames: tuple[int, int] | None
    path: Annotated[
        tuple[Waypoint, ...],
        Field(
            description="Where it is at single frames, with straight lines between them; "
            "empty when it stands still at `region`, which else is the hull around all of it"
        ),
    ]
    score: float
    tier: Tier
    reason: Annotated[
        FindingReason | None, Field(description="Why it was covered, where a detector says so")
    ]
    detector: str
    subject: str | None
    lifted: bool


class FrameView(View):
    """One frame, or all of a video, before and after. URLs change whenever the pixels do."""

    index: int
    media_type: Annotated[str, Field(description="image/jpeg, or video/mp4 for all frames")]
    stripped_url: str
    obscured_url: str
    width: int
    height: int


class ReviewMedium(View):
    """One medium under review.

    ``width`` and ``height`` are the pixels that regions are given in; the frames' own pictures
    may be smaller. While ``state`` is ``revising`` the after-pictures are not there yet.
    """

    id: UUID
    position: int
    media_type: MediaType
    modality: str
    state: MediumState
    width: int
    height: int
    revision: int
    flagged: bool
    findings: list[PlanFinding]
    frame_count: Annotated[int, Field(description="Frames of the medium; a video has one view")]
    moments: Annotated[
        list[int],
        Field(
            description="When each frame of a video is shown, in milliseconds; empty when they "
            "are evenly spaced"
        ),
    ]
    frames: list[FrameView]


class Approval(Body):
    """One thing that was seen and is approved: a rendition, or a text, by its SHA-256."""

    subject: Annotated[str, Field(description="As given in ReviewItem.to_approve", max_length=120)]
    sha256: Sha256


class FreeText(View):
    """One text as its uploader wrote it, with what was found in it.

    Spans in the tier ``sure`` are removed unless the moderator keeps them, those in ``check`` are
    kept unless the moderator removes them. Offsets count Unicode code points.
    """

    field: TextField
    text: str
    spans: list[TextSpan]


class Removals(Body):
    """What shall be taken out of the texts; stretches may overlap, and may be of no span."""

    removed: Annotated[tuple[Stretch, ...], Field(max_length=500)] = ()


class RedactedText(View):
    """One text as it would be published."""

    field: TextField
    text: str


class RedactedTexts(View):
    """The free texts as they would be published, and what approves exactly them."""

    texts: list[RedactedText]
    to_approve: list[Approval]


class ReviewItem(View):
    """Everything a moderator needs to decide on one submission."""

    submission_id: UUID
    version: Annotated[int, Field(description="Send it back with the decision")]
    texts: CaseTexts
    free_texts: list[FreeText]
    texts_scanned: Annotated[
        bool, Field(description="False when the free texts could not be searched")
    ]
    media: list[ReviewMedium]
    to_approve: Annotated[
        list[Approval], Field(description="With all spans removed that are sure, and no others")
    ]
    uploader_verified: bool
    escalated: bool
    submitted_at: datetime
    claimed_until: datetime | None
    ready: Annotated[bool, Field(description="False while a revision is being burned")]


class DrawnRegion(Region):
    """A region that a moderator drew: in all frames, in a stretch of them, or along a path.

    ``frames`` is the first and last frame, both included. With a ``path`` the region itself does
    not count: it becomes the hull of the path.
    """

    frames: tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=0)]] | None = None
    path: Annotated[tuple[Waypoint, ...], Field(max_length=2000)] = ()

    @model_validator(mode="after")
    def _is_in_order(self) -> Self:
        """Refuse frames that end before they begin, and a path out of order or beyond them."""
        if self.frames is not None and self.frames[1] < self.frames[0]:
            raise ValueError("the last frame comes before the first")
        require_path(self.path, self.frames)
        return self


class PlanRevision(Body):
    """A moderator's change to the plan of one medium.

    ``lifted`` is the full set of finding numbers that shall not be painted, so that the same
    request sent twice means the same.
    """

    base_revision: int
    added: Annotated[tuple[DrawnRegion, ...], Field(max_length=200)] = ()
    lifted: Annotated[tuple[int, ...], Field(max_length=2000)] = ()


class Reveal(Body):
    """Why a moderator must see an original."""

    reason: RevealReason


class Decision(Removals):
    """A moderator's decision.

    An approval names everything in ``to_approve``; texts by what is left of them when ``removed``
    is taken out. The other verdicts remove nothing.
    """

    version: int
    verdict: ReviewVerdict
    reason: ReviewReason | None = None
    note: Annotated[str, StringConstraints(max_length=500, strip_whitespace=True)] | None = None
    approved: Annotated[tuple[Approval, ...], Field(max_length=10000)] = ()
