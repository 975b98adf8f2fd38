"""Put the second look together from the settings: the client, the look-ups, and the verdict with what they found."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import partial

from bot.network.client import Client
from bot.network.guard import SystemResolver
from bot.network.lookups import Lookups
from bot.scene import SecondLook
from bot.settings import Settings
from bot.store import Store
from checks.lookups import Learned, Wanted, known, wanted
from checks.model import Offer, Verdict
from content.model import Library

Checking = Callable[[Offer, Learned], Verdict]


def open_second_look(settings: Settings, library: Library, check: Checking, store: Store) -> SecondLook:
    """The look-ups of the settings. Nothing is sent before `start` or a `verdict`."""
    resolver = SystemResolver()
    client = Client(resolver, time.monotonic)
    what = known(library)
    lists = settings.block_lists
    looks = Lookups(client, store, settings.lookups, what, sources=lists, now=time.time, today=date.today)
    running: list[asyncio.Task[None]] = []

    async def verdict(offer: Offer) -> Verdict | None:
        return await look(offer, partial(wanted, what=what), looks, check)

    async def start() -> None:
        await looks.load()
        running.append(asyncio.create_task(looks.keep_fresh()))

    async def stop() -> None:
        for task in running:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await client.close()
        resolver.close()

    return SecondLook(settings.lookups, verdict, start, stop, looks.refresh)


async def look(offer: Offer, plan: Callable[[Offer], Wanted], looks: Lookups, check: Checking) -> Verdict | None:
    """The verdict with what was learned; None when there was nothing to ask."""
    asked = await asyncio.to_thread(plan, offer)
    if asked == Wanted():
        return None
    learned = await looks.learn(asked)
    return await asyncio.to_thread(check, offer, learned) if learned.asked else None
