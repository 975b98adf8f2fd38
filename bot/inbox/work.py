"""The worker: takes updates from the inbox, answers and erases them. Bounded, ordered within a chat, at least once."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from bot.inbox.ledger import Ledger
from bot.inbox.table import LEASE_S, Row
from bot.inbox.trouble import NotNow, Taken
from bot.logs import kind
from bot.metrics import Meters
from bot.scene import quietly
from bot.store.tally import count

log = logging.getLogger(__name__)

AT_ONCE = 32  # answers being made; enough for 500 a second when Telegram takes 60 ms
SLOW_AT_ONCE = 4  # pictures and papers: they have places of their own, so that texts never wait for them
SUSPECT_S = 0.3  # for which an update that was tried before waits for its turn
LOOK_S = 0.5  # how often to look without being told
TRIES = 3
LONGEST_S = 120.0  # for one answer
OLDEST_S = 86_400.0  # Telegram itself keeps an update for a day
LONGEST_WAIT_S = 60.0
GRACE_S = 7.0  # to finish in when told to stop; ten is what platforms give


class Worker:
    """Works until `stop`. `handle` answers an update; the numbers of others that are answered with it, too.

    It raises NotNow or Taken; anything else is a failed try. `slow_at_once` is 0 where jobs bring what is
    slow (`take`).
    """

    def __init__(
        self,
        ledger: Ledger,
        handle: Callable[[Row], Awaitable[tuple[int, ...]]],
        meters: Meters,
        alive: Callable[[int], None] = lambda _count: None,
        *,
        at_once: int = AT_ONCE,
        slow_at_once: int = SLOW_AT_ONCE,
        grace_s: float = GRACE_S,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._clock = steady(clock)
        self._grace_s = grace_s
        self._ledger, self._handle, self._meters, self._alive, self._at_once = ledger, handle, meters, alive, at_once
        self._slow_at_once, self._stopping = slow_at_once, False
        self._rows: dict[int, asyncio.Task[None]] = {}
        self._slow: set[int] = set()
        self._suspect = asyncio.Lock()
        self._beside: set[asyncio.Task[None]] = set()
        self._loops: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        self._loops = [asyncio.create_task(for_ever(self._take)), asyncio.create_task(for_ever(self._renew))]

    def beside(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something after an answer that nobody waits for; it is given up when the program stops."""
        task = asyncio.create_task(work)
        self._beside.add(task)
        task.add_done_callback(self._ended)

    async def stop(self) -> None:
        """Take nothing new, finish what is begun for a while, and leave the rest to others."""
        self._stopping = True
        for loop in self._loops[:1]:
            loop.cancel()
        if running := [*self._rows.values(), *self._beside]:
            await asyncio.wait(running, timeout=self._grace_s)
        for task in (*self._loops, *self._rows.values(), *self._beside):
            task.cancel()
        await asyncio.gather(*self._loops, *self._rows.values(), *self._beside, return_exceptions=True)
        with suppress(TimeoutError):
            async with asyncio.timeout(1):
                await self._ledger.leave()

    async def take(self, number: int) -> None:
        """Answer the slow update that a job names, if it may be now; done when it is answered or given back."""
        row = None if self._stopping or number in self._rows else await self._ledger.take(number)
        if row:
            self._begin(row)
            await asyncio.wait([self._rows[number]])

    async def _take(self) -> None:
        self._ledger.news.clear()
        slow = max(0, self._slow_at_once - len(self._slow))
        quick = self._at_once - (len(self._rows) - len(self._slow))
        rows = await self._ledger.claim(quick, slow) if quick or slow else []
        for row in rows:
            if row.update_id not in self._rows:  # ours already: the clock has jumped over its lease
                self._begin(row)
        if not rows:
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_S):
                    await self._ledger.news.wait()

    def _begin(self, row: Row) -> None:
        task = asyncio.create_task(self._one(row))
        self._rows[row.update_id] = task
        if row.slow:
            self._slow.add(row.update_id)

        def ended(_task: asyncio.Task[None]) -> None:
            del self._rows[row.update_id]
            self._slow.discard(row.update_id)
            self._ledger.news.set()  # a place is free, and perhaps the next one of this chat

        task.add_done_callback(ended)

    async def _one(self, row: Row) -> None:
        """Answer one update. Whatever happens to it, nothing else is held up."""
        if row.tries > TRIES:  # the program has died of it, each time
            await self._set_aside(row)
        elif row.tries == 1:
            await self._try(row)
        elif self._suspect.locked():
            await self._ledger.back(row.update_id, SUSPECT_S, True)
        else:  # it may be what the program died of: alone among its like, so that no other is taken for the culprit
            async with self._suspect:
                await self._try(row)

    async def _try(self, row: Row) -> None:
        try:
            async with asyncio.timeout(LONGEST_S):
                also = await self._handle(row)
        except NotNow as later:
            await self._put_off(row, later.wait)
        except Taken:
            log.warning("another worker has taken an update over")
        except Exception as error:  # its words may quote somebody
            log.error("an update failed (try %d): %s", row.tries, kind(error))  # noqa: TRY400  # see above
            away = not self._ledger.well  # then it is not the update's fault
            again = away or row.tries < TRIES
            await (self._ledger.back(row.update_id, 2.0**row.tries, away) if again else self._set_aside(row))
        else:
            await self._ledger.done(row.update_id, *also)
            self._meters.answered(row.at)

    async def _put_off(self, row: Row, wait: float) -> None:
        """Longer and longer, up to a minute; what is older than a day is given up."""
        age = self._clock() - row.at
        if age > OLDEST_S:
            await self._set_aside(row)
            return
        self._meters.updates.labels("put off").inc()
        await self._ledger.back(row.update_id, max(wait, min(age / 4, LONGEST_WAIT_S)), True)

    async def _set_aside(self, row: Row) -> None:
        """Give an update up: an alarm without its words, and it is erased."""
        self._meters.updates.labels("set aside").inc()
        log.critical("an update was set aside after %d tries and erased", min(row.tries, TRIES))
        await quietly(count(self._ledger.store, datetime.now(UTC).date(), [("inbox", "set aside")]))
        await self._ledger.done(row.update_id)

    async def _renew(self) -> None:
        """Keep our claims, and hear how many workers are alive."""
        self._alive(await self._ledger.renew(list(self._rows)))
        await asyncio.sleep(LEASE_S / 4)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._beside.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("something beside an answer failed: %s", kind(error))


def steady(clock: Callable[[], float], passed: Callable[[], float] = time.monotonic) -> Callable[[], float]:
    """Seconds since 1970 as `clock` says now, and from then on by what has passed: it jumps with nobody's clock."""
    start = clock() - passed()
    return lambda: start + passed()


async def for_ever(work: Callable[[], Awaitable[None]]) -> None:
    """Do it again and again; a failure is told and is no end."""
    while True:
        try:
            await work()
        except Exception as error:
            log.error("the inbox stumbled: %s", kind(error))  # noqa: TRY400  # its words may quote somebody
            await asyncio.sleep(1)
