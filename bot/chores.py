"""What an operator does by hand: bring the database up to date, and keep a list of chats that are not served."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TypeVar

from bot.settings import Settings, old_secrets, secret_of
from bot.store import Store, close, open_store, prepare
from bot.store.blocked import block, count, unblock
from bot.store.migrate import migrate

T = TypeVar("T")


def release(settings: Settings) -> str:
    """Bring the database to the form this program needs, before the new programs start."""
    _with_store(settings, migrate)
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

    return _with_store(settings, work)


def _with_store(settings: Settings, work: Callable[[Store], Awaitable[T]]) -> T:
    async def whole() -> T:
        opened = open_store(settings.database_url, secret_of(settings), old_secrets(settings))
        try:
            return await work(opened)
        finally:
            await close(opened)

    return asyncio.run(whole())
