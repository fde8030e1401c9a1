"""When the frames of a video are shown that are not evenly spaced."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


# Both databases add and drop a plain column in place; a batch would have SQLite make the table
# anew, which the tables that refer to it forbid.


def upgrade() -> None:
    op.add_column(
        "media", sa.Column("moments", sa.JSON(), nullable=False, server_default=sa.text("'[]'"))
    )


def downgrade() -> None:
    op.drop_column("media", "moments")
