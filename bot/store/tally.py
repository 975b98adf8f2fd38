"""The functions that touch the counts."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, func, select
from sqlmodel import SQLModel

from bot.store.adding import insert_into
from bot.store.people import monday
from bot.store.tables import Store

TALLY = SQLModel.metadata.tables["tally"]
KEY = ("week", "kind", "value")


async def count(store: Store, today: date, things: Iterable[tuple[str, str]]) -> None:
    """Add one to each (kind, value) of this week. Counts are never joined to a person."""
    week = monday(today)
    if rows := [(week, kind, value) for kind, value in set(things)]:
        await store.quick.add(_add, rows)


def _add(connection: Connection, many: list[list[tuple[date, str, str]]]) -> None:
    """What all count at a time is added up first: most of it is the same."""
    sums = Counter(thing for things in many for thing in things)
    # Sorted: one order for all writers, so that no two can wait for each other.
    rows = [dict(zip((*KEY, "count"), (*thing, sums[thing]), strict=True)) for thing in sorted(sums)]
    connection.execute(_adding(connection.dialect.name), rows)


@cache
def _adding(dialect: str) -> Any:  # noqa: ANN401  # the two dialects have no common type
    insert = insert_into(TALLY, dialect)
    return insert.on_conflict_do_update(index_elements=KEY, set_={"count": TALLY.c.count + insert.excluded.count})


async def sums(store: Store, kind: str, since: date) -> dict[str, int]:
    """What was counted of a kind in the weeks since a day, by value; exact, not to be shown under five."""
    rows = select(TALLY.c.value, func.sum(TALLY.c.count)).where(TALLY.c.kind == kind, TALLY.c.week >= monday(since))
    found = await store.quick.read(lambda connection: connection.execute(rows.group_by(TALLY.c.value)).all())
    return {value: int(count) for value, count in found}
