"""Partners: who shares the bot by a link of their own, which chats came through it, and what is counted for each.

A partner is an organisation; nothing in its row is about a person. Which partner a chat came through lies under a keyed
hash of its own, so that nobody can put it together with the chat's other rows.
"""

import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import Connection, delete, func, or_, select
from sqlmodel import Field, SQLModel

from bot.store.accounts import drop_of
from bot.store.adding import insert_into
from bot.store.people import keys_of, monday
from bot.store.readers import warnings_of
from bot.store.tables import Store
from bot.store.tally import TALLY

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that looks like something else: people type it from a card
FIRST = "p"  # tells the code from other links that start us
LENGTH = 10  # characters behind it: 49 bits, nobody comes upon another partner's code
LEAST = 5  # a smaller count is never shown, and a larger one is rounded down to a multiple of it


class PartnerRow(SQLModel, table=True):
    """An organisation with a link of its own. `given`: the day it told us its helpline."""

    __tablename__ = "partner"

    code: str = Field(primary_key=True, max_length=16)
    name: str = Field(max_length=80)
    language: str = Field(default="", max_length=16)
    country: str = Field(default="", max_length=2)
    helpline: str = Field(default="", max_length=80)
    phone: str = Field(default="", max_length=40)
    url: str = Field(default="", max_length=200)
    given: date


class GuestRow(SQLModel, table=True):
    """That a chat came through a partner's link. `key` is a keyed hash of the chat; `updated` as in `Person`."""

    __tablename__ = "guest"

    key: str = Field(primary_key=True, max_length=64)
    partner: str = Field(max_length=16, index=True)
    updated: date = Field(index=True)


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner as the other parts see it; `language` and `country` are what it presets, "" for nothing."""

    code: str
    name: str
    language: str
    country: str
    helpline: str
    phone: str
    url: str
    given: date


PARTNER, GUEST = SQLModel.metadata.tables["partner"], SQLModel.metadata.tables["guest"]


def new_code() -> str:
    return FIRST + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def kind_of(code: str) -> str:
    """The kind under which this partner's counts stand in the tally."""
    return f"partner:{code}"


async def add(store: Store, partner: Partner) -> None:
    await store.quick.write(lambda connection: connection.execute(PARTNER.insert().values(asdict(partner))) and None)


async def everyone(store: Store) -> list[Partner]:
    rows = select(PARTNER).order_by(PARTNER.c.name, PARTNER.c.code)
    return await store.quick.read(lambda connection: [Partner(*row) for row in connection.execute(rows)])


async def find(store: Store, code: str) -> Partner | None:
    if not code.startswith(FIRST) or len(code) != len(FIRST) + LENGTH:
        return None
    row = select(PARTNER).where(PARTNER.c.code == code)
    return await store.quick.read(lambda connection: _first(connection.execute(row).first()))


async def of_chat(store: Store, chat: int) -> Partner | None:
    """The partner through whose link a chat came."""
    mine = GUEST.c.key.in_(keys_of(store, chat, "guest"))
    row = select(PARTNER).join(GUEST, GUEST.c.partner == PARTNER.c.code).where(mine)
    return await store.quick.read(lambda connection: _first(connection.execute(row).first()))


def _first(row: tuple[object, ...] | None) -> Partner | None:
    return Partner(*row) if row else None  # type: ignore[arg-type]  # the columns are those of the fields


async def join(store: Store, chat: int, code: str, today: date) -> bool:
    """Keep that a chat came through this link, in the place of an earlier one. False when it was so already."""
    key, *older = keys = keys_of(store, chat, "guest")

    def work(connection: Connection) -> bool:
        before = connection.execute(select(GUEST.c.partner).where(GUEST.c.key.in_(keys))).scalars().all()
        row = {"partner": code, "updated": monday(today)}
        insert = insert_into(GUEST, store.engine.dialect.name).values(key=key, **row)
        connection.execute(insert.on_conflict_do_update(index_elements=["key"], set_=row))
        if older:
            connection.execute(delete(GUEST).where(GUEST.c.key.in_(older)))
        return code not in before

    return await store.quick.write(work)


async def forget(store: Store, chat: int) -> None:
    gone = delete(GUEST).where(GUEST.c.key.in_(keys_of(store, chat, "guest")))
    await store.quick.write(lambda connection: connection.execute(gone) and None)


async def drop(store: Store, code: str) -> bool:
    """Take a partner away, with its counts, accounts and warnings, and what ties chats to it. False: there is none."""

    own = kind_of(code)

    def work(connection: Connection) -> bool:
        connection.execute(delete(GUEST).where(GUEST.c.partner == code))
        connection.execute(delete(TALLY).where(or_(TALLY.c.kind == own, TALLY.c.kind.startswith(f"{own}:"))))
        drop_of(connection, code)
        warnings_of(connection, code)
        return bool(connection.execute(delete(PARTNER).where(PARTNER.c.code == code)).rowcount)

    return await store.quick.write(work)


async def figures(store: Store, code: str) -> Mapping[str, int]:
    """What was counted for a partner over all weeks, rounded down to fives; what is under five is left out."""
    sums = (
        select(TALLY.c.value, func.sum(TALLY.c.count))
        .where(TALLY.c.kind == kind_of(code))
        .group_by(TALLY.c.value)
        .order_by(TALLY.c.value)
    )
    rows = await store.quick.read(lambda connection: connection.execute(sums).all())
    return {value: int(count) // LEAST * LEAST for value, count in rows if count >= LEAST}
