"""What is kept about whoever has just written, in one look at the database: it stands before every answer."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    CompoundSelect,
    Connection,
    Date,
    String,
    bindparam,
    false,
    literal,
    select,
    union_all,
)
from sqlmodel import SQLModel

from bot.store import partners
from bot.store.ends import FRESH, again
from bot.store.partners import Partner
from bot.store.people import PERSON, Known, keys_of
from bot.store.tables import Store

GUEST, STATE = partners.GUEST, SQLModel.metadata.tables["state"]


@cache
def _look_at(secrets: int) -> CompoundSelect[Any]:
    """For so many secrets; a list of any length would be made anew each time, which costs more than asking."""

    def among(name: str) -> list[BindParameter[str]]:
        return [bindparam(f"{name}{n}", type_=String) for n in range(secrets)]

    return union_all(
        select(
            literal("person").label("what"),
            PERSON.c.key,
            PERSON.c.language,
            PERSON.c.country,
            (PERSON.c.updated < bindparam("stale", type_=Date)).label("old"),
        ).where(PERSON.c.key.in_(among("person"))),
        select(literal("guest"), GUEST.c.key, literal(""), literal(""), false()).where(GUEST.c.key.in_(among("guest"))),
        select(literal("note"), STATE.c.kind, literal(""), literal(""), false()).where(
            STATE.c.key.in_(among("state")), STATE.c.expires > bindparam("now")
        ),
    )


@dataclass(frozen=True, slots=True)
class Met:
    """Who it is, through whose link they came, and the kinds of sealed notes that wait for their next message."""

    known: Known | None = None
    partner: Partner | None = None
    notes: frozenset[str] = frozenset()


async def met(store: Store, chat: int, now: int, today: date) -> Met:
    """As of `now`, in seconds since 1970. Who was away for long is noted as here again."""
    keys = keys_of(store, chat)
    values: dict[str, object] = {"now": now, "stale": today - FRESH}
    all_keys = (("person", keys), ("guest", keys_of(store, chat, "guest")), ("state", keys_of(store, chat, "state")))
    values |= {f"{name}{n}": key for name, found in all_keys for n, key in enumerate(found)}
    rows = await store.quick.read(lambda connection: _look(connection, len(keys), values))
    people = {key: Known(language, country) for what, key, language, country, _old in rows if what == "person"}
    known = next((people[key] for key in keys if key in people), None)
    if any(old for *_, old in rows):
        await again(store, chat, today)
    guest = any(what == "guest" for what, *_ in rows)
    partner = await partners.of_chat(store, chat) if known and guest else None
    return Met(known, partner, frozenset(name for what, name, *_ in rows if what == "note"))


def _look(connection: Connection, secrets: int, values: dict[str, object]) -> list[tuple[str, str, str, str, bool]]:
    return [tuple(row) for row in connection.execute(_look_at(secrets), values)]
