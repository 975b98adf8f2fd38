""" "Tell me if you learn more": the functions that touch it. One message at most, and only within 30 days.

The chat stands sealed in the row, because a message has to reach it; nothing says what it is about but a keyed hash.
"""

from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.people import keys_of
from bot.store.report_tables import Watch, keys_for
from bot.store.reports import DAY_S, Identifier
from bot.store.seal import seal, unseal
from bot.store.tables import Store

KEPT_S = 30 * DAY_S


async def watch(store: Store, chat: int, identifiers: tuple[Identifier, ...], now: int) -> None:
    """Tell this chat when one of `identifiers` is confirmed; asked again, it counts from now."""
    owner = keys_of(store, chat, "watch")[0]
    async with AsyncSession(store.engine) as session:
        for kind, value in identifiers:
            key = keys_for(store, "identifier", kind, value)[0]
            sealed = seal(store.secrets, "watch", f"{owner}/{key}", str(chat).encode())
            await session.merge(Watch(owner=owner, key=key, sealed=sealed, expires=now + KEPT_S))
        await session.commit()


async def stop(store: Store, chat: int) -> None:
    """Tell this chat nothing."""
    async with AsyncSession(store.engine) as session:
        await session.exec(delete(Watch).where(col(Watch.owner).in_(keys_of(store, chat, "watch"))))
        await session.commit()


async def due(store: Store, now: int) -> list[int]:
    """The chats to tell now, each once; their wishes are gone then, all of them: one message is what they asked for."""
    async with AsyncSession(store.engine) as session:
        owners = set(await session.exec(select(Watch.owner).where(col(Watch.due), col(Watch.expires) > now)))
        rows = (await session.exec(delete(Watch).where(col(Watch.owner).in_(owners)).returning(Watch))).scalars()
        opened = [unseal(store.secrets, "watch", f"{row.owner}/{row.key}", row.sealed) for row in rows]
        await session.commit()
    return sorted({int(chat) for chat in opened if chat})
