"""What people think of the answers they got."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "feedback",
        sa.Column("record_id", sa.String(length=64), nullable=False),
        sa.Column("viewer", sa.Text(), nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["answer_records.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("record_id", "viewer"),
    )
