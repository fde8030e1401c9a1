"""A medium as a stage takes it up: everything that the stage must know, read at one look."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, and_, bindparam, select

from schemas.findings import RedactionPlan
from schemas.media_type import MediaType
from schemas.states import MediumState
from schemas.zones import Zone
from storage.blobs import RawRef, StrippedRef
from storage.keyring import Keyring
from storage.models import MediumRow, PlanRow, RenditionRow, SubmissionKeyRow, SubmissionRow
from storage.submission_keys import KeyShreddedError
from workers.stage import RenditionRole, Stage

_LOOK = (
    select(
        MediumRow.submission_id,
        MediumRow.uploaded_type,
        MediumRow.kind,
        SubmissionRow.uploader_id,
        SubmissionKeyRow.wrapped,
        RenditionRow.sha256,
        PlanRow.plan,
    )
    .join(SubmissionRow, SubmissionRow.id == MediumRow.submission_id)
    .outerjoin(SubmissionKeyRow, SubmissionKeyRow.submission_id == MediumRow.submission_id)
    .outerjoin(
        RenditionRow,
        and_(
            RenditionRow.medium_id == MediumRow.id,
            RenditionRow.zone == Zone.STRIPPED,
            RenditionRow.role == RenditionRole.CANONICAL.value,
        ),
    )
    .outerjoin(
        PlanRow, and_(PlanRow.medium_id == MediumRow.id, PlanRow.revision == MediumRow.revision)
    )
    .where(MediumRow.id == bindparam("medium"), MediumRow.state == bindparam("state"))
)


class SourceMissingError(Exception):
    """The medium waits for the stage, but what the stage works on was never recorded."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a stage gets, and the keys to it."""

    submission_id: UUID
    medium_id: UUID
    media_type: MediaType
    source: RawRef | StrippedRef
    plan: RedactionPlan
    pseudonym_key: bytes
    key: bytes


def take_up(
    connection: Connection, keyring: Keyring, stage: Stage, medium_id: UUID
) -> Taken | None:
    """Return what a stage needs; ``None`` when the medium does not wait for it, or no longer.

    Raises:
        KeyShreddedError: its submission was withdrawn.
        SourceMissingError: there is nothing to work on.

    """
    row = connection.execute(_LOOK, {"medium": medium_id, "state": taken_up_in(stage)}).first()
    if row is None:
        return None
    if row.wrapped is None:
        raise KeyShreddedError
    raw = stage.needs is Zone.RAW
    if not raw and row.sha256 is None:
        raise SourceMissingError
    return Taken(
        submission_id=row.submission_id,
        medium_id=medium_id,
        media_type=row.uploaded_type if raw else (row.kind or row.uploaded_type),
        source=RawRef(row.submission_id, medium_id)
        if raw
        else StrippedRef(row.submission_id, row.sha256),
        plan=RedactionPlan() if raw or row.plan is None else RedactionPlan.model_validate(row.plan),
        pseudonym_key=keyring.pseudonym_key(row.submission_id),
        key=keyring.unwrap(row.wrapped, row.submission_id),
    )


def taken_up_in(stage: Stage) -> MediumState:
    """Return the state in which a medium waits for this stage."""
    if stage.order is None:
        return MediumState.REVISING
    return MediumState.RECEIVED if stage.needs is Zone.RAW else MediumState.STRIPPED


def given_in(stage: Stage) -> MediumState:
    """Return the state in which this stage leaves a medium."""
    return MediumState.OBSCURED if stage.gives is Zone.OBSCURED else MediumState.STRIPPED
