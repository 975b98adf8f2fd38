"""Slow and regular work beside the answers: once over all replicas on PostgreSQL (Procrastinate), else in this process.

A job gets no words of anybody: its arguments lie in the database as they are. What a job has to know of a person, it
takes out of a sealed note (`store/state.py`).
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.housekeeping import beside
from bot.inbox.work import for_ever
from bot.store.tables import Store

if TYPE_CHECKING:
    from procrastinate import App

log = logging.getLogger(__name__)

QUEUE = "slow"
AT_ONCE = 2
STALLED_S = 30.0  # a job whose worker has said nothing for so long is given to another
LAST_WORDS_S = 3.0


@dataclass(frozen=True, slots=True)
class Job:
    """Work to be done again and again; `minutes` from one time to the next. It must be harmless to do it twice."""

    name: str
    minutes: int
    work: Callable[[], Awaitable[None]]


@asynccontextmanager
async def regular(store: Store, jobs: Sequence[Job]) -> AsyncIterator[None]:
    """Do the jobs while the block lasts."""
    if store.small:
        async with beside(*(for_ever(_paused(job)) for job in jobs)):
            yield
    else:
        async with _shared(store, jobs):
            yield


def _paused(job: Job) -> Callable[[], Awaitable[None]]:
    async def once() -> None:
        await job.work()
        await asyncio.sleep(job.minutes * 60)

    return once


@asynccontextmanager
async def _shared(store: Store, jobs: Sequence[Job]) -> AsyncIterator[None]:
    """By Procrastinate: each time is done by one of all programs."""
    from procrastinate import App, PsycopgConnector  # noqa: PLC0415  # half a second that a small store does without

    address = store.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    app = App(connector=PsycopgConnector(conninfo=address, kwargs={"options": "-c search_path=jobs"}, max_size=4))
    for job in jobs:
        _schedule(app, job)
    _schedule(app, Job("revive", 1, lambda: _revive(app)))

    async def work() -> None:
        async with app.open_async():
            await app.run_worker_async(
                queues=[QUEUE],
                concurrency=AT_ONCE,
                install_signal_handlers=False,
                delete_jobs="always",
                shutdown_graceful_timeout=LAST_WORDS_S,
            )

    async with beside(for_ever(work)):
        yield


def _schedule(app: "App", job: Job) -> None:
    async def once(timestamp: int) -> None:  # noqa: ARG001  # when it was due
        await job.work()

    task = app.task(name=job.name, queue=QUEUE, queueing_lock=job.name)(once)
    app.periodic(cron=f"*/{job.minutes} * * * *")(task)


async def _revive(app: "App") -> None:
    """Give the jobs of workers that died to others."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_S):
        log.warning("a job is begun again: its worker has died")
        await app.job_manager.retry_job(job)
