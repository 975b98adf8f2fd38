"""The inbox for the rest of the program: each call waits until the database has it for good.

Calls that come at the same time share one transaction, in a thread of its own: under load a commit serves many updates.
While the database is away the calls wait and are made again when it is back; each of them may be made twice.
"""

import asyncio
import logging
import secrets
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.inbox import table
from bot.inbox.arrived import Arrived
from bot.inbox.calls import KINDS, OURS, do, engine_of
from bot.inbox.table import Row
from bot.store.faults import plain
from bot.store.tables import Store

log = logging.getLogger(__name__)

AT_ONCE = 500  # calls in one transaction
PAUSES_S = (0.1, 0.2, 0.5, 1.0, 2.0)  # between tries while the database is away
LAST_WORDS_S = 2.0
BACKWARDS_S = 5.0  # a clock that goes back further was put back
QUIET_S = 12.0  # after that, in which others may note what they have sent before anyone takes it over


@dataclass(slots=True)
class Call:
    kind: str
    value: Any
    answer: "asyncio.Future[Any]"


class Ledger:
    """A way to the inbox. `owner` is the name this worker's updates are claimed under; `news` is set when to look.

    `clock` says seconds since 1970 where the database has no clock of its own.
    """

    def __init__(self, store: Store, clock: Callable[[], float] = time.time) -> None:
        self.clock = clock
        self._latest = float("inf")  # what the clock said last
        self.store, self.owner, self.news, self.well = store, secrets.token_hex(8), asyncio.Event(), True
        self._calls: list[Call] = []
        self._some = asyncio.Event()
        self._thread = ThreadPoolExecutor(1, "inbox")
        self._engine = engine_of(store)
        self._connection: Connection | None = None
        self._task: asyncio.Task[None] | None = None
        self._quiet_until = 0.0

    async def start(self) -> None:
        self._task = asyncio.create_task(self._run(), name="inbox")

    async def stop(self) -> None:
        """Finish what was asked for, for a short while, then close. Calls that can't be made are given up."""
        if self._task:
            with suppress(TimeoutError):
                async with asyncio.timeout(LAST_WORDS_S):
                    await self._ask("state", None)
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        for call in self._calls:
            call.answer.cancel()
        await asyncio.get_running_loop().run_in_executor(self._thread, self._hang_up)
        self._thread.shutdown()

    async def put(self, arrived: Arrived) -> bool:
        """Store an update; False when it was there before, or its chat has too many waiting."""
        new = bool(await self._ask("put", arrived))
        if new:
            self.news.set()
        return new

    async def claim(self, quick: int, slow: int = 0) -> list[Row]:
        """Up to so many updates that are quick to answer, and slow ones."""
        return list(await self._ask("claim", (quick, slow)))

    async def unhanded(self, most: int) -> list[int]:
        """Numbers of slow updates that wait for a job (PostgreSQL only)."""
        return list(await self._ask("unhanded", most))

    async def take(self, number: int) -> Row | None:
        """That slow update, if it may be answered now."""
        row: Row | None = await self._ask("take", number)
        return row

    async def after(self, number: int, most: int) -> list[Row]:
        """What the chat of a claimed update has sent after it, as far as it is here."""
        return list(await self._ask("after", (number, most)))

    async def plan(self, number: int, answer: bytes) -> bool:
        """Keep an answer before it is sent; False when the update is no longer ours."""
        return bool(await self._ask("plan", (number, answer)))

    def sent(self, number: int, messages: str) -> "asyncio.Future[Any]":
        """Note what Telegram has confirmed; under way at once, done when the future is."""
        return self._ask("sent", (number, messages))

    async def done(self, *numbers: int) -> None:
        await self._ask("done", numbers)

    async def back(self, number: int, wait: float, spared: bool) -> None:
        await self._ask("back", (number, wait, spared))

    async def renew(self, numbers: Sequence[int]) -> int:
        return int(await self._ask("renew", list(numbers)))

    async def leave(self) -> None:
        await self._ask("leave", None)

    async def state(self) -> tuple[int, float, int, float]:
        """How many updates wait, for how many seconds the oldest has; the same of the slow ones among them."""
        count, oldest, slow, slowest = await self._ask("state", None)
        return int(count), float(oldest), int(slow), float(slowest)

    async def expire(self, seconds: float) -> int:
        """Erase the numbers of updates older than that."""
        return int(await self._ask("expire", seconds))

    def _ask(self, kind: str, value: object) -> "asyncio.Future[Any]":
        call = Call(kind, value, asyncio.get_running_loop().create_future())
        self._calls.append(call)
        self._some.set()
        return call.answer

    async def _run(self) -> None:
        while True:
            await self._some.wait()
            calls = [call for call in self._calls[:AT_ONCE] if not call.answer.done()]
            del self._calls[:AT_ONCE]
            if not self._calls:
                self._some.clear()
            if calls:
                await self._make(calls)

    async def _make(self, calls: list[Call]) -> None:
        """Make the calls; as long as it takes, when the database is away. Nobody waits for a call that was given up."""
        tried = 0
        while calls:
            untouched = asyncio.get_running_loop().time() < self._quiet_until
            work = partial(self._apply, calls, untouched)
            try:
                answers = await asyncio.get_running_loop().run_in_executor(self._thread, work)
            except Exception as error:
                if isinstance(error, OURS) or not isinstance(error, DBAPIError):
                    await self._one_by_one(calls, error)
                    return
                self._is_away(error, tried)
                await asyncio.sleep(PAUSES_S[min(tried, len(PAUSES_S) - 1)])
                tried += 1
                calls = [call for call in calls if not call.answer.done()]
                continue
            if tried:
                self._is_back()
            for call, answer in zip(calls, answers, strict=True):
                if not call.answer.done():
                    call.answer.set_result(answer)
            return

    async def _one_by_one(self, calls: list[Call], error: Exception) -> None:
        """A call that the database refuses fails alone."""
        if len(calls) == 1:
            calls[0].answer.set_exception(error)
            return
        for call in calls:
            await self._make([call])

    def _is_away(self, error: DBAPIError, tried: int) -> None:
        self.well = False
        if tried in (0, 5) or tried % 30 == 0:
            log.error("the database does not take anything: %s", plain(error))

    def _is_back(self) -> None:
        self.well = True
        self._quiet_until = asyncio.get_running_loop().time() + QUIET_S
        log.warning("the database is back")

    def _apply(self, calls: list[Call], untouched: bool) -> list[Any]:
        """In the thread: all calls in one transaction; their answers in the order of `calls`."""
        answers: dict[int, Any] = {}
        try:
            connection = self._connection = self._connection or self._engine.connect()
            with self.store.quick.turn, connection.begin():
                now = self._now(connection, calls)
                gone = {number for call in calls if call.kind == "done" for number in call.value}
                for kind in KINDS:
                    same = [call for call in calls if call.kind == kind]
                    if kind == "sent":  # what is erased here needs no note before
                        same = [call for call in same if call.value[0] not in gone]
                    if same:
                        found = do(kind, [call.value for call in same], (connection, self.owner, now, untouched))
                        answers |= {id(call): answer for call, answer in zip(same, found, strict=True)}
        except Exception:
            self._hang_up()
            raise
        return [answers.get(id(call)) for call in calls]

    def _now(self, connection: Connection, calls: list[Call]) -> float:
        """The time; a worker first puts right what a clock that was wrong has left in the inbox."""
        now = table.now_of(connection, self.clock)
        if any(call.kind == "claim" for call in calls):
            if now < self._latest - BACKWARDS_S:
                table.mend(connection, now)
            self._latest = now
        return now

    def _hang_up(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.invalidate()
                connection.close()
            except SQLAlchemyError:
                log.debug("a broken connection could not be closed")
        self._engine.dispose()
