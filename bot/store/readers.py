"""Who asked for warnings: the chat sealed, its country and language, and nothing else. Off until somebody asks."""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, select
from sqlmodel import SQLModel

from bot.store.people import keys_of
from bot.store.review_tables import AlertCopy, AlertReader, AlertRow
from bot.store.seal import seal
from bot.store.tables import Store

READER = SQLModel.metadata.tables[str(AlertReader.__tablename__)]
ALERT = SQLModel.metadata.tables[str(AlertRow.__tablename__)]
COPY = SQLModel.metadata.tables[str(AlertCopy.__tablename__)]
SEAL = "alert reader"


@dataclass(frozen=True, slots=True)
class Reads:
    """For which country and in which language somebody gets warnings."""

    country: str
    language: str


async def join(store: Store, chat: int, reads: Reads) -> None:
    """This chat wants warnings; asked again, for what it says now."""
    key = keys_of(store, chat, "alerts")[0]
    sealed = seal(store.secrets, SEAL, key, str(chat).encode())
    row = {"key": key, "country": reads.country, "language": reads.language, "sealed": sealed}

    def work(connection: Connection) -> None:
        _gone(connection, keys_of(store, chat, "alerts"))
        connection.execute(READER.insert().values(row))

    await store.quick.write(work)


async def leave(store: Store, chat: int) -> None:
    """This chat wants none: also none of those that are on their way."""
    await store.quick.write(lambda connection: _gone(connection, keys_of(store, chat, "alerts")))


def _gone(connection: Connection, keys: list[str]) -> None:
    connection.execute(delete(COPY).where(COPY.c.key.in_(keys)))
    connection.execute(delete(READER).where(READER.c.key.in_(keys)))


def warnings_of(connection: Connection, partner: str) -> None:
    """A partner goes: what it wrote, and what of it is on its way, goes too."""
    connection.execute(delete(COPY).where(COPY.c.alert.in_(select(ALERT.c.id).where(ALERT.c.partner == partner))))
    connection.execute(delete(ALERT).where(ALERT.c.partner == partner))


async def reads(store: Store, chat: int) -> Reads | None:
    """What this chat asked for, or None."""
    mine = select(READER.c.country, READER.c.language).where(READER.c.key.in_(keys_of(store, chat, "alerts")))
    row = await store.quick.read(lambda connection: connection.execute(mine).first())
    return Reads(row.country, row.language) if row else None


async def count(store: Store, country: str, language: str) -> int:
    """How many get warnings for this country in this language. Not to be shown under five."""
    those = select(func.count()).select_from(READER).where(READER.c.country == country, READER.c.language == language)
    return await store.quick.read(lambda connection: int(connection.scalar(those) or 0))
