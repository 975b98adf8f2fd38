"""Slow and regular work beside the answers: once over all replicas on PostgreSQL (Procrastinate), else in this process.

A job gets no words of anybody: its arguments lie in the database as they are. It gets the number of an update; what
that says it takes out of the inbox, where it lies sealed.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from bot.housekeeping import beside
from bot.inbox.handed import is_look, lock_of
from bot.inbox.work import SLOW_AT_ONCE, for_ever
from bot.store.tables import Store

if TYPE_CHECKING:
    from procrastinate import App
    from procrastinate.jobs import Job as Kept
    from procrastinate.tasks import Task

log = logging.getLogger(__name__)

QUEUE = "slow"
AT_ONCE = 2
READING = "reading"  # pictures and papers: many at times, and nothing else may wait for them
LOOKING = "looking"  # what is left to look up outside
LOOKS_AT_ONCE = 8
MOST_HANDED = 50  # in one go
LOOK_S = 0.25  # how often to look for slow updates that have no job
HEARTBEAT_S = 4.0
STALLED_S = 15.0  # a job whose worker has said nothing for so long is given to another
REVIVE_S = 3.0
CONNECTIONS = 6  # three of them listen
LAST_WORDS_S = 3.0


@dataclass(frozen=True, slots=True)
class Job:
    """Work to be done again and again; `minutes` from one time to the next. It must be harmless to do it twice."""

    name: str
    minutes: int
    work: Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Handing:
    """Slow updates: numbers of (at most so many) that have no job, and answering one, which must be harmless twice."""

    waiting: Callable[[int], Awaitable[list[int]]]
    answer: Callable[[int], Awaitable[None]]


@asynccontextmanager
async def regular(store: Store, jobs: Sequence[Job], handing: Handing | None = None) -> AsyncIterator[None]:
    """Do the jobs while the block lasts; on PostgreSQL also those that slow updates are handed to."""
    if store.small:
        async with beside(*(for_ever(_paused(job)) for job in jobs)):
            yield
    else:
        async with beside(for_ever(partial(_shared, store, jobs, handing))):
            yield


def _paused(job: Job) -> Callable[[], Awaitable[None]]:
    async def once() -> None:
        await job.work()
        await asyncio.sleep(job.minutes * 60)

    return once


async def _shared(store: Store, jobs: Sequence[Job], handing: Handing | None) -> None:
    """By Procrastinate: each time is done by one of all programs. Each part goes on when another stumbles."""
    app = _app(store)
    for job in jobs:
        _schedule(app, job)
    parts = [partial(_work, app, QUEUE, AT_ONCE), partial(_revive, app)]
    if handing:
        task = app.task(name="answer", queue=READING)(handing.answer)
        parts += [partial(_work, app, READING, SLOW_AT_ONCE), partial(_work, app, LOOKING, LOOKS_AT_ONCE)]
        parts.append(partial(_hand_over, task, handing))
    async with app.open_async():
        await asyncio.gather(*map(for_ever, parts))


def _app(store: Store) -> "App":
    from procrastinate import App, PsycopgConnector  # noqa: PLC0415  # half a second that a small store does without

    address = store.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    way = {"options": "-c search_path=jobs"}
    return App(connector=PsycopgConnector(conninfo=address, kwargs=way, min_size=1, max_size=CONNECTIONS))


def _schedule(app: "App", job: Job) -> None:
    async def once(timestamp: int) -> None:  # noqa: ARG001  # when it was due
        await job.work()

    task = app.task(name=job.name, queue=QUEUE, queueing_lock=job.name, lock=job.name)(once)
    app.periodic(cron=f"*/{job.minutes} * * * *")(task)


async def _work(app: "App", queue: str, at_once: int) -> None:
    await app.run_worker_async(
        queues=[queue],
        concurrency=at_once,
        install_signal_handlers=False,
        delete_jobs="always",
        shutdown_graceful_timeout=LAST_WORDS_S,
        update_heartbeat_interval=HEARTBEAT_S,
        stalled_worker_timeout=STALLED_S,
    )


async def _hand_over(task: "Task[..., Any, Any]", handing: Handing) -> None:
    """A job for each slow update that has none. Two programs that see the same one make one job of it."""
    from procrastinate.exceptions import AlreadyEnqueued  # noqa: PLC0415  # see _app

    for number in await handing.waiting(MOST_HANDED):
        lock, queue = lock_of(number), LOOKING if is_look(number) else READING
        with suppress(AlreadyEnqueued):
            await task.configure(lock=lock, queueing_lock=lock, queue=queue).defer_async(number=number)
    await asyncio.sleep(LOOK_S)


async def _revive(app: "App") -> None:
    """Give the jobs of workers that died to others."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_S):
        await _again(app, job)
    await asyncio.sleep(REVIVE_S)


async def _again(app: "App", job: "Kept") -> None:
    from procrastinate.exceptions import ConnectorException, UniqueViolation  # noqa: PLC0415  # see _app
    from procrastinate.jobs import Status  # noqa: PLC0415  # see _app

    try:
        await app.job_manager.retry_job(job)
        log.warning("a job is begun again: its worker has died")
    except UniqueViolation:  # the same is waiting already
        await app.job_manager.finish_job(job, Status.FAILED, delete_job=True)
    except ConnectorException:
        log.debug("another program was quicker")
