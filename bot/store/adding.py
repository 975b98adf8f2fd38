"""An insert that can say what to do when its row is there already: in the words of the database at hand."""

from typing import Any

from sqlalchemy import Table


def insert_into(table: Table, dialect: str) -> Any:  # noqa: ANN401  # the two dialects have no common type
    """`dialect` as SQLAlchemy names it."""
    if dialect == "sqlite":
        from sqlalchemy.dialects import sqlite  # noqa: PLC0415  # see below

        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415  # 2 MB that a small store does without

    return postgresql.insert(table)
