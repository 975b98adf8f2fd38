"""Regular work: in this process with SQLite, once over all programs with PostgreSQL."""

import asyncio
import time
from collections.abc import Sequence

from telegram import Bot

from bot.inbox.ledger import Ledger
from bot.jobs import jobs
from bot.scene import SecondLook, Services
from bot.slow import Job, regular
from bot.store.tables import Store
from content.model import Library
from tests.bot import samples


async def test_a_job_is_done_and_over_many_programs_only_once(any_shop: Store) -> None:
    minutes: list[int] = []

    async def work() -> None:
        minutes.append(int(time.time() // 60))

    job = Job("count", 1, work)
    async with regular(any_shop, [job]):
        if any_shop.small:
            await _until(minutes)
        else:
            async with regular(any_shop, [job]):
                await _until(minutes)
                await asyncio.sleep(1)
    assert len(minutes) == len(set(minutes))


async def test_a_job_that_fails_harms_nothing(any_shop: Store) -> None:
    tried: list[str] = []

    async def work() -> None:
        tried.append("x")
        raise ValueError("canary")

    async with regular(any_shop, [Job("broken", 1, work)]):
        await _until(tried)


async def _until(done: Sequence[object]) -> None:
    async with asyncio.timeout(75):
        while not done:
            await asyncio.sleep(0.05)


async def test_block_lists_are_read_by_one_of_all_programs_where_several_share_a_database(
    any_shop: Store, library: Library
) -> None:
    async def nothing() -> None:
        """No list is due."""

    second = SecondLook(("lists",), lambda _offer: nothing(), nothing, nothing, nothing)
    services = Services(library, lambda _offer: samples.NONE, any_shop, lambda: samples.TODAY, second=second)
    names = [job.name for job in jobs(Bot("1:x"), services, Ledger(any_shop), 30)]
    assert ("lists" in names) is not any_shop.small
