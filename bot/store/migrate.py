"""Bringing the tables to the form this program knows, forward and back; two programs at once wait for each other.

An SQLite file is brought up to date at the start. On PostgreSQL, where several replicas start at different times,
`python -m bot release` does it once for all, and the start only looks whether it was done.
"""

from sqlalchemy import Connection, inspect, text

from bot.store.faults import SQLITE
from bot.store.tables import Store

HEAD = "0010"  # the newest form; a test compares it with the newest migration


class StoreError(RuntimeError):
    """The database is not as this program needs it; the message says what to do."""


async def prepare(store: Store) -> None:
    """Make the store ready for use. Raises StoreError when the database is of another version than the program."""
    if store.small and not await store.quick.read(whole):
        raise StoreError(SQLITE["SQLITE_CORRUPT"])
    form = await form_of(store)
    if form == HEAD:
        return
    if form > HEAD:
        raise StoreError("the database is newer than this program; start the newer program, or restore a backup")
    if not store.small:
        raise StoreError("the database is not ready for this program yet; run: python -m bot release")
    await migrate(store)


def whole(connection: Connection) -> bool:
    """False when SQLite finds a damaged page in its file."""
    return connection.execute(text("pragma quick_check(1)")).scalar() == "ok"


async def form_of(store: Store) -> str:
    """The form the database has; "" for an empty one and for one from before there were forms."""
    async with store.engine.connect() as connection:
        return await connection.run_sync(form_in)


def form_in(connection: Connection) -> str:
    """The same, for a connection that is there already."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.execute(text("select version_num from alembic_version")).scalar() or "")


async def migrate(store: Store, to: str = HEAD) -> None:
    """Bring the tables to the form `to` ("base" for none), all or nothing. Raises StoreError for an unknown form."""
    from bot.store.steps import UnknownForm, run  # noqa: PLC0415  # half a second that most starts can do without

    async with store.engine.connect() as connection:
        try:
            await connection.run_sync(run, to)
        except UnknownForm:
            raise StoreError(f"there is no way from the form of this database to {to}") from None
        await connection.commit()
