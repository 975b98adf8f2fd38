"""The functions that touch the person table: know, remember, forget."""

import hmac
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, String, bindparam, delete, select
from sqlmodel import SQLModel

from bot.store.adding import insert_into
from bot.store.tables import Store

PERSON = SQLModel.metadata.tables["person"]


@dataclass(frozen=True, slots=True)
class Known:
    """What a person chose before; "" is "not chosen". That it exists means: we have asked for the country."""

    language: str = ""
    country: str = ""


def key_of(store: Store, chat: int, table: str = "") -> str:
    """The keyed hash a chat is kept under. Without the secret nobody can find it by trying all chat ids."""
    return keys_of(store, chat, table)[0]


def keys_of(store: Store, chat: int, table: str = "") -> list[str]:
    """The keyed hashes of a chat, by the newest secret first: what was kept before a change of secrets is found.

    Tables with a name have hashes of their own, so that nobody can put together what belongs to one chat.
    """
    what = f"{table}:{chat}" if table else str(chat)
    return [hmac.digest(secret, what.encode(), "sha256").hex() for secret in store.secrets]


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


async def known(store: Store, chat: int) -> Known | None:
    keys = keys_of(store, chat)
    return await store.quick.read(lambda connection: _row(connection, keys))


async def remember(
    store: Store, chat: int, today: date, language: str | None = None, country: str | None = None
) -> None:
    """Keep a choice; None leaves the other as it was. Without either it keeps only that we have met."""
    key, *older = keys = keys_of(store, chat)

    def work(connection: Connection) -> None:
        old = _row(connection, keys) or Known()
        row = {
            "language": old.language if language is None else language,
            "country": old.country if country is None else country,
            "updated": monday(today),
        }
        connection.execute(_keeping(connection.dialect.name), {"key": key, **row})
        if older:
            connection.execute(delete(PERSON).where(PERSON.c.key.in_(older)))

    await store.quick.write(work)


@cache  # making it costs more than doing it
def _keeping(dialect: str) -> Any:  # noqa: ANN401  # the two dialects have no common type
    insert = insert_into(PERSON, dialect)
    new = {name: insert.excluded[name] for name in ("language", "country", "updated")}
    return insert.on_conflict_do_update(index_elements=["key"], set_=new)


@cache
def _finding(secrets: int) -> Select[Any]:
    """For so many secrets: a list of any length would be made anew each time."""
    keys = [bindparam(f"key{n}", type_=String) for n in range(secrets)]
    return select(PERSON.c.key, PERSON.c.language, PERSON.c.country).where(PERSON.c.key.in_(keys))


async def forget(store: Store, chat: int) -> None:
    """Erase the person's row. All that is kept of them: `erase.py`."""
    gone = delete(PERSON).where(PERSON.c.key.in_(keys_of(store, chat)))
    await store.quick.write(lambda connection: connection.execute(gone) and None)


def _row(connection: Connection, keys: list[str]) -> Known | None:
    """What is kept under the newest of the keys that has something."""
    found = connection.execute(_finding(len(keys)), {f"key{n}": key for n, key in enumerate(keys)})
    rows = {row.key: Known(row.language, row.country) for row in found}
    return next((rows[key] for key in keys if key in rows), None)
