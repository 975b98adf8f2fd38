"""The inbox for the rest of the program: each call waits until the database has it for good.

Calls that come at the same time share one transaction, in a thread of its own: under load a commit serves many updates.
While the database is away the calls wait and are made again when it is back; each of them may be made twice.
"""

import asyncio
import logging
import secrets
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, NotSupportedError, ProgrammingError, SQLAlchemyError

from bot.inbox import table
from bot.inbox.arrived import Arrived
from bot.inbox.table import Row
from bot.store.tables import Store, settle_sqlite

log = logging.getLogger(__name__)

AT_ONCE = 500  # calls in one transaction
PAUSES_S = (0.1, 0.2, 0.5, 1.0, 2.0)  # between tries while the database is away
LAST_WORDS_S = 2.0
# PostgreSQL that does not answer is away, not slow.
IMPATIENT = {
    "connect_timeout": 5,
    "tcp_user_timeout": 10_000,
    "options": "-c statement_timeout=10s -c lock_timeout=10s",
}
QUIET_S = 12.0  # after that, in which others may note what they have sent before anyone takes it over
# Calls of one transaction in this order: what arrives first, what is taken last.
KINDS = ("put", "plan", "sent", "done", "back", "renew", "leave", "expire", "state", "claim")


# Not the database's trouble but that of one call.
OURS = (DataError, IntegrityError, ProgrammingError, NotSupportedError, TypeError, ValueError)


@dataclass(slots=True)
class Call:
    kind: str
    value: Any
    answer: "asyncio.Future[Any]"


class Ledger:
    """A way to the inbox. `owner` is the name this worker's updates are claimed under; `news` is set when to look."""

    def __init__(self, store: Store) -> None:
        self.store, self.owner, self.news, self.well = store, secrets.token_hex(8), asyncio.Event(), True
        self._calls: list[Call] = []
        self._some = asyncio.Event()
        self._thread = ThreadPoolExecutor(1, "inbox")
        self._engine = _engine(store)
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

    async def claim(self, most: int) -> list[Row]:
        return list(await self._ask("claim", most))

    async def plan(self, number: int, answer: bytes) -> bool:
        """Keep an answer before it is sent; False when the update is no longer ours."""
        return bool(await self._ask("plan", (number, answer)))

    def sent(self, number: int, messages: str) -> "asyncio.Future[Any]":
        """Note what Telegram has confirmed; under way at once, done when the future is."""
        return self._ask("sent", (number, messages))

    async def done(self, number: int) -> None:
        await self._ask("done", number)

    async def back(self, number: int, wait: float, spared: bool) -> None:
        await self._ask("back", (number, wait, spared))

    async def renew(self, numbers: Sequence[int]) -> int:
        return int(await self._ask("renew", list(numbers)))

    async def leave(self) -> None:
        await self._ask("leave", None)

    async def state(self) -> tuple[int, float]:
        count, oldest = await self._ask("state", None)
        return int(count), float(oldest)

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
            except OURS as error:
                await self._one_by_one(calls, error)
                return
            except DBAPIError as error:
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
            log.error("the database does not take anything: %s", type(error.orig).__name__)

    def _is_back(self) -> None:
        self.well = True
        self._quiet_until = asyncio.get_running_loop().time() + QUIET_S
        log.warning("the database is back")

    def _apply(self, calls: list[Call], untouched: bool) -> list[Any]:
        """In the thread: all calls in one transaction; their answers in the order of `calls`."""
        answers: dict[int, Any] = {}
        try:
            connection = self._connection = self._connection or self._engine.connect()
            with connection.begin():
                now = table.now_of(connection)
                for kind in KINDS:
                    same = [call for call in calls if call.kind == kind]
                    if same:
                        found = _do(kind, [call.value for call in same], (connection, self.owner, now, untouched))
                        answers |= {id(call): answer for call, answer in zip(same, found, strict=True)}
        except Exception:
            self._hang_up()
            raise
        return [answers[id(call)] for call in calls]

    def _hang_up(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.invalidate()
                connection.close()
            except SQLAlchemyError:
                log.debug("a broken connection could not be closed")
        self._engine.dispose()


def _do(kind: str, values: list[Any], how: tuple[Connection, str, float, bool]) -> list[Any]:
    """All calls of one kind in as few statements as can be; an answer for each."""
    connection, owner, now, untouched = how
    match kind:
        case "put":
            return list(table.put(connection, values, now))
        case "plan":
            return list(table.plan(connection, owner, values, now))
        case "claim":
            return [table.claim(connection, owner, most, now, untouched) for most in values]
        case "renew":
            return [table.renew(connection, owner, numbers, now) for numbers in values]
        case "state":
            return [table.state(connection, now)] * len(values)
        case "expire":
            return [table.expire(connection, now - seconds) for seconds in values]
    nothing: dict[str, Callable[[], None]] = {
        "sent": partial(table.sent, connection, values),
        "done": partial(table.done, connection, values),
        "back": partial(table.back, connection, owner, values, now),
        "leave": partial(table.leave, connection, owner),
    }
    nothing[kind]()
    return [None] * len(values)


def _engine(store: Store) -> Engine:
    """The same database, for the thread."""
    url = store.engine.url
    if store.small:
        engine = create_engine(url.set(drivername="sqlite"), connect_args={"check_same_thread": False})
        event.listen(engine, "connect", settle_sqlite)
        # What is confirmed to Telegram must be on the disk, even if the power goes off.
        event.listen(engine, "connect", lambda connection, _: connection.execute("pragma synchronous=FULL").close())
        return engine
    return create_engine(url, connect_args=IMPATIENT)
