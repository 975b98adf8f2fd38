"""The short way to the database, for what every answer needs: one visit to another thread, writes of many in one go.

The async engine visits its thread for each step of each statement; under load an answer waits for a dozen such visits.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection

T = TypeVar("T")
READERS = 2


@dataclass(slots=True)
class Job:
    work: Callable[[Connection], Any]
    answer: "asyncio.Future[Any]"


class Quick:
    """`read` and `write` make their calls in threads; all that wait to write at a time share a transaction."""

    def __init__(self, url: URL, settle: Callable[[DBAPIConnection, object], None]) -> None:
        small = url.get_backend_name() == "sqlite"
        self._engine = create_engine(url.set(drivername="sqlite") if small else url)
        if small:
            event.listen(self._engine, "connect", settle)
        self._readers = ThreadPoolExecutor(READERS, "store-read")
        self._writer = ThreadPoolExecutor(1, "store-write")
        self._jobs: list[Job] = []
        self._writing: asyncio.Task[None] | None = None

    async def read(self, work: Callable[[Connection], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._read, work)

    def here(self, work: Callable[[Connection], T]) -> T:
        """The same as `read`, for a thread that may wait; never in the loop."""
        return self._read(work)

    async def write(self, work: Callable[[Connection], T]) -> T:
        """What `work` returns, when it is in the database; raises what it raises. Work that fails harms no other's."""
        job = Job(work, asyncio.get_running_loop().create_future())
        self._jobs.append(job)
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write())
        answer: T = await job.answer
        return answer

    async def _write(self) -> None:
        """All that waits, in one transaction; then all that came meanwhile."""
        while jobs := self._jobs:
            self._jobs = []
            results = await asyncio.get_running_loop().run_in_executor(self._writer, self._together, jobs)
            for job, result in zip(jobs, results, strict=True):
                if job.answer.done():  # nobody waits any more
                    continue
                if isinstance(result, Exception):
                    job.answer.set_exception(result)
                else:
                    job.answer.set_result(result)

    def _read(self, work: Callable[[Connection], T]) -> T:
        with self._engine.connect() as connection:
            return work(connection)

    def _together(self, jobs: list[Job]) -> list[Any]:
        """In the thread: an answer or an error for each."""
        try:
            with self._engine.begin() as connection:
                return [job.work(connection) for job in jobs]
        except Exception as error:
            return [error] if len(jobs) == 1 else [self._together([job])[0] for job in jobs]

    def close(self) -> None:
        self._readers.shutdown()
        self._writer.shutdown()
        self._engine.dispose()
