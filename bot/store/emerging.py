"""New campaigns: how many people sent nearly the same text lately, without the texts and without the people.

A text is a few keyed hashes (`checks/sketch.py`). Who sends it leaves a mark made of text and chat, as in `heard.py`:
one chat counts once for one campaign, marks of two campaigns can not be put together, and there are never fewer
people than marks. What one person alone sent goes after three days, the rest 14 days after it was last seen; nothing
under five is ever shown.
"""

import secrets
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, partial
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, select
from sqlmodel import SQLModel

from bot.store.adding import insert_into
from bot.store.people import monday
from bot.store.report_tables import keys_for
from bot.store.review_tables import Cluster, Shingle, Sighting
from bot.store.tables import Store
from checks.sketch import LEAST_SHARED

CLUSTER = SQLModel.metadata.tables[str(Cluster.__tablename__)]
SHINGLE = SQLModel.metadata.tables[str(Shingle.__tablename__)]
SIGHTING = SQLModel.metadata.tables[str(Sighting.__tablename__)]
SHARED = func.count().label("shared")
NEAREST = (
    select(SHINGLE.c.cluster, SHARED)
    .where(SHINGLE.c.value.in_(bindparam("values", expanding=True)))
    .group_by(SHINGLE.c.cluster)
    .order_by(SHARED.desc(), SHINGLE.c.cluster)
    .limit(1)
)
MARKS = 512  # a campaign is told from five people to about so many
DAYS = 14
WEEK = timedelta(days=7)
LEAST = 5
ALONE = 3  # days for which a text of one person waits for others
MOST_A_DAY = 5000  # new campaigns; more on one day is a flood, and is not kept
MOST_FLAGS = 8
AT_ONCE = 100  # campaigns that are erased in one transaction: answers are written between two of them
MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Seen:
    """What is noted of one message: no word of it, and nothing of who sent it but what it is about."""

    values: tuple[int, ...]
    flags: tuple[str, ...]
    script: str
    language: str
    country: str


@dataclass(frozen=True, slots=True)
class Campaign:
    """A text that spreads: people (at least so many) in the last seven days and in the seven before."""

    id: str
    flags: tuple[str, ...]
    script: str
    first: date
    people: int
    before: int
    languages: tuple[str, ...]
    countries: tuple[str, ...]


async def note(store: Store, chat: int, seen: Seen, today: date) -> None:
    """Somebody sent such a text."""
    await store.quick.add(_note, (store, chat, seen, today))


def _note(connection: Connection, many: list[tuple[Store, int, Seen, date]]) -> None:
    """Of what comes at a time much is the same text: each is looked for once."""
    clusters: dict[tuple[int, ...], str] = {}
    rows: dict[tuple[Any, ...], None] = {}
    for store, chat, seen, today in many:
        if seen.values not in clusters:
            clusters[seen.values] = _nearest(connection, seen.values) or _new(connection, seen, today)
        if cluster := clusters[seen.values]:
            mark = int(keys_for(store, "campaign", cluster, chat)[0][:8], 16) % MARKS
            rows[cluster, mark, monday(today), today, seen.language, seen.country] = None
    if rows:
        names = ("cluster", "mark", "week", "day", "language", "country")
        connection.execute(_sighting(connection.dialect.name), [dict(zip(names, row, strict=True)) for row in rows])


@cache
def _sighting(dialect: str) -> Any:  # noqa: ANN401  # the two dialects have no common type
    return insert_into(SIGHTING, dialect).on_conflict_do_nothing()


def _nearest(connection: Connection, values: Sequence[int]) -> str:
    """The campaign that shares most of the fingerprint, if it shares enough; else ""."""
    found = connection.execute(NEAREST, {"values": values}).first()
    return str(found.cluster) if found and found.shared >= min(LEAST_SHARED, len(values)) else ""


