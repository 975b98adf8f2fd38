"""The functions that touch what look-ups found: answers about domains, and copies of block lists. Never a person.

A key is a kind and a domain or host ("rdap:example.com"): no path, no message, no chat. Times are seconds since 1970.
"""

from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, delete, or_, update
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.tables import BlockList, Lookup, Store

LEASE_S = 1800  # for which no other program tries to read a list that this one is reading


@dataclass(frozen=True, slots=True)
class Found:
    """An answer that was kept, and when it was given."""

    value: str
    at: int


@dataclass(frozen=True, slots=True)
class Copy:
    """The last good copy of a block list. `read` is when it was last confirmed; `digests` eight bytes an entry."""

    read: int
    etag: str
    digests: bytes


async def found(store: Store, key: str, since: int) -> Found | None:
    """What was kept under `key` at `since` or later."""
    async with AsyncSession(store.engine) as session:
        row = await session.get(Lookup, key)
        return Found(row.value, row.at) if row and row.at >= since else None


async def keep(store: Store, key: str, value: str, now: int) -> None:
    """Keep an answer, in the place of an older one; where another writer was first, theirs is as good."""
    try:
        async with AsyncSession(store.engine) as session:
            await session.merge(Lookup(key=key, value=value, at=now))
            await session.commit()
    except IntegrityError:
        pass


async def expire(store: Store, before: int) -> None:
    """Erase every answer older than `before`."""
    async with AsyncSession(store.engine) as session:
        await session.exec(delete(Lookup).where(col(Lookup.at) < before))
        await session.commit()


async def copy_of(store: Store, key: str, newer_than: int = -1) -> Copy | None:
    """The last good copy of a list, or None when there is none newer than `newer_than`."""
    async with AsyncSession(store.engine) as session:
        row = await session.get(BlockList, key)
        return Copy(row.read, row.etag, row.digests) if row and row.read and row.read > newer_than else None


async def claim(store: Store, key: str, due: int, now: int) -> bool:
    """True when the list was last read before `due` and nobody else is at it: then it is ours to read."""
    await _begin(store, key)
    async with AsyncSession(store.engine) as session:
        free = (col(BlockList.key) == key) & (col(BlockList.read) < due)
        free &= or_(col(BlockList.tried) < now - LEASE_S, col(BlockList.tried) > now)
        done = await session.exec(update(BlockList).where(free).values(tried=now))
        await session.commit()
        return bool(done.rowcount)


async def _begin(store: Store, key: str) -> None:
    """An empty row for a list nobody has read yet."""
    try:
        async with AsyncSession(store.engine) as session:
            if await session.get(BlockList, key) is None:
                session.add(BlockList(key=key))
                await session.commit()
    except IntegrityError:
        pass


async def put_copy(store: Store, key: str, copy: Copy) -> None:
    """Put a whole new copy in the place of the old one, at once."""
    async with AsyncSession(store.engine) as session:
        row = update(BlockList).where(col(BlockList.key) == key)
        await session.exec(row.values(read=copy.read, etag=copy.etag, digests=copy.digests))
        await session.commit()


async def confirm(store: Store, key: str, now: int) -> None:
    """The list has not changed since: the copy counts as read now."""
    async with AsyncSession(store.engine) as session:
        await session.exec(update(BlockList).where(col(BlockList.key) == key).values(read=now))
        await session.commit()
