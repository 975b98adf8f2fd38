"""Chats the operator does not want to serve: kept under a keyed hash, and since when."""

from datetime import date

from sqlmodel import col, delete, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.people import key_of, keys_of
from bot.store.tables import Blocked, Store

TABLE = "blocked"


async def block(store: Store, chat: int, today: date) -> None:
    async with AsyncSession(store.engine) as session:
        await session.merge(Blocked(key=key_of(store, chat, TABLE), since=today))
        await session.commit()


async def unblock(store: Store, chat: int) -> bool:
    """True when it was blocked."""
    async with AsyncSession(store.engine) as session:
        done = await session.exec(delete(Blocked).where(col(Blocked.key).in_(keys_of(store, chat, TABLE))))
        await session.commit()
        return bool(done.rowcount)


async def blocked(store: Store) -> frozenset[str]:
    """The keys of all blocked chats: a short list, looked at for every update."""
    async with AsyncSession(store.engine) as session:
        return frozenset(await session.exec(select(Blocked.key)))


async def count(store: Store) -> int:
    async with AsyncSession(store.engine) as session:
        return (await session.exec(select(func.count()).select_from(Blocked))).one()
