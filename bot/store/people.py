"""The functions that touch the person table: know, remember, forget."""

import hmac
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.tables import Person, Store


@dataclass(frozen=True, slots=True)
class Known:
    """What a person chose before; "" is "not chosen". That it exists means: we have asked for the country."""

    language: str = ""
    country: str = ""


def key_of(store: Store, chat: int, table: str = "") -> str:
    """The keyed hash a chat is kept under. Without the secret nobody can find it by trying all chat ids."""
    return keys_of(store, chat, table)[0]


def keys_of(store: Store, chat: int, table: str = "") -> list[str]:
    """The keyed hashes of a chat, by the newest secret first: what was kept before a change of secrets is found.

    Tables with a name have hashes of their own, so that nobody can put together what belongs to one chat.
    """
    what = f"{table}:{chat}" if table else str(chat)
    return [hmac.new(secret, what.encode(), "sha256").hexdigest() for secret in store.secrets]


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


async def known(store: Store, chat: int) -> Known | None:
    async with AsyncSession(store.engine) as session:
        row = await _row(session, keys_of(store, chat))
        return Known(row.language, row.country) if row else None


async def remember(
    store: Store, chat: int, today: date, language: str | None = None, country: str | None = None
) -> None:
    """Keep a choice; None leaves the other as it was. Without either it keeps only that we have met."""
    key, *older = keys = keys_of(store, chat)
    async with AsyncSession(store.engine) as session:
        row = await _row(session, keys) or Person(key=key, updated=monday(today))
        chosen = {"language": language, "country": country}
        values = {name: getattr(row, name) if value is None else value for name, value in chosen.items()}
        await session.merge(Person(key=key, updated=monday(today), **values))
        await session.exec(delete(Person).where(col(Person.key).in_(older)))
        await session.commit()


async def forget(store: Store, chat: int) -> None:
    """Erase the person's row; counts hold nothing of them."""
    async with AsyncSession(store.engine) as session:
        await session.exec(delete(Person).where(col(Person.key).in_(keys_of(store, chat))))
        await session.commit()


async def _row(session: AsyncSession, keys: list[str]) -> Person | None:
    """The row under the newest of the keys that has one."""
    rows = {row.key: row for row in await session.exec(select(Person).where(col(Person.key).in_(keys)))}
    return next((rows[key] for key in keys if key in rows), None)
