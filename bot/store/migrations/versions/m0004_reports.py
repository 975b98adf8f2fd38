"""Reports that people leave with their consent, what reviewers say, and who wants to be told more."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "report",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("owner", sa.String(64), nullable=False, index=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("expires", sa.BigInteger, nullable=False, index=True),
    )
    op.create_table(
        "decision",
        sa.Column("report", sa.String(32), primary_key=True),
        sa.Column("reviewer", sa.String(64), primary_key=True),
        sa.Column("keep", sa.Boolean, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "entry",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("report", sa.String(32), primary_key=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("expires", sa.BigInteger, nullable=False, index=True),
    )
    op.create_table(
        "watch",
        sa.Column("owner", sa.String(64), primary_key=True),
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("due", sa.Boolean, nullable=False),
        sa.Column("expires", sa.BigInteger, nullable=False, index=True),
    )
    op.create_table(
        "asked",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("mark", sa.Integer, primary_key=True),
        sa.Column("week", sa.Date, nullable=False, index=True),
    )


def downgrade() -> None:
    for name in ("asked", "watch", "entry", "decision", "report"):
        op.drop_table(name)
