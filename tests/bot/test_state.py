"""Where a conversation stands: kept, taken, forgotten and expired, on both databases, and readable for nobody."""

import asyncio
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from bot import store
from bot.store import state
from bot.store.tables import Person, State, Store

NOW, LATER = 1_790_000_000, 1_790_000_600
DAY = date(2026, 11, 22)


async def test_a_note_is_there_until_it_expires(any_shop: Store) -> None:
    await state.put(any_shop, 7, "questions", b"three", LATER)
    assert await state.get(any_shop, 7, "questions", NOW) == b"three"
    assert await state.get(any_shop, 7, "questions", LATER) is None
    assert await state.get(any_shop, 8, "questions", NOW) is None
    assert await state.get(any_shop, 7, "other", NOW) is None


async def test_a_later_note_takes_the_place_of_the_first(any_shop: Store) -> None:
    await state.put(any_shop, 7, "questions", b"three", NOW + 1)
    await state.put(any_shop, 7, "questions", b"four", LATER)
    assert await state.get(any_shop, 7, "questions", NOW + 2) == b"four"


async def test_of_many_who_take_a_note_one_gets_it(any_shop: Store) -> None:
    await state.put(any_shop, 7, "questions", b"three", LATER)
    taken = await asyncio.gather(*(state.take(any_shop, 7, "questions", NOW) for _ in range(8)))
    assert taken.count(b"three") == 1
    assert taken.count(None) == 7
    assert await state.get(any_shop, 7, "questions", NOW) is None


async def test_forgetting_erases_all_notes_of_one_chat(any_shop: Store) -> None:
    for chat, kind in ((7, "a"), (7, "b"), (8, "a")):
        await state.put(any_shop, chat, kind, b"x", LATER)
    await state.forget(any_shop, 7)
    left = [await state.get(any_shop, chat, kind, NOW) for chat, kind in ((7, "a"), (7, "b"), (8, "a"))]
    assert left == [None, None, b"x"]


async def test_erasing_a_person_erases_their_notes_too(any_shop: Store) -> None:
    await state.put(any_shop, 7, "a", b"x", LATER)
    await store.remember(any_shop, 7, DAY, country="NP")
    await store.forget(any_shop, 7)
    assert (await store.known(any_shop, 7), await state.get(any_shop, 7, "a", NOW)) == (None, None)


async def test_what_has_expired_is_erased_and_the_log_says_when_that_was_late(
    any_shop: Store, caplog: pytest.LogCaptureFixture
) -> None:
    await state.put(any_shop, 7, "a", b"x", NOW)
    await state.put(any_shop, 8, "a", b"x", LATER)
    assert await state.expire(any_shop, NOW) == 1
    assert not caplog.records
    assert await state.expire(any_shop, LATER + state.LATE_S) == 1
    assert "more than an hour late" in caplog.text


async def test_a_note_goes_along_when_a_group_gets_another_number(any_shop: Store) -> None:
    await state.put(any_shop, -7, "a", b"x", LATER)
    await state.move(any_shop, -7, -1007)
    assert await state.get(any_shop, -7, "a", NOW) is None
    assert await state.get(any_shop, -1007, "a", NOW) == b"x"


async def test_after_a_change_of_secrets_everything_is_found_and_kept_under_the_new_one(any_shop: Store) -> None:
    await state.put(any_shop, 7, "a", b"x", LATER)
    await store.remember(any_shop, 7, DAY, country="NP")
    newer = replace(any_shop, secret=b"a newer secret for tests", old=any_shop.secrets)
    alone = replace(any_shop, secret=b"a newer secret for tests")
    assert await state.get(newer, 7, "a", NOW) == b"x"
    assert await store.known(newer, 7) == store.Known("", "NP")
    await state.put(newer, 7, "a", b"y", LATER)
    await store.remember(newer, 7, DAY, language="ne")
    assert await state.get(alone, 7, "a", NOW) == b"y"
    assert await store.known(alone, 7) == store.Known("ne", "NP")
    assert await state.get(any_shop, 7, "a", NOW) is None
    assert await store.known(any_shop, 7) is None
    await store.forget(newer, 7)
    assert await store.known(newer, 7) is None


async def test_a_note_too_large_is_refused(any_shop: Store) -> None:
    with pytest.raises(ValueError, match="too large"):
        await state.put(any_shop, 7, "a", bytes(state.MOST + 1), LATER)


async def test_a_thief_of_the_database_reads_nothing(shop: Store, tmp_path: Path) -> None:
    await state.put(shop, 987654321, "a", b"canary words", LATER)
    await store.remember(shop, 987654321, DAY)
    async with shop.engine.connect() as connection:
        keys = [set((await connection.execute(select(table.key))).scalars()) for table in (State, Person)]
    assert not keys[0] & keys[1]
    await store.close(shop)
    everything = b"".join(path.read_bytes() for path in tmp_path.rglob("*.db*"))
    assert b"canary" not in everything
    assert b"987654321" not in everything
