"""The tables and the engine that reaches them. No column here can hold a message, a name or a number."""

import asyncio
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import BigInteger, Index, event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlmodel import Field, SQLModel

from bot.store.quick import Quick

# A server that was started again is no error. The smallest ones for rent take twenty connections in all, and the short
# way (`quick.py`), the queue and listening want eight beside these.
SERVER: dict[str, Any] = {"pool_pre_ping": True, "pool_size": 5, "max_overflow": 1}


class Person(SQLModel, table=True):
    """What somebody chose. `key` is a keyed hash of the chat; `updated` the Monday before the last change or return."""

    key: str = Field(primary_key=True, max_length=64)
    language: str = Field(default="", max_length=16)
    country: str = Field(default="", max_length=2)
    updated: date = Field(index=True)


class Tally(SQLModel, table=True):
    """How often something happened in a week (its Monday): kind "level", value "stop". Tied to no person."""

    week: date = Field(primary_key=True)
    kind: str = Field(primary_key=True, max_length=32)
    value: str = Field(primary_key=True, max_length=64)
    count: int = 0


class Lookup(SQLModel, table=True):
    """What a look-up found: `key` is its kind and a domain ("rdap:example.com"), `at` seconds since 1970."""

    key: str = Field(primary_key=True, max_length=300)
    value: str
    at: int = Field(default=0, sa_type=BigInteger)


class BlockList(SQLModel, table=True):
    """The last good copy of a block list. `key` is a hash of its address; `read` and `tried` seconds since 1970.

    `digests` are eight bytes for each host on it, sorted: enough to ask, too little to read the list out of them.
    """

    key: str = Field(primary_key=True, max_length=64)
    read: int = Field(default=0, sa_type=BigInteger)
    tried: int = Field(default=0, sa_type=BigInteger)
    etag: str = Field(default="", max_length=200)
    digests: bytes = b""


class State(SQLModel, table=True):
    """Where a conversation stands. `sealed` opens with the secret only; `expires` seconds since 1970."""

    key: str = Field(primary_key=True, max_length=64)
    kind: str = Field(primary_key=True, max_length=32)
    sealed: bytes
    expires: int = Field(sa_type=BigInteger, index=True)


class Waiting(SQLModel, table=True):
    """An update of Telegram that is not answered yet; erased when it is. Times are seconds since 1970.

    `chat` is a keyed hash for the order within a chat; `sealed` the update and `plan` the answer, both sealed; `sent`
    the numbers of the messages Telegram has confirmed. `slow`: a picture or paper, which must not keep texts waiting.
    `owner` works on it until `until`, not before `due`.
    """

    __tablename__ = "inbox"
    __table_args__ = (Index("ix_inbox_chat", "chat", "update_id"),)

    update_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    chat: str = Field(max_length=64)
    sealed: bytes
    plan: bytes = b""
    sent: str = ""
    slow: bool = False
    at: float
    due: float = 0.0
    owner: str = Field(default="", max_length=64)
    until: float = 0.0
    tries: int = 0


class Seen(SQLModel, table=True):
    """The number of an update that came, for a day, so that Telegram's repeats are dropped. Nothing else of it."""

    update_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    at: int = Field(sa_type=BigInteger, index=True)


class Replica(SQLModel, table=True):
    """A worker that is alive: what Telegram allows to be sent each second is shared among these."""

    owner: str = Field(primary_key=True, max_length=64)
    until: float


class Blocked(SQLModel, table=True):
    """A chat the operator does not want to serve, under a keyed hash, and since when."""

    key: str = Field(primary_key=True, max_length=64)
    since: date


class Allowance(SQLModel, table=True):
    """What is left to a chat (`key`: a keyed hash) of what it may ask; grows again with the seconds since `at`.

    `told`: it was asked to slow down, and nothing since. `said` is what the last one was answered: 0 yes, 1 slow down,
    2 nothing. `last` is a keyed hash of what came last, `number` that update's.
    """

    key: str = Field(primary_key=True, max_length=64)
    tokens: float
    at: float = Field(index=True)
    told: bool = False
    said: int = 0
    last: bytes = b""
    number: int = Field(default=0, sa_type=BigInteger)


@dataclass(slots=True)
class Remembered:
    """Keys that are looked for with every text, as they were at `at` (seconds since 1970); None: not remembered."""

    at: float = 0.0
    keys: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Store:
    """Two ways into the database, and the secret for hashes and seals. `old`: secrets of before, newest first.

    `confirmed`: where what two reviewers confirmed is remembered (`heard.py`).
    """

    engine: AsyncEngine
    secret: bytes
    quick: Quick
    old: tuple[bytes, ...] = ()
    confirmed: Remembered = field(default_factory=Remembered, compare=False)

    @property
    def secrets(self) -> tuple[bytes, ...]:
        return (self.secret, *self.old)

    @property
    def small(self) -> bool:
        """A file beside the program, for one process."""
        return self.engine.dialect.name == "sqlite"


def open_store(url: str, secret: bytes, old: tuple[bytes, ...] = (), gather_s: float = 0.0) -> Store:
    """An engine for `url`; the folder of an SQLite file is made. Nothing is read or written yet.

    `gather_s`: for how many seconds counts are gathered before they are written.
    """
    parsed = make_url(url)
    small = parsed.get_backend_name() == "sqlite"
    engine = create_async_engine(parsed, **({} if small else SERVER))
    if small:
        if parsed.database and parsed.database != ":memory:":
            Path(parsed.database).parent.mkdir(0o700, parents=True, exist_ok=True)
        event.listen(engine.sync_engine, "connect", settle_sqlite)
    return Store(engine, secret, Quick(parsed, settle_sqlite, gather_s), old)


def settle_sqlite(connection: DBAPIConnection, _record: object) -> None:
    """Readers and a writer side by side, waiting 5 s for a lock; what is erased is overwritten with zeros."""
    cursor = connection.cursor()
    for setting in ("journal_mode=WAL", "busy_timeout=5000", "synchronous=NORMAL", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


async def close(store: Store) -> None:
    await store.quick.settle()
    await store.engine.dispose()
    await asyncio.to_thread(store.quick.close)
