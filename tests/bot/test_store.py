"""What is kept, and that it is nothing else."""

import asyncio
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot import store
from bot.store.people import key_of
from bot.store.tables import Person, Tally

WEEK = date(2026, 11, 16)
SUNDAY = date(2026, 11, 22)


async def tallies(shop: store.Store) -> dict[tuple[str, str], int]:
    async with AsyncSession(shop.engine) as session:
        return {(row.kind, row.value): row.count for row in await session.exec(select(Tally))}


async def test_nobody_is_known_before_we_have_met(shop: store.Store) -> None:
    assert await store.known(shop, 7) is None


async def test_a_choice_leaves_the_other_as_it_was(shop: store.Store) -> None:
    await store.remember(shop, 7, SUNDAY, language="es")
    await store.remember(shop, 7, SUNDAY, country="NP")
    await store.remember(shop, 7, SUNDAY)
    assert await store.known(shop, 7) == store.Known("es", "NP")


async def test_forgetting_erases_one_person_only(shop: store.Store) -> None:
    await store.remember(shop, 7, SUNDAY, country="NP")
    await store.remember(shop, 8, SUNDAY, country="PH")
    await store.forget(shop, 7)
    assert await store.known(shop, 7) is None
    assert await store.known(shop, 8) == store.Known("", "PH")


async def test_a_person_is_kept_under_a_keyed_hash_and_a_week(shop: store.Store) -> None:
    await store.remember(shop, 7654321, SUNDAY)
    async with AsyncSession(shop.engine) as session:
        row = (await session.exec(select(Person))).one()
    assert len(row.key) == 64
    assert "7654321" not in row.key
    assert row.updated == WEEK


async def test_another_secret_gives_another_hash(shop: store.Store) -> None:
    other = replace(shop, secret=b"another secret")
    assert key_of(shop, 7) != key_of(other, 7)


async def test_counts_add_up_within_a_week(shop: store.Store) -> None:
    await store.count(shop, SUNDAY, [("level", "stop"), ("flag", "a"), ("flag", "a")])
    await store.count(shop, WEEK, [("level", "stop")])
    assert await tallies(shop) == {("level", "stop"): 2, ("flag", "a"): 1}


async def test_counts_made_at_the_same_time_are_all_there(shop: store.Store) -> None:
    await asyncio.gather(*(store.count(shop, SUNDAY, [("level", "stop")]) for _ in range(20)))
    assert await tallies(shop) == {("level", "stop"): 20}


async def test_a_forgotten_persons_key_is_gone_from_the_file(shop: store.Store, tmp_path: Path) -> None:
    await store.remember(shop, 7, SUNDAY, country="NP")
    key = key_of(shop, 7).encode()
    await store.forget(shop, 7)
    await store.close(shop)
    assert not any(key in path.read_bytes() for path in tmp_path.rglob("*.db*"))


def test_the_tables_have_no_place_for_anything_else() -> None:
    assert set(Person.model_fields) == {"key", "language", "country", "updated"}
    assert set(Tally.model_fields) == {"week", "kind", "value", "count"}


async def test_counts_that_are_gathered_are_there_a_moment_later_and_at_the_end(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/gathered.db"
    gathering = store.open_store(url, b"a secret for tests only", gather_s=0.05)
    await store.prepare(gathering)
    await store.count(gathering, WEEK, [("level", "stop")])
    assert await tallies(gathering) == {}
    await asyncio.sleep(0.3)
    assert await tallies(gathering) == {("level", "stop"): 1}
    for _ in range(3):
        await store.count(gathering, WEEK, [("level", "stop")])
    await store.close(gathering)
    again = store.open_store(url, b"a secret for tests only")
    assert await tallies(again) == {("level", "stop"): 4}
    await store.close(again)
