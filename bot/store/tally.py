"""The functions that touch the counts."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel

from bot.store.people import monday
from bot.store.tables import Store

TALLY = SQLModel.metadata.tables["tally"]
KEY = ("week", "kind", "value")


async def count(store: Store, today: date, things: Iterable[tuple[str, str]]) -> None:
    """Add one to each (kind, value) of this week. Counts are never joined to a person."""
    rows = [{"week": monday(today), "kind": kind, "value": value, "count": 1} for kind, value in sorted(set(things))]
    if rows:  # sorted: one order for all writers, so that no two can wait for each other
        insert = (sqlite if store.small else postgresql).insert(TALLY)
        more = insert.on_conflict_do_update(index_elements=KEY, set_={"count": TALLY.c.count + 1})
        await store.quick.write(lambda connection: connection.execute(more, rows) and None)


async def sums(store: Store, kind: str, since: date) -> dict[str, int]:
    """What was counted of a kind in the weeks since a day, by value; exact, not to be shown under five."""
    rows = select(TALLY.c.value, func.sum(TALLY.c.count)).where(TALLY.c.kind == kind, TALLY.c.week >= monday(since))
    found = await store.quick.read(lambda connection: connection.execute(rows.group_by(TALLY.c.value)).all())
    return {value: int(count) for value, count in found}
