"""The tables and the engine that reaches them. No column here can hold a message, a name or a number."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import BigInteger, event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlmodel import Field, SQLModel


class Person(SQLModel, table=True):
    """What somebody chose. `key` is a keyed hash of the chat; `updated` the Monday before the last change."""

    key: str = Field(primary_key=True, max_length=64)
    language: str = Field(default="", max_length=16)
    country: str = Field(default="", max_length=2)
    updated: date


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


@dataclass(frozen=True, slots=True)
class Store:
    """A way into the database, and the secret that chat ids are hashed with."""

    engine: AsyncEngine
    secret: bytes


def open_store(url: str, secret: bytes) -> Store:
    """An engine for `url`; the folder of an SQLite file is made. Nothing is read or written yet."""
    parsed = make_url(url)
    engine = create_async_engine(parsed)
    if parsed.get_backend_name() == "sqlite":
        if parsed.database and parsed.database != ":memory:":
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        event.listen(engine.sync_engine, "connect", _settle_sqlite)
    return Store(engine, secret)


def _settle_sqlite(connection: DBAPIConnection, _record: object) -> None:
    """Readers and a writer side by side, waiting 5 s for a lock; what is erased is overwritten with zeros."""
    cursor = connection.cursor()
    for setting in ("journal_mode=WAL", "busy_timeout=5000", "synchronous=NORMAL", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


async def prepare(store: Store) -> None:
    """Create the tables where they are missing."""
    async with store.engine.begin() as connection:
        await connection.run_sync(SQLModel.metadata.create_all)


async def close(store: Store) -> None:
    await store.engine.dispose()