def _new(connection: Connection, seen: Seen, today: date) -> str:
    made = select(func.count()).select_from(CLUSTER).where(CLUSTER.c.first == today)
    if (connection.scalar(made) or 0) >= MOST_A_DAY:
        return ""
    cluster, flags = secrets.token_hex(8), " ".join(seen.flags[:MOST_FLAGS])
    connection.execute(CLUSTER.insert().values(id=cluster, flags=flags, script=seen.script, first=today))
    connection.execute(SHINGLE.insert(), [{"value": value, "cluster": cluster} for value in seen.values])
    return cluster


async def rising(store: Store, today: date) -> list[Campaign]:
    """What at least five people sent in the last seven days, and more than in the seven before; the steepest first."""
    people = func.count(SIGHTING.c.mark.distinct())
    lively = (
        select(SIGHTING.c.cluster)
        .where(SIGHTING.c.day > today - WEEK)
        .group_by(SIGHTING.c.cluster)
        .having(people >= LEAST)
        .order_by(people.desc(), SIGHTING.c.cluster)
        .limit(4 * MOST_SHOWN)
    )

    def work(connection: Connection) -> list[Campaign]:
        names = list(connection.execute(lively).scalars())
        return list(_campaigns(connection, names, today))

    found = [one for one in await store.quick.read(work) if one.people > one.before]
    return sorted(found, key=lambda one: (one.before - one.people, one.first, one.id))[:MOST_SHOWN]


async def campaign(store: Store, number: str, today: date) -> Campaign | None:
    """One that may be shown, or None."""
    return next((one for one in await rising(store, today) if one.id == number), None)


def _campaigns(connection: Connection, names: list[str], today: date) -> Iterable[Campaign]:
    heads = {row.id: row for row in connection.execute(select(CLUSTER).where(CLUSTER.c.id.in_(names)))}
    marks = select(SIGHTING).where(SIGHTING.c.cluster.in_(names), SIGHTING.c.day > today - 2 * WEEK)
    rows: dict[str, list[Row[Any]]] = {name: [] for name in heads}
    for row in connection.execute(marks):
        rows.setdefault(row.cluster, []).append(row)
    for name, head in heads.items():
        mine = rows[name]
        now = [row for row in mine if row.day > today - WEEK]
        before = {row.mark for row in mine if row.day <= today - WEEK}
        yield Campaign(
            name,
            tuple(head.flags.split()),
            head.script,
            head.first,
            len({row.mark for row in now}),
            len(before),
            _often({(row.mark, row.language) for row in now}),
            _often({(row.mark, row.country) for row in now}),
        )


def _often(pairs: Iterable[tuple[int, str]]) -> tuple[str, ...]:
    """Those that at least five people stand behind, the most frequent first."""
    counted = Counter(value for _, value in sorted(pairs) if value)
    return tuple(value for value, count in counted.most_common() if count >= LEAST)


async def expire(store: Store, today: date) -> None:
    """Erase what is older than 14 days, texts that only one person sent, and campaigns of which nothing is left."""
    old = delete(SIGHTING).where(SIGHTING.c.day <= today - timedelta(days=DAYS))
    await store.quick.write(lambda connection: connection.execute(old) and None)
    since = func.max(SIGHTING.c.day) <= today - timedelta(days=ALONE)
    alone = select(SIGHTING.c.cluster).group_by(SIGHTING.c.cluster)
    alone = alone.having(since, func.count(SIGHTING.c.mark.distinct()) == 1)
    empty = select(CLUSTER.c.id).where(CLUSTER.c.id.not_in(select(SIGHTING.c.cluster)))
    gone = await store.quick.read(lambda connection: list(connection.execute(alone.union(empty)).scalars()))
    for at in range(0, len(gone), AT_ONCE):
        await store.quick.write(partial(_erase, gone[at : at + AT_ONCE]))


def _erase(names: list[str], connection: Connection) -> None:
    for table, name in ((SHINGLE, SHINGLE.c.cluster), (SIGHTING, SIGHTING.c.cluster), (CLUSTER, CLUSTER.c.id)):
        connection.execute(delete(table).where(name.in_(names)))
