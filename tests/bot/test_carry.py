"""Everything goes from SQLite to PostgreSQL and back; stopped anywhere, it goes on and nothing is there twice."""

import time
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy
from sqlalchemy import insert
from sqlmodel import SQLModel

from bot import store
from bot.store import state
from bot.store.carry import BATCH, carry
from bot.store.migrate import StoreError, migrate
from bot.store.tables import Store
from tests.bot.postgres import database
from tests.bot.test_process import done

TABLES = SQLModel.metadata.tables
DAY = date(2026, 11, 16)
MANY = 100_000


class Stopped(Exception):
    """The machine goes off."""


def address(shop: Store) -> str:
    return shop.engine.url.render_as_string(hide_password=False)


async def filled(shop: Store, people: int) -> None:
    """So many people, one of them known by number, a note, counts with dates in their keys."""
    rows = [{"key": f"{n:064}", "language": "en", "country": "NP", "updated": DAY} for n in range(people - 1)]
    async with shop.engine.begin() as connection:
        await connection.execute(insert(TABLES["person"]), rows)
    await store.remember(shop, 7, DAY, country="KE")
    await state.put(shop, 7, "a", b"canary words", 2_000_000_000)
    await store.count(shop, DAY, [("level", str(n)) for n in range(BATCH + 5)])


async def counts(shop: Store) -> dict[str, int]:
    async with shop.engine.connect() as connection:
        return {
            name: (await connection.execute(sqlalchemy.select(sqlalchemy.func.count()).select_from(table))).scalar()
            or 0
            for name, table in TABLES.items()
        }


async def test_a_hundred_thousand_rows_are_carried_though_it_is_stopped_twice(
    shop: Store, postgres_server: str
) -> None:
    await filled(shop, MANY)
    target = database(postgres_server)
    said: list[str] = []

    def stop_after(most: int) -> None:
        def say(line: str) -> None:
            said.append(line)
            if line.startswith("person:") and sum(one.startswith("person:") for one in said) == most:
                raise Stopped

        with pytest.raises(Stopped):
            carry(address(shop), target, say)

    stop_after(10)
    stop_after(30)
    carry(address(shop), target, said.append)
    assert sum("going on where it stopped" in line for line in said) >= 2
    assert sum(f"person: {BATCH:,} rows more" in line for line in said) == MANY // BATCH, "no batch was carried twice"
    new = store.open_store(target, shop.secret)
    await store.prepare(new)
    assert await counts(new) == await counts(shop)
    assert await store.known(new, 7) == store.Known("", "KE")
    assert await state.get(new, 7, "a", 0) == b"canary words"
    await store.close(new)


async def test_it_goes_back_to_sqlite_too(any_shop: Store, tmp_path: Path) -> None:
    await filled(any_shop, 10)
    carry(address(any_shop), f"sqlite:///{tmp_path}/back.db", lambda _line: None)
    new = store.open_store(f"sqlite+aiosqlite:///{tmp_path}/back.db", any_shop.secret)
    await store.prepare(new)
    assert await counts(new) == await counts(any_shop)
    await store.close(new)


async def test_a_target_with_something_in_it_is_refused(shop: Store, tmp_path: Path) -> None:
    other = store.open_store(f"sqlite+aiosqlite:///{tmp_path}/other.db", shop.secret)
    await migrate(other)
    await store.remember(other, 8, DAY, country="NP")
    with pytest.raises(StoreError, match="not empty"):
        carry(address(shop), address(other))
    assert await store.known(other, 8) == store.Known("", "NP")
    await store.close(other)


async def test_a_bot_that_still_runs_or_an_old_form_is_refused(shop: Store, tmp_path: Path) -> None:
    async with shop.engine.begin() as connection:
        await connection.execute(insert(TABLES["replica"]), [{"owner": "a", "until": time.time() + 10}])
    with pytest.raises(StoreError, match="still runs"):
        carry(address(shop), f"sqlite:///{tmp_path}/new.db")
    await migrate(shop, "0001")
    with pytest.raises(StoreError, match="another form"):
        carry(address(shop), f"sqlite:///{tmp_path}/new.db")
    with pytest.raises(StoreError, match="no such SQLite file"):
        carry(f"sqlite:///{tmp_path}/nothing.db", f"sqlite:///{tmp_path}/new.db")


async def test_the_command_says_what_to_do_next(shop: Store, tmp_path: Path) -> None:
    await filled(shop, 3)
    said = await done(tmp_path, "migrate-store", address(shop), f"sqlite:///{tmp_path}/new.db")
    assert "person: 3 rows are there" in said
    assert "SECRET_KEY to the key of before" in said
