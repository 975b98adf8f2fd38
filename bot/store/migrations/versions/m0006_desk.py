"""Who may read the partners' pages: accounts, invitations, links to sign in, who is signed in, what was done."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("key", sa.String(64), nullable=False, unique=True, index=True),
        *_whose(),
        sa.Column("since", sa.Date, nullable=False),
    )
    op.create_table(
        "invitation",
        sa.Column("key", sa.String(64), primary_key=True),
        *_whose(),
        sa.Column("expires", sa.BigInteger, nullable=False, index=True),
    )
    for name in ("signin", "visit"):
        op.create_table(
            name,
            sa.Column("key", sa.String(64), primary_key=True),
            sa.Column("account", sa.String(16), nullable=False, index=True),
            sa.Column("expires", sa.BigInteger, nullable=False, index=True),
        )
    op.create_table(
        "audit",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False, index=True),
        sa.Column("account", sa.String(16), nullable=False),
        sa.Column("label", sa.String(80), nullable=False),
        sa.Column("partner", sa.String(16), nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("object", sa.String(64), nullable=False),
    )


def _whose() -> tuple["sa.Column[str]", ...]:
    return (
        sa.Column("partner", sa.String(16), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("label", sa.String(80), nullable=False),
    )


def downgrade() -> None:
    for name in ("audit", "visit", "signin", "invitation", "account"):
        op.drop_table(name)
