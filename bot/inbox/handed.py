"""Slow updates on PostgreSQL: which of them wait for a job, and taking the one that a job names.

The update stays in the inbox, sealed and in its chat's order; a job holds only its number. What is given back is handed
over again when it is due, and so is what lost its job: the inbox alone says what is left to do.
"""

from functools import cache
from typing import Any

from sqlalchemy import Connection, Integer, String, bindparam, cast, column, exists, func, literal, select
from sqlalchemy import table as any_table
from sqlalchemy.sql.dml import ReturningUpdate

from bot.inbox.table import INBOX, LEASE_S, Row, free, taking

JOBS = any_table("procrastinate_jobs", column("lock", String), schema="jobs")
LOCK = "slow-"  # and the update's number: of each update one job waits and one is done


def is_look(number: int) -> bool:
    """Only look-ups are left to do: no update of Telegram's has a number below zero."""
    return number < 0


def lock_of(number: int) -> str:
    return f"{LOCK}{number}"


def unhanded(connection: Connection, most: int, now: float) -> list[int]:
    """Numbers of slow updates that could be answered now and have no job, the oldest first."""
    has_job = exists().where(JOBS.c.lock == literal(LOCK) + cast(INBOX.c.update_id, String))
    heads = select(INBOX.c.update_id).where(INBOX.c.slow, *free(False), ~has_job).order_by(INBOX.c.update_id)
    return list(connection.scalars(heads.limit(most), {"now": now}))


def take(connection: Connection, owner: str, number: int, now: float, untouched: bool) -> Row | None:
    """Take that update; None when it is answered, held, not due, or not the first of its chat."""
    values = {"number": number, "me": owner, "now": now, "lease": now + LEASE_S}
    row = connection.execute(_taking(untouched), values).one_or_none()
    return Row(*row) if row else None


@cache
def _taking(untouched: bool) -> ReturningUpdate[Any]:
    return taking(
        select(INBOX.c.update_id).where(*free(untouched), INBOX.c.update_id == bindparam("number", type_=Integer))
    )


def slow_state(connection: Connection, now: float) -> tuple[int, float]:
    """How many slow updates wait or are in work, and for how many seconds the oldest has."""
    count, oldest = connection.execute(select(func.count(), func.min(INBOX.c.at)).where(INBOX.c.slow)).one()
    return int(count), max(0.0, now - float(oldest)) if oldest else 0.0
