"""Warnings: drafted by one account, approved by another, sent one chat after the other, forgotten after 90 days.

draft -> sending (who asked is noted, a row for each chat) -> done
      -> refused                                           -> stopped

A row is marked before its copy goes out and erased when Telegram has it. Whatever stops the program between the two
leaves a marked row: that copy is never tried again, so nobody gets two, and perhaps one person gets none.
"""

import secrets
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection, delete, func, insert, literal, select, update
from sqlmodel import SQLModel

from bot.store.people import keys_of
from bot.store.readers import ALERT, COPY, READER, SEAL
from bot.store.seal import unseal
from bot.store.tables import Blocked, Store

BLOCKED = SQLModel.metadata.tables[str(Blocked.__tablename__)]
DAY_S = 86_400
DRAFT_S = 14 * DAY_S
KEPT_S = 90 * DAY_S
MOST_DRAFTS = 20  # of one partner that wait
MOST_SHOWN = 100


class NotTaken(ValueError):
    """Why something was not done, in plain words."""


@dataclass(frozen=True, slots=True)
class Draft:
    """`partner` is a code, "" for the operator; `by` the account's id."""

    partner: str
    country: str
    language: str
    text: str
    by: str


@dataclass(frozen=True, slots=True)
class Alert:
    """A warning as the pages and the sender see it; `left` copies wait, `begun` went out and were never confirmed."""

    id: str
    partner: str
    country: str
    language: str
    text: str
    state: str
    drafted_by: str
    decided_by: str
    signed: str
    day: date
    total: int
    sent: int
    missed: int
    left: int = 0
    begun: int = 0


COLUMNS = [ALERT.c[name] for name in Alert.__dataclass_fields__ if name not in ("left", "begun")]


async def draft(store: Store, new: Draft, today: date, now: int) -> str:
    """Keep a draft; its id. Raises NotTaken when the partner has too many."""
    number = secrets.token_hex(8)
    row = {"id": number, "partner": new.partner, "country": new.country, "language": new.language, "text": new.text}
    more = {"state": "draft", "drafted_by": new.by, "decided_by": "", "signed": "", "day": today}
    counts = {"total": 0, "sent": 0, "missed": 0, "expires": now + DRAFT_S}
    waiting = select(func.count()).select_from(ALERT).where(ALERT.c.partner == new.partner, ALERT.c.state == "draft")

    def work(connection: Connection) -> str:
        if (connection.scalar(waiting) or 0) >= MOST_DRAFTS:
            raise NotTaken(f"there are {MOST_DRAFTS} drafts already; approve or refuse some first")
        connection.execute(ALERT.insert().values(row | more | counts))
        return number

    return await store.quick.write(work)


async def everything(store: Store, partner: str | None, now: int) -> list[Alert]:
    """The newest first; of one partner, or of all for None."""
    found = select(*COLUMNS).where(ALERT.c.expires > now).order_by(ALERT.c.day.desc(), ALERT.c.id).limit(MOST_SHOWN)
    found = found if partner is None else found.where(ALERT.c.partner == partner)
    return await store.quick.read(lambda connection: [Alert(*row) for row in connection.execute(found)])


async def one(store: Store, number: str, now: int) -> Alert | None:
    """With how far it has come."""
    wanted = select(*COLUMNS).where(ALERT.c.id == number, ALERT.c.expires > now)
    copies = select(COPY.c.begun, func.count()).where(COPY.c.alert == number).group_by(COPY.c.begun)

    def work(connection: Connection) -> Alert | None:
        row = connection.execute(wanted).first()
        counts = {bool(begun): count for begun, count in connection.execute(copies)}
        return replace(Alert(*row), left=counts.get(False, 0), begun=counts.get(True, 0)) if row else None

    return await store.quick.read(work)


async def approve(store: Store, number: str, by: str, *, signed: str, today: date, now: int) -> None:
    """A second person's yes: from now on it is sent to whoever asked for its country and language. Raises NotTaken."""
    those = READER.c.country == ALERT.c.country, READER.c.language == ALERT.c.language
    copies = select(literal(number), READER.c.key, literal(False)).join(ALERT, ALERT.c.id == number).where(*those)

    def work(connection: Connection) -> None:
        _decided(connection, number, by, {"state": "sending", "signed": signed, "day": today, "expires": now + KEPT_S})
        connection.execute(insert(COPY).from_select(["alert", "key", "begun"], copies))
        total = select(func.count()).select_from(COPY).where(COPY.c.alert == number).scalar_subquery()
        connection.execute(update(ALERT).where(ALERT.c.id == number).values(total=total))

    await store.quick.write(work)


async def refuse(store: Store, number: str, by: str) -> None:
    """A draft that is not sent; also its drafter may say so. Raises NotTaken."""
    drafts = ALERT.c.id == number, ALERT.c.state == "draft"
    over = update(ALERT).where(*drafts).values(state="refused", decided_by=by)
    if not await store.quick.write(lambda connection: connection.execute(over).rowcount):
        raise NotTaken("this warning is no draft any more")


