"""The tables of the first release. It made them without migrations: where they are there already, they stay."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "person",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("country", sa.String(2), nullable=False),
        sa.Column("updated", sa.Date, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "tally",
        sa.Column("week", sa.Date, primary_key=True),
        sa.Column("kind", sa.String(32), primary_key=True),
        sa.Column("value", sa.String(64), primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "lookup",
        sa.Column("key", sa.String(300), primary_key=True),
        sa.Column("value", sa.String, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "blocklist",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("read", sa.BigInteger, nullable=False),
        sa.Column("tried", sa.BigInteger, nullable=False),
        sa.Column("etag", sa.String(200), nullable=False),
        sa.Column("digests", sa.LargeBinary, nullable=False),
        if_not_exists=True,
    )


def downgrade() -> None:
    for name in ("blocklist", "lookup", "tally", "person"):
        op.drop_table(name)
