"""Procrastinate's own tables, in a schema of their own; on PostgreSQL only."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        from procrastinate.schema import SchemaManager  # noqa: PLC0415  # 11 MB that a small store does without

        op.execute("create schema jobs")
        op.execute("set local search_path to jobs")
        # By the driver itself: its text has signs that SQLAlchemy would take for parameters.
        op.get_bind().connection.cursor().execute(SchemaManager.get_schema())
        op.execute("set local search_path to default")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("drop schema jobs cascade")
