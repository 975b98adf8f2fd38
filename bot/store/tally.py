"""The function that touches the counts."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, update
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.people import monday
from bot.store.tables import Store, Tally


async def count(store: Store, today: date, things: Iterable[tuple[str, str]]) -> None:
    """Add one to each (kind, value) of this week. Counts are never joined to a person."""
    week = monday(today)
    for kind, value in sorted(set(things)):  # one order for all writers: no two can wait for each other
        if not await _raise(store, week, kind, value):
            await _begin(store, week, kind, value)


async def _raise(store: Store, week: date, kind: str, value: str) -> bool:
    async with AsyncSession(store.engine) as session:
        row = (col(Tally.week) == week) & (col(Tally.kind) == kind) & (col(Tally.value) == value)
        done = await session.exec(update(Tally).where(row).values(count=col(Tally.count) + 1))
        await session.commit()
        return bool(done.rowcount)


async def _begin(store: Store, week: date, kind: str, value: str) -> None:
    """The first of its kind this week; where another writer was first, add to theirs."""
    try:
        async with AsyncSession(store.engine) as session:
            session.add(Tally(week=week, kind=kind, value=value, count=1))
            await session.commit()
    except IntegrityError:
        await _raise(store, week, kind, value)
