"""Many processes write: heads of streams, and dead letters about any event."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stream_heads",
        sa.Column("stream_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("stream_id", name=op.f("pk_stream_heads")),
    )
    op.execute(
        "INSERT INTO stream_heads (stream_id, number, hash)"
        " SELECT stream_id, number, hash FROM events AS last WHERE number ="
        " (SELECT max(number) FROM events WHERE events.stream_id = last.stream_id)"
    )
    with op.batch_alter_table("dead_letters") as table:
        table.alter_column("submission_id", existing_type=sa.Uuid(), nullable=True)
        table.alter_column("medium_id", existing_type=sa.Uuid(), nullable=True)
        table.alter_column("back_to", existing_type=sa.String(length=40), nullable=True)
        table.add_column(sa.Column("topic", sa.String(length=120), nullable=True))
        table.add_column(sa.Column("partition", sa.Integer(), nullable=True))
        table.add_column(
            sa.Column("offset", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True)
        )


def downgrade() -> None:
    op.execute("DELETE FROM dead_letters WHERE medium_id IS NULL")
    with op.batch_alter_table("dead_letters") as table:
        table.drop_column("offset")
        table.drop_column("partition")
        table.drop_column("topic")
        table.alter_column("back_to", existing_type=sa.String(length=40), nullable=False)
        table.alter_column("medium_id", existing_type=sa.Uuid(), nullable=False)
        table.alter_column("submission_id", existing_type=sa.Uuid(), nullable=False)
    op.drop_table("stream_heads")
