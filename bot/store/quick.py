"""The short way to the database, for what every answer needs: calls that wait at a time share one visit to a thread.

The async engine visits its thread for each step of each statement; under load an answer waits for a dozen such visits.
"""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

log = logging.getLogger(__name__)

T = TypeVar("T")
READERS = 2
MOST_GATHERED = 20_000  # parts that wait to be written; more means that the database is away
MOST = 64  # calls in one visit


Work = Callable[[Connection], Any]


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A part of what is written for many in one go: `make` gets the things of all who have some at the time."""

    make: Callable[[Connection, list[Any]], None]
    thing: Any


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """What was gathered for a while, to be written at once."""

    all: tuple[Part, ...]


@dataclass(slots=True)
class Job:
    work: Work | Part | Parts
    answer: "asyncio.Future[Any]"


@dataclass(slots=True)
class Lane:
    """Calls that wait for a thread. `visit` makes many of them there: an answer or an error for each."""

    visit: Callable[[list[Any]], list[Any]]
    threads: ThreadPoolExecutor
    places: int
    jobs: list[Job] = field(default_factory=list)
    under_way: set["asyncio.Task[None]"] = field(default_factory=set)

    async def ask(self, work: Work | Part | Parts) -> Any:  # noqa: ANN401  # what the work returns
        """What `work` returns; raises what it raises."""
        job = Job(work, asyncio.get_running_loop().create_future())
        self.jobs.append(job)
        if sum(not task.done() for task in self.under_way) < self.places:
            task = asyncio.create_task(self._run())
            self.under_way.add(task)
            task.add_done_callback(self.under_way.discard)
        return await job.answer

    async def _run(self) -> None:
        """All that waits, in one visit; then all that came meanwhile."""
        while jobs := self.jobs[:MOST]:
            del self.jobs[:MOST]
            work = [job.work for job in jobs]
            results = await asyncio.get_running_loop().run_in_executor(self.threads, self.visit, work)
            for job, result in zip(jobs, results, strict=True):
                if job.answer.done():  # nobody waits any more
                    continue
                if isinstance(result, Exception):
                    job.answer.set_exception(result)
                else:
                    job.answer.set_result(result)


class Quick:
    """`read` and `write` make their calls in threads; all that wait to write at a time share a transaction.

    `turn` is held by whoever writes: SQLite has one writer, and those who find it busy look again only after a while.
    What is added is gathered for `gather_s` and written at once: a program that is killed loses so much of the counts.
    """

    def __init__(self, url: URL, settle: Callable[[DBAPIConnection, object], None], gather_s: float = 0.0) -> None:
        self._gather_s, self._gathered = gather_s, list[Part]()
        self._timer: asyncio.TimerHandle | None = None
        self._emptying: asyncio.Task[None] | None = None
        small = url.get_backend_name() == "sqlite"
        self._engine = create_engine(url.set(drivername="sqlite") if small else url)
        if small:
            event.listen(self._engine, "connect", settle)
        self.turn: AbstractContextManager[object] = Lock() if small else nullcontext()
        self._reading = Lane(self._read, ThreadPoolExecutor(READERS, "store-read"), READERS)
        self._writing = Lane(self._write, ThreadPoolExecutor(1, "store-write"), 1)

    async def read(self, work: Callable[[Connection], T]) -> T:
        answer: T = await self._reading.ask(work)
        return answer

    def here(self, work: Callable[[Connection], T]) -> T:
        """The same as `read`, for a thread that may wait; never in the loop."""
        with self._engine.connect() as connection:
            return work(connection)

    async def write(self, work: Callable[[Connection], T]) -> T:
        """What `work` returns, when it is in the database; raises what it raises. Work that fails harms no other's."""
        answer: T = await self._writing.ask(work)
        return answer

    async def add(self, make: Callable[[Connection, list[Any]], None], thing: object) -> None:
        """Write a count together with those of others: `make` is called once for all. It must be a plain function.

        Where counts are gathered this returns at once, and what the database does not take is lost.
        """
        if not self._gather_s:
            await self._writing.ask(Part(make, thing))
            return
        if len(self._gathered) < MOST_GATHERED:
            self._gathered.append(Part(make, thing))
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(self._gather_s, self._empty)

    @property
    def gathers(self) -> bool:
        """Whether a moment more or less does not matter here."""
        return self._gather_s > 0

    def _empty(self) -> None:
        self._timer = None
        self._emptying = asyncio.create_task(self._write_gathered())

    async def _write_gathered(self) -> None:
        parts, self._gathered = tuple(self._gathered), []
        try:
            if parts:
                await self._writing.ask(Parts(parts))
        except SQLAlchemyError as error:
            log.warning("the counts of a moment are lost: %s", type(error).__name__)

    async def settle(self) -> None:
        """Write what is gathered, before the end."""
        if self._timer:
            self._timer.cancel()
            self._empty()
        if self._emptying:
            await self._emptying

    def _read(self, work: list[Work], again: bool = True) -> list[Any]:
        """In a thread: an answer or an error for each."""
        try:
            with self._engine.connect() as connection:
                return [one(connection) for one in work]
        except Exception as error:
            if again and _hung_up(error):
                return self._read(work, False)
            return [error] if len(work) == 1 else [self._read([one])[0] for one in work]

    def _write(self, work: list[Work | Part | Parts], again: bool = True) -> list[Any]:
        """In the thread: an answer or an error for each."""
        try:
            with self.turn, self._engine.begin() as connection:
                return _written(work, connection)
        except Exception as error:
            if again and _hung_up(error):
                return self._write(work, False)
            return [error] if len(work) == 1 else [self._write([one])[0] for one in work]

    def close(self) -> None:
        self._reading.threads.shutdown()
        self._writing.threads.shutdown()
        self._engine.dispose()


def _hung_up(error: Exception) -> bool:
    """A connection from before the database was started again: all of them are gone now, and a new one may do."""
    return isinstance(error, DBAPIError) and error.connection_invalidated


def _written(work: list[Work | Part | Parts], connection: Connection) -> list[Any]:
    """Parts last and in one order in all programs, so that no two wait for each other."""
    answers = [None if isinstance(one, Part | Parts) else one(connection) for one in work]
    parts = [one for one in work if isinstance(one, Part)]
    parts += [part for one in work if isinstance(one, Parts) for part in one.all]
    for make in sorted({part.make for part in parts}, key=lambda make: make.__qualname__):
        make(connection, [part.thing for part in parts if part.make is make])
    return answers
