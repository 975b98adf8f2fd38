"""The functions that touch people's reports: leave, take back, review by two, expire.

left with consent -> pending -> confirmed by two different reviewers -> entries, and who waits for news is told
                             -> refused by one: its content goes at once
"""

import secrets
from dataclasses import dataclass

import msgspec
from sqlalchemy import ColumnElement, and_
from sqlmodel import col, delete, func, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.people import keys_of
from bot.store.report_tables import Decision, Entry, Report, Watch, keys_for
from bot.store.seal import seal, unseal
from bot.store.tables import Store

Identifier = tuple[str, str]  # kind and value, as `same_thing` in `evidence/gather.py` writes them

DAY_S = 86_400
KEPT_S = 90 * DAY_S  # a report, and what two reviewers confirmed of it
MOST = 5  # reports of one chat that wait
MOST_REASON = 500  # characters
REVIEWERS = 2


class NotYours(ValueError):
    """A decision that may not be made: no such report any more, no reason, or the same reviewer again."""


@dataclass(frozen=True, slots=True)
class Left:
    """Exactly what a person chose to leave. `text` is "" unless they chose it."""

    identifiers: tuple[Identifier, ...]
    signs: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Pending:
    """A report that waits, as a reviewer sees it. `reviewers` have said yes so far.

    `reasons`: why two people said yes; () while it waits.
    """

    id: str
    left: Left
    expires: int
    reviewers: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


async def leave(store: Store, chat: int, left: Left, now: int) -> str | None:
    """Keep a report; the code that takes it back, or None when as many of this chat wait as may."""
    owners = keys_of(store, chat, "report")
    number = secrets.token_urlsafe(12)
    sealed = seal(store.secrets, "report", number, msgspec.msgpack.encode(left))
    async with AsyncSession(store.engine) as session:
        waiting = select(func.count()).where(col(Report.owner).in_(owners), col(Report.status) == "pending")
        if (await session.exec(waiting)).one() >= MOST:
            return None
        session.add(Report(id=number, owner=owners[0], sealed=sealed, expires=now + KEPT_S))
        await session.commit()
    return number


async def take_back(store: Store, chat: int, number: str) -> bool:
    """Erase a report and all that came of it; True when it was this chat's and is gone."""
    async with AsyncSession(store.engine) as session:
        mine = col(Report.id) == number, col(Report.owner).in_(keys_of(store, chat, "report"))
        gone = list((await session.exec(delete(Report).where(*mine).returning(col(Report.id)))).scalars())
        await _with_them(session, gone)
        await session.commit()
    return bool(gone)


async def forget(store: Store, chat: int) -> None:
    """Erase all reports and wishes of a chat."""
    async with AsyncSession(store.engine) as session:
        mine = col(Report.owner).in_(keys_of(store, chat, "report"))
        gone = list((await session.exec(delete(Report).where(mine).returning(col(Report.id)))).scalars())
        await _with_them(session, gone)
        await session.exec(delete(Watch).where(col(Watch.owner).in_(keys_of(store, chat, "watch"))))
        await session.commit()


async def _with_them(session: AsyncSession, gone: list[str]) -> None:
    await session.exec(delete(Decision).where(col(Decision.report).in_(gone)))
    await session.exec(delete(Entry).where(col(Entry.report).in_(gone)))


async def pending(store: Store, now: int, most: int = 50) -> list[Pending]:
    """The reports that wait for a reviewer, oldest first. One that no secret of ours opens is left out."""
    return await _found(store, col(Report.status) == "pending", now, most)


async def waiting(store: Store) -> frozenset[str]:
    """The names of all reports that wait for a reviewer."""
    async with AsyncSession(store.engine) as session:
        return frozenset((await session.exec(select(Report.id).where(col(Report.status) == "pending"))).all())


async def confirmed(store: Store, now: int, most: int = 200) -> list[Pending]:
    """The reports that became entries, with the reasons; those that go first stand first."""
    return await _found(store, col(Report.status) == "confirmed", now, most)


async def one(store: Store, number: str, now: int) -> Pending | None:
    """One that waits, or became an entry."""
    wanted = and_(col(Report.id) == number, col(Report.status).in_(("pending", "confirmed")))
    return next(iter(await _found(store, wanted, now, 1)), None)


