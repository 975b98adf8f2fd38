"""Checks for people on the web, a few at a time: a flood there must not keep the bot's own answers waiting."""

import asyncio
from collections.abc import Callable

from bot.web.bodies import Refused
from checks.model import Offer, Verdict

AT_ONCE = 2  # of the program's four threads
MOST_WAITING = 60


class Looker:
    """`check` in a thread; raises Refused when too many wait, and BadOffer as `check` does."""

    def __init__(self, check: Callable[[Offer], Verdict]) -> None:
        self._check, self._free, self._here = check, asyncio.Semaphore(AT_ONCE), 0

    async def __call__(self, offer: Offer) -> Verdict:
        if self._here >= AT_ONCE + MOST_WAITING:
            raise Refused(503, "check.slow")
        self._here += 1
        try:
            async with self._free:
                return await asyncio.to_thread(self._check, offer)
        finally:
            self._here -= 1
