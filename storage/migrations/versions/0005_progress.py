"""How far stages have come with long media."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "progress",
        sa.Column("medium_id", sa.Uuid(), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["medium_id"],
            ["media.id"],
            name=op.f("fk_progress_medium_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("medium_id", name=op.f("pk_progress")),
    )


def downgrade() -> None:
    op.drop_table("progress")
