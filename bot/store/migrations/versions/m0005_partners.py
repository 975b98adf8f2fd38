"""Partners with a link of their own, and which chats came through one."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "partner",
        sa.Column("code", sa.String(16), primary_key=True),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("country", sa.String(2), nullable=False),
        sa.Column("helpline", sa.String(80), nullable=False),
        sa.Column("phone", sa.String(40), nullable=False),
        sa.Column("url", sa.String(200), nullable=False),
        sa.Column("given", sa.Date, nullable=False),
    )
    op.create_table(
        "guest",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("partner", sa.String(16), nullable=False, index=True),
    )


def downgrade() -> None:
    for name in ("guest", "partner"):
        op.drop_table(name)
