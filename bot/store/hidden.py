"""Rows of official lists that are not shown any more because a dispute was right."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, delete, select
from sqlmodel import SQLModel

from bot.store.review_tables import HiddenRow
from bot.store.tables import Store

HIDDEN = SQLModel.metadata.tables[str(HiddenRow.__tablename__)]


@dataclass(frozen=True, slots=True)
class Hidden:
    """A list's id and a row's, who hid it and since when."""

    list: str
    row: str
    who: str
    since: date


def hide_with(connection: Connection, name: str, row: str, who: str, today: date) -> None:
    """Within somebody's transaction. Hidden again, it is as it was."""
    there = select(HIDDEN.c.row).where(HIDDEN.c.list == name, HIDDEN.c.row == row)
    if connection.execute(there).first() is None:
        connection.execute(HIDDEN.insert().values(list=name, row=row, who=who, since=today))


async def show_again(store: Store, name: str, row: str) -> bool:
    """True when it was hidden."""
    gone = delete(HIDDEN).where(HIDDEN.c.list == name, HIDDEN.c.row == row)
    return bool(await store.quick.write(lambda connection: connection.execute(gone).rowcount))


async def everything(store: Store) -> list[Hidden]:
    found = select(HIDDEN).order_by(HIDDEN.c.list, HIDDEN.c.row)
    return await store.quick.read(lambda connection: [Hidden(*row) for row in connection.execute(found)])


def hidden_rows(store: Store) -> frozenset[tuple[str, str]]:
    """(list, row) of all of them, for a thread of its own: it waits for the database."""
    found = select(HIDDEN.c.list, HIDDEN.c.row)
    return store.quick.here(lambda connection: frozenset((row.list, row.row) for row in connection.execute(found)))
