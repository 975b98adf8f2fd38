"""What a chat chose and through whose link it came has an end: found by the week it was last used in."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Whose link somebody came through had no date: for those rows the two years begin now."""
    today = datetime.now(UTC).date()
    week = (today - timedelta(days=today.weekday())).isoformat()
    op.add_column("guest", sa.Column("updated", sa.Date, nullable=False, server_default=sa.text(f"'{week}'")))
    op.create_index("ix_guest_updated", "guest", ["updated"])
    op.create_index("ix_person_updated", "person", ["updated"], if_not_exists=True)


def downgrade() -> None:
    op.drop_index("ix_person_updated", "person")
    op.drop_index("ix_guest_updated", "guest")
    op.drop_column("guest", "updated")
