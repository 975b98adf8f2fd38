"""Whether our secrets open what lies sealed in the database: a lost or mistyped SECRET_KEY is told at the start."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, select
from sqlmodel import SQLModel

import bot.store.report_tables  # noqa: F401  # the classes make the tables
from bot.store.seal import unseal
from bot.store.tables import Store

MOST = 50  # boxes of each table are tried
WRONG = (
    "what waits and what is kept was sealed with another SECRET_KEY; put the key of before back, or into "
    "SECRET_KEYS_OLD, and restart. Nothing of it is erased; what waits is given up after a day"
)
# Table, what its boxes are sealed for, and what is bound to a box.
BOXES: tuple[tuple[str, str, Callable[[Any], str]], ...] = (
    ("inbox", "inbox", lambda row: f"update/{row.update_id}"),
    ("state", "state", lambda row: f"{row.key}/{row.kind}"),
    ("report", "report", lambda row: str(row.id)),
)


def closed(connection: Connection, secrets: tuple[bytes, ...]) -> bool:
    """True when boxes lie there and no secret of ours opens any of them."""
    found = False
    for name, purpose, about in BOXES:
        table = SQLModel.metadata.tables[name]
        for row in connection.execute(select(table).where(table.c.sealed != b"").limit(MOST)):
            if unseal(secrets, purpose, about(row), row.sealed) is not None:
                return False
            found = True
    return found


async def locked_out(store: Store) -> bool:
    return await store.quick.read(lambda connection: closed(connection, store.secrets))
