"""The way of a submission, walked step by step without computing: people, media, decisions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from case_library import search
from case_library.admission import admit
from moderation import approval, check, find, intake, processing, review, text_scans
from schemas import events
from schemas.findings import RedactionPlan
from schemas.free_text import TextSpan
from schemas.http.accounts import VerificationRequest
from schemas.http.review import Approval, Decision
from schemas.http.submissions import CaseTexts, NewSubmission
from schemas.media_type import MediaType
from schemas.states import (
    MediumState,
    ReviewReason,
    ReviewVerdict,
    Role,
    SubmissionState,
    VerificationState,
)
from schemas.vocabulary import CONSENT_VERSION, BodyRegion, Profession, Specialty
from schemas.zones import Zone
from storage.blobs import write_obscured
from storage.models import AccountRow, CaseRow, SubmissionRow
from storage.unit_of_work import Database, UnitOfWork
from tests.factories.media_rows import Kept

_LATER = timedelta(seconds=1)

TEXTS = CaseTexts(
    title="A case", specialty=Specialty.DERMATOLOGY, body_region=BodyRegion.SKIN, caption="Words"
)

STATED = VerificationRequest(
    full_name="Ada Somebody",
    profession=Profession.PHYSICIAN,
    licence_number="47 11",
    authority="Council",
    country="DE",
)
ANYTHING = events.TextsEdited(texts_sha256="0" * 64)
"""An event that nobody acts on."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """A submission with its uploader and its media."""

    id: UUID
    uploader_id: UUID
    media: tuple[UUID, ...]


def person(uow: UnitOfWork, role: Role = Role.CLINICIAN, *, verified: bool = False) -> UUID:
    """Make an account that nobody can log in to, which takes no time."""
    row = AccountRow(
        id=uuid4(),
        email=f"{uuid4().hex}@example.org",
        display_name="Somebody",
        password_hash="",
        roles=[role.value],
        verification=VerificationState.VERIFIED if verified else VerificationState.UNVERIFIED,
        created_at=uow.now,
    )
    uow.session.add(row)
    uow.session.flush()
    return row.id


def people(database: Database, count: int, role: Role = Role.MODERATOR) -> list[UUID]:
    """Make some accounts."""
    with database.writing() as uow:
        return [person(uow, role) for _ in range(count)]


def open_draft(
    uow: UnitOfWork, kept: Kept, uploader_id: UUID, media: int, texts: CaseTexts = TEXTS
) -> Submitted:
    """Open a draft and put media into it; their bytes are nowhere."""
    new = NewSubmission(**texts.model_dump(), consent=True, consent_version=CONSENT_VERSION)
    submission_id = intake.open_submission(uow, kept.keys, uploader_id, new).id
    ids = tuple(uuid4() for _ in range(media))
    for medium_id in ids:
        intake.add_medium(uow, submission_id, uploader_id, medium_id, MediaType.PNG, 1)
    return Submitted(submission_id, uploader_id, ids)


def submit(
    uow: UnitOfWork,
    kept: Kept,
    *,
    media: int = 1,
    verified: bool = True,
    texts: CaseTexts = TEXTS,
) -> Submitted:
    """Submit media of a new uploader."""
    draft = open_draft(uow, kept, person(uow, verified=verified), media, texts)
    intake.submit(uow, draft.id, draft.uploader_id)
    return draft


def strip(uow: UnitOfWork, submission_id: UUID, medium_id: UUID) -> bool:
    """Do as the first stage does; tell whether the medium waited for it."""
    if not processing.awaits(uow, submission_id, medium_id, MediumState.RECEIVED):
        return False
    result = _result(Zone.STRIPPED, uuid4().hex * 2)
    processing.record_result(uow, medium_id, result, MediumState.STRIPPED)
    stripped = events.PhiStripped(
        medium_id=medium_id,
        stage_version="1",
        canonical_sha256=result.renditions[0].sha256,
        findings=0,
    )
    uow.append(submission_id, stripped)
    return True


def obscure(uow: UnitOfWork, kept: Kept, submission_id: UUID, medium_id: UUID) -> bool:
    """Do as the second stage does; tell whether the medium waited for it."""
    return _burn(uow, kept, (submission_id, medium_id), MediumState.STRIPPED, events.FacesObscured)


def burn(uow: UnitOfWork, kept: Kept, submission_id: UUID, medium_id: UUID) -> bool:
    """Do as the stage does that burns revisions; tell whether the medium waited for it."""
    return _burn(uow, kept, (submission_id, medium_id), MediumState.REVISING, events.RevisionBurned)


def _burn(
    uow: UnitOfWork,
    kept: Kept,
    medium_of: tuple[UUID, UUID],
    state: MediumState,
    emits: type[events.FacesObscured | events.RevisionBurned],
) -> bool:
    submission_id, medium_id = medium_of
    if not processing.awaits(uow, submission_id, medium_id, state):
        return False
    sha256 = write_obscured(kept.blobs, (uuid4().bytes,)).sha256
    result = _result(Zone.OBSCURED, sha256)
    medium = processing.record_result(uow, medium_id, result, MediumState.OBSCURED)
    burned = emits(
        medium_id=medium_id,
        stage_version="1",
        revision=medium.revision,
        findings=0,
        flagged=False,
    )
    uow.append(submission_id, burned)
    return True


def _result(zone: Zone, sha256: str) -> processing.StageResult:
    rendition = processing.StoredRendition("canonical", 0, sha256, "image/png", 8, 8)
    return processing.StageResult(
        zone=zone,
        kind=MediaType.PNG,
        plan=RedactionPlan(),
        renditions=(rendition,),
        width=8,
        height=8,
        frames=1,
        modality="XC",
        flagged=False,
    )


def scan(uow: UnitOfWork, submission_id: UUID, spans: Sequence[TextSpan] = ()) -> bool:
    """Do as the handler does that searches texts; tell whether they waited for it."""
    digest = text_scans.texts_sha256(find.locked_submission(uow, submission_id))
    if not text_scans.record(uow, submission_id, digest, "1", spans):
        return False
    processing.request_review_when_complete(uow, submission_id)
    return True


def process(
    uow: UnitOfWork, kept: Kept, submitted: Submitted, spans: Sequence[TextSpan] = ()
) -> None:
    """Bring a submission into review."""
    for medium_id in submitted.media:
        strip(uow, submitted.id, medium_id)
        obscure(uow, kept, submitted.id, medium_id)
    scan(uow, submitted.id, spans)
    processing.request_review_when_complete(uow, submitted.id)


def in_review(kept: Kept, count: int, *, media: int = 1) -> list[Submitted]:
    """Make submissions that wait for a moderator, the first the longest."""
    made = []
    with kept.database.writing() as uow:
        for _ in range(count):
            made.append(submit(uow, kept, media=media))
            process(uow, kept, made[-1])
            uow.now += _LATER
    return made


def approval_of(uow: UnitOfWork, submission_id: UUID) -> Decision:
    """Return the decision that approves what there is, without what is sure to identify."""
    row = find.locked_submission(uow, submission_id)
    removed = tuple(text_scans.ticked(text_scans.of(uow.session, row)))
    digests = approval.to_approve(uow.session, row, removed)
    approved = tuple(Approval(subject=name, sha256=value) for name, value in digests.items())
    return Decision(
        version=row.version, verdict=ReviewVerdict.APPROVE, approved=approved, removed=removed
    )


def refusal_of(uow: UnitOfWork, submission_id: UUID, verdict: ReviewVerdict) -> Decision:
    """Return a decision against a submission as it is now."""
    row = find.locked_submission(uow, submission_id)
    return Decision(version=row.version, verdict=verdict, reason=ReviewReason.OTHER)


def approve(uow: UnitOfWork, submission_id: UUID, moderator_id: UUID) -> None:
    """Claim and approve."""
    review.claim(uow, submission_id, moderator_id)
    review.decide(uow, submission_id, moderator_id, approval_of(uow, submission_id))


def publish(kept: Kept, title: str = "A case") -> Submitted:
    """Walk the whole way at once."""
    with kept.database.writing() as uow:
        return publish_in(uow, kept, title)


def publish_in(uow: UnitOfWork, kept: Kept, title: str = "A case") -> Submitted:
    """Walk the whole way inside a transaction."""
    submitted = submit(uow, kept, texts=TEXTS.model_copy(update={"title": title}))
    process(uow, kept, submitted)
    approve(uow, submitted.id, person(uow, Role.MODERATOR))
    check.check_submission(uow, submitted.id)
    admit(uow, kept.blobs, find.locked_submission(uow, submitted.id))
    return submitted


def shelve(
    uow: UnitOfWork, uploader_id: UUID, texts: CaseTexts, modalities: Sequence[str]
) -> CaseRow:
    """Put a case into the library that was never on the way there."""
    facts = {**texts.model_dump(mode="json"), "uploader_id": uploader_id}
    submission = SubmissionRow(
        id=uuid4(),
        state=SubmissionState.PUBLISHED,
        state_since=uow.now,
        created_at=uow.now,
        consent_version=CONSENT_VERSION,
        **facts,
    )
    case = CaseRow(
        id=uuid4(),
        submission_id=submission.id,
        modalities=list(modalities),
        approved_sha256="0" * 64,
        published_at=uow.now,
        **facts,
    )
    uow.session.add(submission)
    uow.session.flush()
    uow.session.add(case)
    uow.session.flush()
    search.add(uow.session, case)
    return case


def state_of(database: Database, submission_id: UUID) -> SubmissionRow:
    """Return a submission as it is now."""
    with database.reading() as session:
        return find.submission(session, submission_id)