async def stop(store: Store, number: str, by: str) -> None:
    """What has not been sent is not sent. Raises NotTaken."""
    going = ALERT.c.id == number, ALERT.c.state == "sending"

    def work(connection: Connection) -> None:
        if not connection.execute(update(ALERT).where(*going).values(state="stopped", decided_by=by)).rowcount:
            raise NotTaken("this warning is not on its way")
        connection.execute(delete(COPY).where(COPY.c.alert == number))

    await store.quick.write(work)


def _decided(connection: Connection, number: str, by: str, values: dict[str, object]) -> None:
    """In one step, so that of two who decide at the same time one is refused."""
    open_ = ALERT.c.id == number, ALERT.c.state == "draft", ALERT.c.drafted_by != by
    if not connection.execute(update(ALERT).where(*open_).values(decided_by=by, **values)).rowcount:
        raise NotTaken("a warning is approved by another person than wrote it, and only once")


async def going(store: Store, now: int) -> list[Alert]:
    """Those that are being sent."""
    found = select(*COLUMNS).where(ALERT.c.state == "sending", ALERT.c.expires > now).order_by(ALERT.c.day, ALERT.c.id)
    return await store.quick.read(lambda connection: [Alert(*row) for row in connection.execute(found)])


async def begin(store: Store, alert: Alert) -> tuple[str, int] | None:
    """Take the next copy: its key and chat, marked from now on. None when there is none left.

    Who is no reader of this country and language any more, or is not served, is passed over.
    """
    waiting = COPY.c.alert == alert.id, COPY.c.begun.is_(False)

    def work(connection: Connection) -> tuple[str, int] | None:
        while key := connection.scalar(select(COPY.c.key).where(*waiting).limit(1)):
            mine = COPY.c.alert == alert.id, COPY.c.key == key
            if not connection.execute(update(COPY).where(*mine, COPY.c.begun.is_(False)).values(begun=True)).rowcount:
                continue  # another program has it
            if chat := _chat(connection, store, alert, key):
                return key, chat
            _settle(connection, alert.id, key, "missed")
        return None

    return await store.quick.write(work)


def _chat(connection: Connection, store: Store, alert: Alert, key: str) -> int:
    """The chat of a reader who is to get this warning, or 0."""
    fits = READER.c.key == key, READER.c.country == alert.country, READER.c.language == alert.language
    opened = unseal(store.secrets, SEAL, key, connection.scalar(select(READER.c.sealed).where(*fits)) or b"")
    chat = int(opened) if opened else 0
    shut = select(BLOCKED.c.key).where(BLOCKED.c.key.in_(keys_of(store, chat, "blocked")))
    return 0 if chat and connection.execute(shut).first() else chat


async def settle(store: Store, alert: str, key: str, how: str) -> None:
    """What became of a copy that was begun: "sent", "missed", or "again" when Telegram has not seen it."""

    def work(connection: Connection) -> None:
        if how == "again":
            mine = COPY.c.alert == alert, COPY.c.key == key
            if connection.execute(update(COPY).where(*mine).values(begun=False)).rowcount:  # it may seem done by now
                over = ALERT.c.id == alert, ALERT.c.state == "done"
                connection.execute(update(ALERT).where(*over).values(state="sending"))
        else:
            _settle(connection, alert, key, how)

    await store.quick.write(work)


def _settle(connection: Connection, alert: str, key: str, how: str) -> None:
    connection.execute(delete(COPY).where(COPY.c.alert == alert, COPY.c.key == key))
    connection.execute(update(ALERT).where(ALERT.c.id == alert).values({how: ALERT.c[how] + 1}))


async def finish(store: Store, alert: str) -> bool:
    """All copies have gone out: it is done. False while some wait.

    What another program has begun stays marked until it says what became of it, or until the next day (`expire`).
    """
    waiting = select(COPY.c.key).where(COPY.c.alert == alert, COPY.c.begun.is_(False)).limit(1)

    def work(connection: Connection) -> bool:
        if connection.execute(waiting).first():
            return False
        connection.execute(update(ALERT).where(ALERT.c.id == alert, ALERT.c.state == "sending").values(state="done"))
        return True

    return await store.quick.write(work)


async def expire(store: Store, now: int) -> None:
    """Erase warnings whose time is over, and copies of done ones of which nobody will say what became of them."""
    done = select(ALERT.c.id).where(ALERT.c.state == "done", ALERT.c.expires <= now + KEPT_S - DAY_S)

    def work(connection: Connection) -> None:
        connection.execute(delete(ALERT).where(ALERT.c.expires <= now))
        connection.execute(delete(COPY).where(COPY.c.alert.in_(done)))
        connection.execute(delete(COPY).where(COPY.c.alert.not_in(select(ALERT.c.id))))

    await store.quick.write(work)
