"""The function that touches the counts."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.people import monday
from bot.store.tables import Store, Tally


async def count(store: Store, today: date, things: Iterable[tuple[str, str]]) -> None:
    """Add one to each (kind, value) of this week. Counts are never joined to a person."""
    rows = [{"week": monday(today), "kind": kind, "value": value, "count": 1} for kind, value in sorted(set(things))]
    if not rows:  # sorted: one order for all writers, so that no two can wait for each other
        return
    insert = (sqlite if store.small else postgresql).insert(Tally).values(rows)
    more = insert.on_conflict_do_update(index_elements=["week", "kind", "value"], set_={"count": col(Tally.count) + 1})
    async with AsyncSession(store.engine) as session:
        await session.exec(more)
        await session.commit()
