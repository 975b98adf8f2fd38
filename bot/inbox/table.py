"""What the inbox does in the database, each for many updates at once; SQLite and PostgreSQL alike.

All functions take a connection that is in a transaction, and `now` in seconds since 1970. Only the first update of a
chat can be claimed, and only while nobody works on another one of that chat: this keeps the order over all replicas.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Float,
    Integer,
    Select,
    Table,
    bindparam,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.sql.dml import ReturningUpdate
from sqlmodel import SQLModel

from bot.inbox.arrived import Arrived
from bot.store.adding import insert_into
from bot.store.tables import Replica, Seen, Waiting  # noqa: F401  # the classes make the tables

LEASE_S = 15.0  # for which an update belongs to a worker that has said nothing since
ALIVE_S = 15.0
MOST_AHEAD_S = 60.0  # a time further ahead than this was written by a clock that was wrong, or is to wait for long
MOST_OF_ONE_CHAT = 100  # updates that may wait; what a chat sends beyond is dropped

INBOX: Table = SQLModel.metadata.tables["inbox"]
SEEN: Table = SQLModel.metadata.tables["seen"]
REPLICA: Table = SQLModel.metadata.tables["replica"]
WORK = [INBOX.c[name] for name in ("update_id", "sealed", "plan", "sent", "slow", "at", "tries")]


# Statements made once: making one costs more than doing it.
MINE = (INBOX.c.update_id == bindparam("number")) & (INBOX.c.owner == bindparam("me"))
ALL = INBOX.c.update_id.in_(bindparam("numbers", expanding=True))
FULL = (
    select(INBOX.c.chat)
    .where(INBOX.c.chat.in_(bindparam("chats", expanding=True)))
    .group_by(INBOX.c.chat)
    .having(func.count() >= MOST_OF_ONE_CHAT)
)
STORE = insert(INBOX)
TELL = select(func.pg_notify("inbox", ""))
PLAN = update(INBOX).where(MINE).values(plan=bindparam("answer"), until=bindparam("lease"))
OURS = select(INBOX.c.update_id).where(ALL, INBOX.c.owner == bindparam("me"))
SENT = update(INBOX).where(INBOX.c.update_id == bindparam("number")).values(sent=bindparam("messages"))
DONE = delete(INBOX).where(ALL)
BACK = (
    update(INBOX)
    .where(MINE)
    .values(owner="", until=0.0, due=bindparam("when"), tries=INBOX.c.tries - bindparam("spared", type_=Integer))
)


@dataclass(frozen=True, slots=True)
class Row:
    """A claimed row. `at` is when it came, `tries` how often it was claimed, with this time."""

    update_id: int
    sealed: bytes
    plan: bytes
    sent: str
    slow: bool
    at: float
    tries: int


def now_of(connection: Connection, clock: Callable[[], float] = time.time) -> float:
    """The database's clock where it has one for all replicas, else ours."""
    if connection.dialect.name == "sqlite":
        return clock()
    return float(connection.scalar(select(func.extract("epoch", func.clock_timestamp()))) or 0.0)


def put(connection: Connection, arrived: Sequence[Arrived], now: float) -> list[bool]:
    """Store what was not seen yet; for each whether it is new."""
    full = set(connection.scalars(FULL, {"chats": list({one.chat for one in arrived})}))
    numbers = [{"update_id": number, "at": int(now)} for number in sorted({one.update_id for one in arrived})]
    new = set(connection.scalars(_noting(connection.dialect.name), numbers))
    taken: list[bool] = []
    for one in arrived:
        taken.append(one.update_id in new and one.chat not in full)
        new.discard(one.update_id)  # the same update once more in this list is a repeat
    if rows := [_fresh(one, now) for one, is_new in zip(arrived, taken, strict=True) if is_new]:
        connection.execute(STORE, rows)
        if connection.dialect.name != "sqlite":
            connection.execute(TELL)
    return taken


@cache
def _noting(dialect: str) -> Any:  # noqa: ANN401  # the two dialects have no common type
    return insert_into(SEEN, dialect).on_conflict_do_nothing().returning(SEEN.c.update_id)


def _fresh(one: Arrived, now: float) -> dict[str, Any]:
    return {
        "update_id": one.update_id, "chat": one.chat, "sealed": one.sealed, "plan": b"", "sent": "",
        "slow": one.slow, "at": now, "due": 0.0, "owner": "", "until": 0.0, "tries": 0,
    }  # fmt: skip


def claim(connection: Connection, owner: str, most: tuple[int, int], now: float, untouched: bool) -> list[Row]:
    """Take updates, the oldest first: `most` quick ones and slow ones. `untouched`: only what nobody had before."""
    rows = []
    for slow, count in zip((False, True), most, strict=True):
        if count:
            values = {"lane": slow, "most": count, "me": owner, "now": now, "lease": now + LEASE_S}
            rows += [Row(*row) for row in connection.execute(_claiming(untouched), values)]
    return sorted(rows, key=lambda row: row.update_id)


