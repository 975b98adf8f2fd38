"""What an operator does by hand: bring the database up to date, and keep a list of chats that are not served."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy.exc import SQLAlchemyError

from bot.settings import Settings, SettingsError, old_secrets, secret_of, with_driver
from bot.store import Store, StoreError, close, open_store, prepare
from bot.store.blocked import block, count, unblock
from bot.store.faults import plain
from bot.store.migrate import migrate

T = TypeVar("T")


def release(settings: Settings) -> str:
    """Bring the database to the form this program needs, before the new programs start."""
    with_store(settings, migrate)
    return "The database is ready."


def block_chat(settings: Settings, chat: int | None, again: bool) -> str:
    """Stop serving a chat, or serve it `again`; without a chat say how many are not served."""

    async def work(store: Store) -> str:
        await prepare(store)
        if chat is None:
            return f"{await count(store)} chats are blocked; their numbers are not kept, only a hash of each."
        if again:
            return "It is served again." if await unblock(store, chat) else "It was not blocked."
        await block(store, chat, datetime.now(UTC).date())
        return "It is blocked within half a minute."

    return with_store(settings, work)


def migrate_store(source: str, target: str) -> str:
    """Carry all that is kept from one database into another, empty one; addresses as DATABASE_URL takes them."""
    from bot.store.carry import carry  # noqa: PLC0415  # the steps of migrations, which most runs do without

    try:
        carry(with_driver(source), with_driver(target))
    except ValueError as error:
        raise SettingsError(f"FROM or TO: {error}") from None
    except SQLAlchemyError as error:  # its words may hold an address with a password
        raise StoreError(f"a database did not answer: {plain(error)}. Nothing is lost, try again") from None
    return (
        "All is there. Now set DATABASE_URL to the new database, and SECRET_KEY to the key of before:\n"
        "where it was not set, it is what stands in var/secret.key. Without it nothing that was carried can be found."
    )


def with_store(settings: Settings, work: Callable[[Store], Awaitable[T]]) -> T:
    async def whole() -> T:
        opened = open_store(settings.database_url, secret_of(settings), old_secrets(settings))
        try:
            return await work(opened)
        finally:
            await close(opened)

    return asyncio.run(whole())
