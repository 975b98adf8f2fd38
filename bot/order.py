"""Who is served when: messages of one chat one after the other, different chats side by side.

python-telegram-bot either answers one update at a time (a slow chat holds up all) or several without any
order. Its own limit counts updates that only wait for their turn, so one busy chat could fill it; here a chat
waits outside.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from typing import Any

from telegram.ext import BaseUpdateProcessor

from bot.intake import chat_of

AT_ONCE = 32  # answers being made; measured best for this HTTP client (more connections cost more CPU each)
WAITING = 100_000  # updates that may wait in memory; beyond it Telegram keeps them


class ChatOrder(BaseUpdateProcessor):
    """At most `at_once` updates in work, never two of one chat, each chat in the order of arrival."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        super().__init__(max_concurrent_updates=WAITING)
        self._slots = asyncio.Semaphore(at_once)
        self._turns: dict[int, asyncio.Lock] = {}
        self._queued: dict[int, int] = {}

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        async with self._turn(chat_of(update)), self._slots:
            await coroutine

    @asynccontextmanager
    async def _turn(self, chat: int | None) -> AsyncIterator[None]:
        """Wait for this chat's turn; first come, first served. A lock goes when nobody waits."""
        if chat is None:
            yield
            return
        lock = self._turns.setdefault(chat, asyncio.Lock())
        self._queued[chat] = self._queued.get(chat, 0) + 1
        try:
            async with lock:
                yield
        finally:
            self._queued[chat] -= 1
            if not self._queued[chat]:
                del self._queued[chat], self._turns[chat]

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""
