"""The functions that touch the person table: know, remember, forget."""

import hmac
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import delete
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.tables import Person, Store


@dataclass(frozen=True, slots=True)
class Known:
    """What a person chose before; "" is "not chosen". That it exists means: we have asked for the country."""

    language: str = ""
    country: str = ""


def key_of(store: Store, chat: int) -> str:
    """The keyed hash a chat is kept under. Without the secret nobody can find it by trying all chat ids."""
    return hmac.new(store.secret, str(chat).encode(), "sha256").hexdigest()


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


async def known(store: Store, chat: int) -> Known | None:
    async with AsyncSession(store.engine) as session:
        row = await session.get(Person, key_of(store, chat))
        return Known(row.language, row.country) if row else None


async def remember(
    store: Store, chat: int, today: date, language: str | None = None, country: str | None = None
) -> None:
    """Keep a choice; None leaves the other as it was. Without either it keeps only that we have met."""
    async with AsyncSession(store.engine) as session:
        row = await session.get(Person, key_of(store, chat))
        row = row or Person(key=key_of(store, chat), updated=monday(today))
        row.language = row.language if language is None else language
        row.country = row.country if country is None else country
        row.updated = monday(today)
        session.add(row)
        await session.commit()


async def forget(store: Store, chat: int) -> None:
    """Erase the person's row; counts hold nothing of them."""
    async with AsyncSession(store.engine) as session:
        await session.exec(delete(Person).where(Person.key == key_of(store, chat)))  # type: ignore[arg-type]  # a column
        await session.commit()
