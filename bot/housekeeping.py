"""What has to be done again and again beside the answers: erase what has expired, read the operator's block list."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from bot.inbox.ledger import Ledger
from bot.store import state
from bot.store.blocked import blocked

log = logging.getLogger(__name__)

EVERY_S = 30.0
NUMBERS_S = 86_400.0  # for which the number of an update is kept, to know a repeat


class Keeper:
    """Does it, and knows who is blocked."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._blocked: frozenset[str] = frozenset()

    def blocked(self) -> frozenset[str]:
        """The keys of blocked chats, as of half a minute ago at most."""
        return self._blocked

    async def round(self) -> None:
        try:
            self._blocked = await blocked(self._ledger.store)
            await state.expire(self._ledger.store, int(time.time()))
        except SQLAlchemyError as error:
            log.warning("nothing could be tidied up: %s", type(error).__name__)
        await self._ledger.expire(NUMBERS_S)

    async def keep_on(self) -> None:
        while True:
            await asyncio.sleep(EVERY_S)
            await self.round()


@asynccontextmanager
async def keeping(ledger: Ledger) -> AsyncIterator[Keeper]:
    """One round now, more while the block lasts."""
    keeper = Keeper(ledger)
    await keeper.round()
    async with beside(keeper.keep_on()):
        yield keeper


@asynccontextmanager
async def beside(*work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Run these while the block lasts."""
    tasks = [asyncio.create_task(one) for one in work]
    for task in tasks:
        task.add_done_callback(_told)
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _told(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()):
        log.critical("a part of the program has ended: %s", type(error).__name__)
