"""What has to be done again and again beside the answers: erase what has expired, read the operator's block list."""

import asyncio
import logging
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from bot.inbox.ledger import Ledger
from bot.store import allowances, audit, ends, state, visits
from bot.store.blocked import blocked
from bot.store.faults import plain
from bot.store.tables import Store

log = logging.getLogger(__name__)

EVERY_S = 30.0
NUMBERS_S = 86_400.0  # for which the number of an update is kept, to know a repeat


class BlockList:
    """Who is blocked, as of half a minute ago at most."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._keys: frozenset[str] = frozenset()

    def keys(self) -> frozenset[str]:
        return self._keys

    async def read(self) -> None:
        try:
            self._keys = await blocked(self._store)
        except SQLAlchemyError as error:
            log.warning("the block list could not be read: %s", plain(error))

    async def keep_reading(self) -> None:
        while True:
            await asyncio.sleep(EVERY_S)
            await self.read()


@asynccontextmanager
async def block_list(store: Store) -> AsyncIterator[BlockList]:
    """Read now, and again while the block lasts."""
    made = BlockList(store)
    await made.read()
    async with beside(made.keep_reading()):
        yield made


async def tidy(ledger: Ledger) -> None:
    """Erase what has expired: notes, who has not written for two years, numbers of updates older than a day."""
    try:
        for table in (state, visits, audit, allowances):
            await table.expire(ledger.store, int(ledger.clock()))
        await ends.expire(ledger.store, datetime.now(UTC).date())
    except SQLAlchemyError as error:
        log.warning("nothing could be tidied up: %s", plain(error))
    await ledger.expire(NUMBERS_S)


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
