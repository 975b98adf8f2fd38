"""How many people asked about a number or address: counted without the people and without the numbers.

A row is a keyed hash of identifier and week, another one each week, and a mark from 0 to 511 that is made of a keyed
hash of identifier and chat. Who asks twice leaves the same mark, so marks count people; two people may share a mark, so
there are never fewer people than marks. Rows go after 26 weeks. Counts are shown only for what two reviewers confirmed.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, String, bindparam, delete, select
from sqlmodel import SQLModel

from bot.store.adding import insert_into
from bot.store.people import monday
from bot.store.report_tables import Asked, Entry, keys_for
from bot.store.reports import Identifier
from bot.store.tables import Store
from checks.community import Heard

ASKED = SQLModel.metadata.tables[str(Asked.__tablename__)]
ENTRY = SQLModel.metadata.tables[str(Entry.__tablename__)]
AT_ONCE = 16  # keys that are looked for in one statement, which is made once: a list of any length costs more than it
CONFIRMED = select(ENTRY.c.key).where(
    ENTRY.c.key.in_([bindparam(f"key{n}", type_=String) for n in range(AT_ONCE)]), ENTRY.c.expires > bindparam("now")
)
REMEMBERED_S = 60
MOST_REMEMBERED = 20_000
ALL = select(ENTRY.c.key).where(ENTRY.c.expires > bindparam("now")).limit(MOST_REMEMBERED + 1)
MARKS = 512
WEEKS = 26


def _mark(store: Store, chat: int, one: Identifier) -> int:
    return int(keys_for(store, "mark", *one, chat)[0][:8], 16) % MARKS


def _keys(store: Store, one: Identifier, week: date) -> list[str]:
    return keys_for(store, "asked", week.isoformat(), *one)


async def ask(store: Store, chat: int, identifiers: Iterable[Identifier], today: date) -> None:
    """Somebody asks about these."""
    week = monday(today)
    rows = [{"key": _keys(store, one, week)[0], "mark": _mark(store, chat, one), "week": week} for one in identifiers]
    if rows:
        await store.quick.add(_ask, rows)


def _ask(connection: Connection, many: list[list[dict[str, Any]]]) -> None:
    rows = [row for rows in many for row in rows]
    rows.sort(key=lambda row: (row["key"], row["mark"]))  # one order for all writers, so that no two wait
    connection.execute(_asking(connection.dialect.name), rows)


@cache
def _asking(dialect: str) -> Any:  # noqa: ANN401  # the two dialects have no common type
    return insert_into(ASKED, dialect).on_conflict_do_nothing()


async def heard(store: Store, chat: int, identifiers: Iterable[Identifier], today: date, now: int) -> list[Heard]:
    """How many others asked about each identifier that two reviewers confirmed."""
    by_key = {key: one for one in identifiers for key in keys_for(store, "identifier", *one)}
    if not by_key or (store.quick.gathers and not await _any_confirmed(store, by_key.keys(), now)):
        return []

    def work(connection: Connection) -> list[Heard]:
        known = {by_key[key] for key in _confirmed(connection, list(by_key), now)}
        return [_others(connection, store, chat, one, today) for one in sorted(known)]

    return await store.quick.read(work)


async def _any_confirmed(store: Store, keys: Collection[str], now: int) -> bool:
    """Whether it is worth to ask: few numbers are confirmed, and a minute later is soon enough for a new one."""
    kept = store.confirmed
    if not kept.at <= now < kept.at + REMEMBERED_S:
        kept.at = now
        rows = await store.quick.read(lambda connection: connection.execute(ALL, {"now": now}).scalars().all())
        kept.keys = frozenset(rows) if len(rows) <= MOST_REMEMBERED else None
    return kept.keys is None or not kept.keys.isdisjoint(keys)


def _confirmed(connection: Connection, keys: list[str], now: int) -> Iterator[str]:
    for at in range(0, len(keys), AT_ONCE):
        some = keys[at : at + AT_ONCE]
        some += [""] * (AT_ONCE - len(some))  # nobody's key
        yield from connection.execute(
            CONFIRMED, {f"key{n}": key for n, key in enumerate(some)} | {"now": now}
        ).scalars()


def _others(connection: Connection, store: Store, chat: int, one: Identifier, today: date) -> Heard:
    weeks = [monday(today) - timedelta(weeks=n) for n in range(WEEKS)]
    keys = [key for week in weeks for key in _keys(store, one, week)]
    rows = connection.execute(select(ASKED.c.mark, ASKED.c.week).where(ASKED.c.key.in_(keys))).all()
    own = _mark(store, chat, one)
    others = [row for row in rows if row.mark != own]
    return Heard(one[0], len({row.mark for row in others}), min((row.week for row in others), default=monday(today)))


async def expire(store: Store, today: date) -> None:
    """Erase what is older than 26 weeks."""
    old = delete(ASKED).where(ASKED.c.week <= monday(today) - timedelta(weeks=WEEKS))
    await store.quick.write(lambda connection: connection.execute(old) and None)