async def _found(store: Store, wanted: ColumnElement[bool], now: int, most: int) -> list[Pending]:
    async with AsyncSession(store.engine) as session:
        these = select(Report).where(wanted, col(Report.expires) > now)
        rows = (await session.exec(these.order_by(col(Report.expires)).limit(most))).all()
        numbers = [row.id for row in rows]
        said = (await session.exec(select(Decision).where(col(Decision.report).in_(numbers)))).all()
    found = ((row, _opened(store, row)) for row in rows)
    by = {row.id: [d for d in said if d.report == row.id] for row in rows}
    return [_pending(store, row, left, by[row.id]) for row, left in found if left]


def _pending(store: Store, row: Report, left: Left, said: list[Decision]) -> Pending:
    reasons = tuple(_reason(store, one) for one in said) if row.status == "confirmed" else ()
    return Pending(row.id, left, row.expires, tuple(one.reviewer for one in said), reasons)


async def drop(store: Store, number: str) -> None:
    """Erase a report and all that came of it, whoever left it."""
    async with AsyncSession(store.engine) as session:
        await session.exec(delete(Report).where(col(Report.id) == number))
        await _with_them(session, [number])
        await session.commit()


async def decide(store: Store, number: str, reviewer: str, now: int, *, keep: bool, reason: str) -> str:
    """One reviewer's word; the status it leads to. Raises NotYours.

    Two different reviewers who say yes make entries; one who says no ends it, and what was left is erased.
    """
    if not reason.strip() or len(reason) > MOST_REASON or not reviewer.strip():
        raise NotYours("a decision needs a reviewer and a short reason")
    async with AsyncSession(store.engine) as session:
        waiting = col(Report.id) == number, col(Report.status) == "pending", col(Report.expires) > now
        row = (await session.exec(select(Report).where(*waiting).with_for_update())).first()
        left = _opened(store, row) if row else None
        said = (await session.exec(select(Decision).where(col(Decision.report) == number))).all()
        if row is None or left is None or any(one.reviewer == reviewer for one in said):
            raise NotYours("this report does not wait for this reviewer")
        sealed = seal(store.secrets, "reason", f"{number}/{reviewer}", reason.encode())
        session.add(Decision(report=number, reviewer=reviewer, keep=keep, sealed=sealed, at=now))
        row.status = "refused" if not keep else "confirmed" if len(said) + 1 >= REVIEWERS else "pending"
        if row.status == "refused":
            row.sealed = b""
        elif row.status == "confirmed":
            reasons = [*(_reason(store, one) for one in said), reason]
            await _confirm(session, store, row, left, reasons)
        status = row.status
        session.add(row)
        await session.commit()
    return status


async def _confirm(session: AsyncSession, store: Store, row: Report, left: Left, reasons: list[str]) -> None:
    """An entry for each identifier, and news for whoever waits for one of them. It ends when the report does."""
    for kind, value in left.identifiers:
        keys = keys_for(store, "identifier", kind, value)
        sealed = seal(store.secrets, "entry", f"{keys[0]}/{row.id}", msgspec.msgpack.encode(reasons))
        session.add(Entry(key=keys[0], report=row.id, sealed=sealed, expires=row.expires))
        await session.exec(update(Watch).where(col(Watch.key).in_(keys)).values(due=True))


def _reason(store: Store, one: Decision) -> str:
    opened = unseal(store.secrets, "reason", f"{one.report}/{one.reviewer}", one.sealed)
    return opened.decode() if opened else ""


def _opened(store: Store, row: Report) -> Left | None:
    opened = unseal(store.secrets, "report", row.id, row.sealed)
    return msgspec.msgpack.decode(opened, type=Left) if opened else None


async def expire(store: Store, now: int) -> None:
    """Erase every report, entry and wish whose time is over, and decisions about what is gone."""
    async with AsyncSession(store.engine) as session:
        for table in (Report, Entry, Watch):
            await session.exec(delete(table).where(col(table.expires) <= now))
        await session.exec(delete(Decision).where(col(Decision.report).not_in(select(Report.id))))
        await session.commit()
