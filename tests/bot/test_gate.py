"""What a chat may ask holds over all programs that share a PostgreSQL, and nobody's chat can be read there."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import text

from bot.gate import Gate, gate_of
from bot.limits import Say
from bot.settings import Settings
from bot.store import Store, allowances, close, open_store
from bot.store.migrate import migrate
from bot.store.people import key_of
from tests.bot import postgres


@contextmanager
def _two(shop: Store, **settings: object) -> Iterator[tuple[Gate, Gate]]:
    chosen = Settings(chat_a_minute=1, chat_files_a_minute=0.1, **settings)
    one, two = gate_of(shop, chosen), gate_of(shop, chosen)
    yield one, two
    one.close()
    two.close()


@pytest.fixture
async def large(postgres_server: str) -> AsyncIterator[Store]:
    """What several programs share."""
    opened = open_store(postgres.database(postgres_server), b"a secret for tests only")
    await migrate(opened)
    yield opened
    await close(opened)


async def test_two_programs_share_the_limit_of_a_chat_which_is_told_once(large: Store) -> None:
    with _two(large, chat_burst=20) as gates:
        said = [await gates[number % 2].ask("chat", number, f"{number}".encode()) for number in range(60)]
        assert 15 <= said.count(Say.ANSWER) <= 25
        assert said.count(Say.SLOW_DOWN) == 1
        assert await gates[0].ask("another", 99, b"x") is Say.ANSWER


async def test_a_second_tap_that_another_program_gets_is_no_second_question(large: Store) -> None:
    with _two(large) as (one, two):
        assert await one.ask("chat", 1, b"yes") is Say.ANSWER
        assert await two.ask("chat", 2, b"yes") is Say.NOTHING
        assert await two.ask("chat", 1, b"yes") is Say.ANSWER  # the same update, after the first program has died
        assert await two.ask("chat", 3, b"no") is Say.ANSWER
        assert await one.ask("chat", 4, b"yes") is Say.ANSWER


async def test_a_repeat_is_a_question_again_after_some_seconds(large: Store) -> None:
    with _two(large) as (one, two):
        assert await one.ask("chat", 1, b"yes") is Say.ANSWER
        async with large.engine.begin() as connection:
            await connection.execute(text("update allowance set at = at - 6"))
        assert await two.ask("chat", 2, b"yes") is Say.ANSWER


async def test_two_programs_share_what_of_a_chats_pictures_is_read(large: Store) -> None:
    with _two(large, chat_files=8) as gates:
        read = [await gates[number % 2].may_read(7) for number in range(30)]
        assert 6 <= sum(read) <= 10
        assert await gates[1].may_read(8)


async def test_an_allowance_grows_again_with_time(large: Store) -> None:
    with _two(large, chat_files=4) as (one, two):
        assert not all([await one.may_read(7) for _ in range(7)])
        async with large.engine.begin() as connection:
            await connection.execute(text("update allowance set at = at - 3600"))
        assert await two.may_read(7)


async def test_asked_by_many_at_once_no_more_is_given_than_there_is(large: Store) -> None:
    with _two(large, chat_files=8) as (one, two):
        read = await asyncio.gather(*(gate.may_read(7) for gate in (one, two) for _ in range(12)))
        assert 6 <= sum(read) <= 10


async def test_the_limit_for_all_is_divided_among_those_that_are_alive(any_shop: Store) -> None:
    with _two(any_shop, all_a_minute=20) as gates:
        for gate in gates:
            gate.share(2)
        said = [await gates[n % 2].ask(f"{n}", n, b"x") for n in range(60)]
    assert said.count(Say.ANSWER) == 20


async def test_what_is_kept_tells_nothing_and_is_gone_after_an_hour(large: Store) -> None:
    with _two(large) as (one, _):
        await one.ask(key_of(large, 987654321, "limits"), 5, b"a canary")
        await one.may_read(987654321)
    async with large.engine.connect() as connection:
        kept = (await connection.execute(text("select * from allowance"))).all()
        assert await connection.scalar(text("select relpersistence from pg_class where relname = 'allowance'")) == "u"
    assert len(kept) == 2
    assert "987654321" not in str(kept)
    assert "canary" not in str(kept)
    await allowances.expire(large, int(kept[0].at) + 3000)
    await allowances.expire(large, int(kept[0].at) + 3602)
    async with large.engine.connect() as connection:
        assert await connection.scalar(text("select count(*) from allowance")) == 0


async def test_a_database_without_the_table_lets_everybody_in(large: Store) -> None:
    async with large.engine.begin() as connection:
        await connection.execute(text("drop table allowance"))
    with _two(large) as (one, _):
        assert await one.ask("chat", 1, b"x") is Say.ANSWER
