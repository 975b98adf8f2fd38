"""How much each chat may still ask, for all programs together (PostgreSQL): one statement takes from an allowance.

The table has no log on the disk (UNLOGGED): it is written at each message, lives for an hour, and is empty after a
crash of PostgreSQL, which harms nobody. On SQLite nothing is in it: one program counts in memory (`limits.py`).
"""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, text
from sqlmodel import SQLModel

from bot.store.quick import Quick
from bot.store.tables import Allowance, Store, settle_sqlite  # noqa: F401  # the class makes the table

KEPT_S = 3600  # by then every allowance is whole again


ALLOWANCE = SQLModel.metadata.tables["allowance"]

# `whole`: the allowance at first; `left_now`: what it has grown to; `again`: the same came twice.
ASK = text("""
with asked as (
    select cast(:burst as float8) * (1 - :jitter + 2 * :jitter * random()) as whole,
           extract(epoch from clock_timestamp()) as now
)
insert into allowance as a (key, tokens, at, told, said, last, number)
select :key, whole - case when whole >= 1 then 1 else 0 end, now, whole < 1, case when whole >= 1 then 0 else 1 end,
       :last, :number
from asked
on conflict (key) do update set (tokens, at, told, said, last, number) = (
    select case when again then a.tokens when left_now >= 1 then left_now - 1 else left_now end,
           case when again then a.at else excluded.at end,
           case when again then a.told else left_now < 1 end,
           case when again then case when a.number = excluded.number then 0 else 2 end
                when left_now >= 1 then 0 when a.told then 2 else 1 end,
           excluded.last,
           case when again then a.number else excluded.number end
    from (select least(cast(:burst as float8), a.tokens + greatest(0, excluded.at - a.at) / 60
                     * :a_minute * (1 - :jitter + 2 * :jitter * random())) as left_now,
                 excluded.last <> '' and a.last = excluded.last and excluded.at - a.at < :same_s as again) as seen
)
returning said
""")


@dataclass(frozen=True, slots=True)
class Rule:
    """So many at once and so many a minute from then on, each more or less by a part of it (`jitter`)."""

    burst: float
    a_minute: float
    jitter: float
    same_s: float  # for which the same again is a repeat


class Allowances:
    """A way of its own to the table: a message waits neither for another's counts nor for the disk."""

    def __init__(self, store: Store) -> None:
        self._way = Quick(store.engine.url, settle_sqlite)

    async def ask(self, key: str, rule: Rule, last: bytes = b"", number: int = 0) -> int:
        """Take one: 0 when it may be answered, 1 to ask for patience, 2 for nothing. Raises SQLAlchemyError."""
        values = {"key": key, "last": last, "number": number, "burst": rule.burst, "a_minute": rule.a_minute}
        values |= {"jitter": rule.jitter, "same_s": rule.same_s}
        return await self._way.write(lambda connection: _said(connection, values))

    def close(self) -> None:
        self._way.close()


def _said(connection: Connection, values: dict[str, object]) -> int:
    return int(connection.scalar(ASK, values) or 0)


async def expire(store: Store, now: int) -> None:
    """Erase what is whole again."""
    old = delete(ALLOWANCE).where(ALLOWANCE.c.at < now - KEPT_S)
    await store.quick.write(lambda connection: connection.execute(old) and None)
