"""Accounts of the partners' pages: inviting, taking an invitation, listing, dropping, forgetting."""

import secrets
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, delete, select

from bot.store.desk_tables import ACCOUNT, INVITATION, SIGNIN, VISIT, Account, Role
from bot.store.people import keys_of
from bot.store.report_tables import keys_for
from bot.store.tables import Store

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that looks like something else
FIRST = "d"  # tells an invitation from other links that start us
LENGTH = 26  # characters behind it: 128 bits
IDENT = 8
INVITED_S = 7 * 86_400  # for which an invitation can be taken
FIELDS = ("id", "partner", "role", "label", "since")


async def invite(store: Store, label: str, role: Role, partner: str, now: int) -> str:
    """The code that makes an account of the chat that sends it first, within a week. It is kept nowhere."""
    code = FIRST + _letters(LENGTH)
    row = {"key": keys_for(store, "invitation", code)[0], "partner": partner, "role": role, "label": label}
    made = INVITATION.insert().values(expires=now + INVITED_S, **row)
    await store.quick.write(lambda connection: connection.execute(made) and None)
    return code


def is_invitation(code: str) -> bool:
    """Whether it has the form of one."""
    return code.startswith(FIRST) and len(code) == len(FIRST) + LENGTH and set(code) <= set(ALPHABET)


async def take(store: Store, chat: int, code: str, today: date, now: int) -> Account | None:
    """Use an invitation up: the chat has this account from now on, and no other. None when it is no good (any more)."""
    if not is_invitation(code):
        return None
    keys, ident = keys_of(store, chat, "account"), _named(store, chat)
    wanted = INVITATION.c.key.in_(keys_for(store, "invitation", code)), INVITATION.c.expires > now
    columns = (INVITATION.c.partner, INVITATION.c.role, INVITATION.c.label)

    def work(connection: Connection) -> Account | None:
        found = connection.execute(delete(INVITATION).where(*wanted).returning(*columns)).first()
        if found is None:
            return None
        before = connection.execute(select(ACCOUNT.c.id).where(ACCOUNT.c.key.in_(keys))).scalars().all()
        _gone(connection, before)
        account = Account(next(iter(before), ident), found.partner, found.role, found.label, today)
        values = {name: getattr(account, name) for name in FIELDS}
        connection.execute(ACCOUNT.insert().values(key=keys[0], **values))
        return account

    return await store.quick.write(work)


async def of_chat(store: Store, chat: int) -> Account | None:
    mine = select(*_columns()).where(ACCOUNT.c.key.in_(keys_of(store, chat, "account")))
    return await store.quick.read(lambda connection: account_of(connection.execute(mine).first()))


async def find(store: Store, ident: str) -> Account | None:
    one = select(*_columns()).where(ACCOUNT.c.id == ident)
    return await store.quick.read(lambda connection: account_of(connection.execute(one).first()))


async def everyone(store: Store) -> list[Account]:
    rows = select(*_columns()).order_by(ACCOUNT.c.partner, ACCOUNT.c.label, ACCOUNT.c.id)
    return await store.quick.read(lambda connection: [Account(*row) for row in connection.execute(rows)])


async def drop(store: Store, ident: str) -> bool:
    """Take an account away; whoever is signed in with it is out at once. False when there is none."""
    return await store.quick.write(lambda connection: _gone(connection, [ident]))


async def forget(store: Store, chat: int) -> None:
    """The person no longer wants an account."""
    mine = select(ACCOUNT.c.id).where(ACCOUNT.c.key.in_(keys_of(store, chat, "account")))
    await store.quick.write(lambda connection: _gone(connection, connection.execute(mine).scalars().all()))


def drop_of(connection: Connection, partner: str) -> None:
    """A partner goes, and its people and invitations with it."""
    connection.execute(delete(INVITATION).where(INVITATION.c.partner == partner))
    _gone(connection, connection.execute(select(ACCOUNT.c.id).where(ACCOUNT.c.partner == partner)).scalars().all())


def account_of(row: Row[Any] | None) -> Account | None:
    """The columns are those of the fields."""
    return Account(*tuple(row)) if row else None


def _columns() -> list[Any]:
    return [ACCOUNT.c[name] for name in FIELDS]


def _gone(connection: Connection, idents: Sequence[str]) -> bool:
    for table in (SIGNIN, VISIT):
        connection.execute(delete(table).where(table.c.account.in_(idents)))
    return bool(connection.execute(delete(ACCOUNT).where(ACCOUNT.c.id.in_(idents))).rowcount)


def _named(store: Store, chat: int) -> str:
    """The id of a chat's account, always the same: invited twice, nobody is the second to agree with themselves."""
    number, letters = int(keys_for(store, "account-id", chat)[0], 16), ""
    for _ in range(IDENT):
        number, at = divmod(number, len(ALPHABET))
        letters += ALPHABET[at]
    return letters


def _letters(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
