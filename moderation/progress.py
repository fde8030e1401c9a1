"""How far a stage has come with a long medium: told to its uploader, and to nobody's record.

It is no state and no event. Nothing depends on it, it may be late or missing, and it goes when the
stage is done.
"""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from storage.models import ProgressRow
from storage.unit_of_work import UnitOfWork


def note(uow: UnitOfWork, medium_id: UUID, stage: str, percent: int) -> None:
    """Keep how many percent of a stage's work on a medium are done."""
    uow.session.merge(ProgressRow(medium_id=medium_id, stage=stage, percent=percent))


def forget(uow: UnitOfWork, medium_id: UUID) -> None:
    """Forget it: the stage is over."""
    uow.session.execute(
        delete(ProgressRow)
        .where(ProgressRow.medium_id == medium_id)
        .execution_options(synchronize_session=False)
    )


def told(session: Session, medium_ids: Sequence[UUID]) -> dict[tuple[UUID, str], int]:
    """Return the percentages that are known, by medium and stage."""
    query = select(ProgressRow).where(ProgressRow.medium_id.in_(medium_ids))
    return {(row.medium_id, row.stage): row.percent for row in session.scalars(query)}
