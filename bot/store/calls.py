"""Calls to helplines: who of a partner called which number, when, and whether it worked. Nothing of people in need."""

import secrets
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from sqlalchemy import delete, select
from sqlmodel import SQLModel

from bot.store.review_tables import CallRow
from bot.store.tables import Store

CALL = SQLModel.metadata.tables[str(CallRow.__tablename__)]
KEPT = timedelta(days=2 * 365)


@dataclass(frozen=True, slots=True)
class Call:
    """`phone` as content has it: with another number it is another line."""

    country: str
    name: str
    phone: str
    worked: bool
    who: str
    day: date


async def note(store: Store, call: Call) -> None:
    row = CALL.insert().values(id=secrets.token_hex(8), **asdict(call))
    await store.quick.write(lambda connection: connection.execute(row) and None)


async def made(store: Store, country: str = "") -> list[Call]:
    """All calls, or those to one country, oldest first."""
    found = select(CALL).order_by(CALL.c.day, CALL.c.country, CALL.c.name, CALL.c.id)
    found = found.where(CALL.c.country == country) if country else found
    rows = await store.quick.read(lambda connection: connection.execute(found).all())
    return [Call(row.country, row.name, row.phone, row.worked, row.who, row.day) for row in rows]


async def expire(store: Store, today: date) -> None:
    """Erase what is older than two years."""
    old = delete(CALL).where(CALL.c.day <= today - KEPT)
    await store.quick.write(lambda connection: connection.execute(old) and None)
