"""What reviewers work with: new campaigns, disputes, hidden rows, calls, warnings people asked for."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    _campaigns()
    _disputes()
    _calls()
    _alerts()


def _campaigns() -> None:
    op.create_table(
        "cluster",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("flags", sa.String(600), nullable=False),
        sa.Column("script", sa.String(64), nullable=False),
        sa.Column("first", sa.Date, nullable=False, index=True),
    )
    op.create_table(
        "shingle",
        sa.Column("value", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("cluster", sa.String(16), primary_key=True, index=True),
    )
    op.create_table(
        "sighting",
        sa.Column("cluster", sa.String(16), primary_key=True),
        sa.Column("mark", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("week", sa.Date, primary_key=True),
        sa.Column("day", sa.Date, nullable=False, index=True),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("country", sa.String(2), nullable=False),
    )


def _disputes() -> None:
    op.create_table(
        "dispute",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("key", sa.String(64), nullable=False, index=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("expires", sa.BigInteger, nullable=False, index=True),
    )
    op.create_table(
        "dispute_step",
        sa.Column("dispute", sa.String(16), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("who", sa.String(80), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
    )
    op.create_table(
        "hidden",
        sa.Column("list", sa.String(64), primary_key=True),
        sa.Column("row", sa.String(200), primary_key=True),
        sa.Column("who", sa.String(80), nullable=False),
        sa.Column("since", sa.Date, nullable=False),
    )


def _calls() -> None:
    op.create_table(
        "call",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("country", sa.String(2), nullable=False, index=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("phone", sa.String(80), nullable=False),
        sa.Column("worked", sa.Boolean, nullable=False),
        sa.Column("who", sa.String(80), nullable=False),
        sa.Column("day", sa.Date, nullable=False, index=True),
    )


def _alerts() -> None:
    op.create_table(
        "alert_reader",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("country", sa.String(2), nullable=False, index=True),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "alert",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("partner", sa.String(16), nullable=False, index=True),
        sa.Column("country", sa.String(2), nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("text", sa.String(1000), nullable=False),
        sa.Column("state", sa.String(16), nullable=False, index=True),
        sa.Column("drafted_by", sa.String(80), nullable=False),
        sa.Column("decided_by", sa.String(80), nullable=False),
        sa.Column("signed", sa.String(80), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("sent", sa.Integer, nullable=False),
        sa.Column("missed", sa.Integer, nullable=False),
        sa.Column("expires", sa.BigInteger, nullable=False, index=True),
    )
    op.create_table(
        "alert_copy",
        sa.Column("alert", sa.String(16), primary_key=True),
        sa.Column("key", sa.String(64), primary_key=True, index=True),
        sa.Column("begun", sa.Boolean, nullable=False),
    )


def downgrade() -> None:
    for name in ("alert_copy", "alert", "alert_reader", "call", "hidden", "dispute_step", "dispute"):
        op.drop_table(name)
    for name in ("sighting", "shingle", "cluster"):
        op.drop_table(name)
