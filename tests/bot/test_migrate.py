"""The tables are brought from each released form to the newest and back, with what is in them, on both databases."""

import asyncio
import sys
from datetime import date
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlmodel import SQLModel

from bot import store
from bot.store import migrate, state
from bot.store.migrate import HEAD, StoreError, form_of, prepare
from bot.store.steps import HOME
from bot.store.tables import Store, close, open_store

ROOT = Path(__file__).parents[2]
DAY = date(2026, 11, 22)
FIRST_RELEASE = ["person", "tally", "lookup", "blocklist"]  # made by SQLModel itself, without a form


async def first_release(shop: Store) -> None:
    """A database as the first release left it."""
    await migrate.migrate(shop, "base")
    tables = [SQLModel.metadata.tables[name] for name in FIRST_RELEASE]
    async with shop.engine.begin() as connection:
        await connection.execute(text("drop table alembic_version"))
        await connection.run_sync(SQLModel.metadata.create_all, tables=tables)
    await store.remember(shop, 7, DAY, country="NP")


def differences(connection: Connection) -> list[object]:
    return compare_metadata(MigrationContext.configure(connection), SQLModel.metadata)


async def test_the_migrations_make_the_tables_the_program_knows(any_shop: Store) -> None:
    async with any_shop.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_what_the_first_release_kept_is_there_after_going_forward_back_and_forward(any_shop: Store) -> None:
    await first_release(any_shop)
    assert await form_of(any_shop) == ""
    for form in (HEAD, "0001", HEAD):
        await migrate.migrate(any_shop, form)
        assert await form_of(any_shop) == form
        assert await store.known(any_shop, 7) == store.Known("", "NP")
    await state.put(any_shop, 7, "a", b"x", 2_000_000_000)
    async with any_shop.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_going_back_to_nothing_leaves_nothing(any_shop: Store) -> None:
    await migrate.migrate(any_shop, "base")
    assert await form_of(any_shop) == ""
    await migrate.migrate(any_shop)
    assert await store.known(any_shop, 7) is None


async def test_replicas_that_migrate_at_once_wait_for_each_other(any_shop: Store) -> None:
    await first_release(any_shop)
    url = any_shop.engine.url.render_as_string(hide_password=False)
    replicas = [store.open_store(url, any_shop.secret) for _ in range(4)]
    await asyncio.gather(*(migrate.migrate(replica) for replica in replicas))
    for replica in replicas:
        await store.close(replica)
    assert await form_of(any_shop) == HEAD
    assert await store.known(any_shop, 7) == store.Known("", "NP")


async def test_a_small_store_migrates_at_the_start_and_a_large_one_asks_for_release(any_shop: Store) -> None:
    await first_release(any_shop)
    if any_shop.small:
        await prepare(any_shop)
        assert await form_of(any_shop) == HEAD
    else:
        with pytest.raises(StoreError, match="python -m bot release"):
            await prepare(any_shop)


async def test_a_database_of_a_newer_program_is_left_alone(any_shop: Store) -> None:
    async with any_shop.engine.begin() as connection:
        await connection.execute(text("update alembic_version set version_num = '9999'"))
    with pytest.raises(StoreError, match="newer than this program"):
        await prepare(any_shop)
    with pytest.raises(StoreError, match="no way"):
        await migrate.migrate(any_shop)


def test_the_newest_migration_is_the_one_the_program_asks_for() -> None:
    config = Config()
    config.set_main_option("script_location", str(HOME))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


START = """
import asyncio, sys
from bot.store import close, open_store, prepare
from bot.store.beforehand import brought_up
async def ready():
    store = open_store(sys.argv[1], b"")
    await prepare(store)
    await close(store)
with brought_up(sys.argv[1]):
    pass
asyncio.run(ready())
print("alembic" in sys.modules)
"""


@pytest.mark.parametrize("form", ["", "base", "0005", HEAD])
async def test_a_start_finds_its_file_brought_up_to_date_and_needs_no_alembic(tmp_path: Path, form: str) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/new/bot.db"
    if form:
        store = open_store(url, b"secret")
        await migrate.migrate(store, form)
        await close(store)
    words = (sys.executable, "-W", "error", "-c", START, url)
    process = await asyncio.create_subprocess_exec(*words, stdout=asyncio.subprocess.PIPE, cwd=ROOT)
    assert await process.communicate() == (b"False\n", None)


async def test_what_goes_wrong_beside_a_start_is_told_by_the_start(tmp_path: Path) -> None:
    file = tmp_path / "bot.db"
    file.write_bytes(b"no database" * 1000)
    words = (sys.executable, "-W", "error", "-c", START, f"sqlite+aiosqlite:///{file}")
    process = await asyncio.create_subprocess_exec(*words, stderr=asyncio.subprocess.PIPE, cwd=ROOT)
    _out, said = await process.communicate()
    assert said.count(b"sqlite3.DatabaseError: file is not a database") == 1
