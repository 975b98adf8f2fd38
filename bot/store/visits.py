"""Signing in: a link that works once for ten minutes, and the visit it opens, for twelve hours at most.

What the link and the browser hold are random 256 bits; here lie only keyed hashes of them, so nothing has to be signed:
a value that we did not make is found nowhere.
"""

import hmac
import secrets

from sqlalchemy import Connection, delete, select

from bot.store.accounts import FIELDS, account_of
from bot.store.desk_tables import ACCOUNT, INVITATION, SIGNIN, VISIT, Account
from bot.store.report_tables import keys_for
from bot.store.tables import Store

LINK_S = 600
VISIT_S = 12 * 3600
BYTES = 32


async def link(store: Store, account: str, now: int) -> str:
    """A new word that signs this account in; an older one is no good any more."""
    word = secrets.token_urlsafe(BYTES)
    row = {"key": keys_for(store, "signin", word)[0], "account": account, "expires": now + LINK_S}

    def work(connection: Connection) -> None:
        connection.execute(delete(SIGNIN).where(SIGNIN.c.account == account))
        connection.execute(SIGNIN.insert().values(row))

    await store.quick.write(work)
    return word


async def begin(store: Store, word: str, now: int) -> str | None:
    """Use a link's word up: what the browser is to hold from now on, always new. None for a word that is no good."""
    held = secrets.token_urlsafe(BYTES)
    wanted = SIGNIN.c.key.in_(keys_for(store, "signin", word)), SIGNIN.c.expires > now
    key = keys_for(store, "visit", held)[0]

    def work(connection: Connection) -> str | None:
        account = connection.execute(delete(SIGNIN).where(*wanted).returning(SIGNIN.c.account)).scalar()
        if account is None:
            return None
        connection.execute(VISIT.insert().values(key=key, account=account, expires=now + VISIT_S))
        return held

    return await store.quick.write(work)


async def visitor(store: Store, held: str, now: int) -> Account | None:
    """Who is signed in with what a browser holds."""
    columns = [ACCOUNT.c[name] for name in FIELDS]
    mine = VISIT.c.key.in_(keys_for(store, "visit", held)), VISIT.c.expires > now
    row = select(*columns).join(VISIT, VISIT.c.account == ACCOUNT.c.id).where(*mine)
    return await store.quick.read(lambda connection: account_of(connection.execute(row).first()))


async def end(store: Store, held: str) -> None:
    gone = delete(VISIT).where(VISIT.c.key.in_(keys_for(store, "visit", held)))
    await store.quick.write(lambda connection: connection.execute(gone) and None)


async def expire(store: Store, now: int) -> None:
    """Erase invitations, links and visits whose time is over."""

    def work(connection: Connection) -> None:
        for table in (INVITATION, SIGNIN, VISIT):
            connection.execute(delete(table).where(table.c.expires <= now))

    await store.quick.write(work)


def form_key(store: Store, held: str) -> str:
    """What each form of a visit carries: only a page of ours, shown to this visitor, can know it."""
    return keys_for(store, "form", held)[0]


def is_form_key(store: Store, held: str, given: str) -> bool:
    """Compared in a time that tells nothing."""
    found = [hmac.compare_digest(key, given) for key in keys_for(store, "form", held) if given.isascii()]
    return any(found)
