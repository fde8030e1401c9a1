"""What identifies in free text, and what decisions take out of it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "text_scans",
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("texts_sha256", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("scanner_version", sa.String(length=16), nullable=True),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.Column("failure", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name=op.f("fk_text_scans_submission_id")
        ),
        sa.PrimaryKeyConstraint("submission_id", name=op.f("pk_text_scans")),
    )
    with op.batch_alter_table("text_scans") as table:
        table.create_index(op.f("ix_text_scans_state"), ["state"])
    with op.batch_alter_table("decisions") as table:
        table.add_column(
            sa.Column("removed", sa.JSON(), nullable=False, server_default=sa.text("'[]'"))
        )


def downgrade() -> None:
    with op.batch_alter_table("decisions") as table:
        table.drop_column("removed")
    op.drop_table("text_scans")