@cache
def _claiming(untouched: bool) -> ReturningUpdate[Any]:
    """Made once: making it costs more than doing it."""
    lane = INBOX.c.slow == bindparam("lane")
    heads = select(INBOX.c.update_id).where(*free(untouched), lane).order_by(INBOX.c.update_id)
    return taking(heads.limit(bindparam("most", type_=Integer)))


def free(untouched: bool) -> list[ColumnElement[bool]]:
    """What may be taken now: of each chat the first, while nobody works on another one."""
    other, now = INBOX.alias(), bindparam("now", type_=Float)
    first = ~exists().where(
        other.c.chat == INBOX.c.chat,
        other.c.update_id != INBOX.c.update_id,
        or_(other.c.update_id < INBOX.c.update_id, other.c.until > now),
    )
    return [INBOX.c.until <= now, INBOX.c.due <= now, first, *([INBOX.c.owner == ""] if untouched else [])]


def taking(heads: Select[tuple[int]]) -> ReturningUpdate[Any]:
    """The statement that takes those."""
    # Chosen once: a plain subquery may be asked again, and then answer otherwise.
    chosen = heads.with_for_update(skip_locked=True, of=INBOX).cte("heads")
    take = update(INBOX).where(INBOX.c.update_id.in_(select(chosen.c.update_id)))
    values = {"owner": bindparam("me"), "until": bindparam("lease"), "tries": INBOX.c.tries + 1}
    return take.values(values).returning(*WORK)


def after(connection: Connection, number: int, most: int) -> list[Row]:
    """What the same chat has sent after an update that we work on: it can't be taken by anybody else meanwhile."""
    chat = select(INBOX.c.chat).where(INBOX.c.update_id == number).scalar_subquery()
    later = select(*WORK).where(INBOX.c.chat == chat, INBOX.c.update_id > number)
    return [Row(*row) for row in connection.execute(later.order_by(INBOX.c.update_id).limit(most))]


def plan(connection: Connection, owner: str, plans: Sequence[tuple[int, bytes]], now: float) -> list[bool]:
    """Keep the answers before they are sent; for each whether the update is still ours to answer."""
    rows = [{"number": n, "answer": answer, "me": owner, "lease": now + LEASE_S} for n, answer in plans]
    connection.execute(PLAN, rows)
    left = set(connection.scalars(OURS, {"numbers": [number for number, _ in plans], "me": owner}))
    return [number in left for number, _ in plans]


def sent(connection: Connection, numbers: Sequence[tuple[int, str]]) -> None:
    """Note the messages that Telegram has confirmed. Whoever notes it: it is true."""
    connection.execute(SENT, [{"number": number, "messages": messages} for number, messages in numbers])


def done(connection: Connection, numbers: Sequence[int]) -> None:
    """Erase what is answered or set aside."""
    connection.execute(DONE, {"numbers": numbers})


def back(connection: Connection, owner: str, numbers: Sequence[tuple[int, float, bool]], now: float) -> None:
    """Give updates back, to be tried again after some seconds; a try that was nobody's fault does not count."""
    rows = [{"number": n, "when": now + wait, "spared": int(spared), "me": owner} for n, wait, spared in numbers]
    connection.execute(BACK, rows)


def renew(connection: Connection, owner: str, numbers: Sequence[int], now: float) -> int:
    """Say that we are alive and still at work on these; how many workers are alive."""
    if numbers:
        mine = INBOX.c.update_id.in_(numbers) & (INBOX.c.owner == owner)
        connection.execute(update(INBOX).where(mine).values(until=now + LEASE_S))
    alive = insert_into(REPLICA, connection.dialect.name).values(owner=owner, until=now + ALIVE_S)
    again = alive.on_conflict_do_update(index_elements=["owner"], set_={"until": now + ALIVE_S})
    connection.execute(again)
    connection.execute(delete(REPLICA).where(REPLICA.c.until < now))
    return int(connection.scalar(select(func.count()).select_from(REPLICA)) or 1)


def mend(connection: Connection, now: float) -> None:
    """At a start, and when the clock was put back: nothing is held or put off until a time that is far ahead."""
    ahead = now + MOST_AHEAD_S
    connection.execute(update(INBOX).where(INBOX.c.until > ahead).values(until=now + LEASE_S))
    connection.execute(update(INBOX).where(INBOX.c.due > ahead).values(due=now))
    connection.execute(update(REPLICA).where(REPLICA.c.until > ahead).values(until=now + ALIVE_S))


def leave(connection: Connection, owner: str) -> None:
    """This worker ends well: what it has not finished is free at once, and was not tried."""
    values = {"owner": "", "until": 0.0, "tries": INBOX.c.tries - 1}
    connection.execute(update(INBOX).where(INBOX.c.owner == owner).values(values))
    connection.execute(delete(REPLICA).where(REPLICA.c.owner == owner))


def state(connection: Connection, now: float) -> tuple[int, float]:
    """How many updates wait, and for how many seconds the oldest has."""
    count, oldest = connection.execute(select(func.count(), func.min(INBOX.c.at))).one()
    return int(count), max(0.0, now - float(oldest)) if oldest else 0.0


def expire(connection: Connection, before: float) -> int:
    """Erase the numbers of updates that came before; how many."""
    return int(connection.execute(delete(SEEN).where(SEEN.c.at < int(before))).rowcount)
