"""The inbox on both databases: nothing lost, nothing twice, order kept over workers, and nothing readable in it."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import text

from bot.inbox import table
from bot.inbox.arrived import arrived, chat_in, opened
from bot.inbox.ledger import Ledger
from bot.inbox.progress import Plan, Progress, packed, unpacked
from bot.inbox.table import Row
from bot.inbox.trouble import NotNow
from bot.inbox.work import Worker
from bot.metrics import Meters
from bot.model import Reply
from bot.store.tables import Store, close, open_store
from tests.bot import telegram_json as tg

NUMBERS = itertools.count(1)


@asynccontextmanager
async def ledger(shop: Store) -> AsyncIterator[Ledger]:
    made = Ledger(open_store(shop.engine.url.render_as_string(hide_password=False), shop.secret))
    await made.start()
    try:
        yield made
    finally:
        await made.stop()
        await close(made.store)


async def put(inbox: Ledger, chat: int = 7, words: str = "x", number: int = 0) -> int:
    number = number or next(NUMBERS)
    one = arrived(inbox.store, {"update_id": number, **tg.text(words, chat=chat)})
    assert one
    return number if await inbox.put(one) else 0


def numbers(rows: list[Row]) -> list[int]:
    return [row.update_id for row in rows]


async def test_a_repeat_is_stored_once_and_known_when_its_first_is_long_answered(any_shop: Store) -> None:
    async with ledger(any_shop) as inbox:
        number = await put(inbox)
        assert await put(inbox, number=number) == 0
        assert await asyncio.gather(*(put(inbox, number=900_000) for _ in range(5))) == [900_000, 0, 0, 0, 0]
        rows = await inbox.claim(10)
        await inbox.done(number)
        assert await put(inbox, number=number) == 0
        assert len(rows) == 1
        assert await inbox.expire(-1.0) == 2
        assert await put(inbox, number=number) == number


async def test_of_each_chat_only_the_first_can_be_claimed_and_the_next_when_it_is_done(any_shop: Store) -> None:
    async with ledger(any_shop) as one, ledger(any_shop) as two:
        a1, b1, a2 = await put(one, 1), await put(one, 2), await put(one, 1)
        assert sorted(numbers(await one.claim(10)) + numbers(await two.claim(10))) == sorted([a1, b1])
        await one.done(a1)
        assert numbers(await two.claim(10)) == [a2]


async def test_workers_that_claim_at_once_never_get_the_same(any_shop: Store) -> None:
    async with ledger(any_shop) as one, ledger(any_shop) as two:
        await asyncio.gather(*(put(one, chat) for chat in range(100)))
        found = await asyncio.gather(*(inbox.claim(7) for _ in range(8) for inbox in (one, two)))
        claimed = [number for rows in found for number in numbers(rows)]
        assert len(claimed) == len(set(claimed)) == 100


async def test_what_is_put_off_comes_back_later_and_holds_its_chat_back(any_shop: Store) -> None:
    async with ledger(any_shop) as inbox:
        first, _second = await put(inbox), await put(inbox)
        assert numbers(await inbox.claim(10)) == [first]
        await inbox.back(first, 0.5, True)
        assert await inbox.claim(10) == []
        await asyncio.sleep(0.6)
        (row,) = await inbox.claim(10)
        assert (row.update_id, row.tries) == (first, 1)


async def test_a_worker_that_lost_an_update_is_told_before_it_sends(any_shop: Store) -> None:
    async with ledger(any_shop) as one, ledger(any_shop) as two:
        number = await put(one)
        await one.claim(1)
        assert await one.plan(number, b"answer")
        await one.leave()
        (row,) = await two.claim(1)
        assert row.plan == b"answer"
        assert not await one.plan(number, b"another answer")
        assert await two.plan(number, b"answer")


async def test_another_worker_goes_on_where_the_first_was_killed(any_shop: Store) -> None:
    async with ledger(any_shop) as one, ledger(any_shop) as two:
        await put(one)
        (row,) = await one.claim(1)
        progress = Progress(one, row)
        assert progress.plan() is None
        plan = Plan([Reply("first"), Reply("second", ((("Why", "why|x"),),), edit=True)], (8, 9))
        await progress.keep(plan)
        assert await progress.before() == 0
        progress.sent(501)
        await one.leave()
        (row,) = await two.claim(1)
        again = Progress(two, row)
        assert again.plan() == plan
        assert [await again.before(), await again.before()] == [501, 0]


async def test_a_killed_workers_updates_are_free_when_its_time_is_over(any_shop: Store) -> None:
    async with ledger(any_shop) as one, ledger(any_shop) as two:
        number = await put(one)
        await one.claim(1)
        async with any_shop.engine.begin() as connection:
            assert await two.claim(1) == []
            await connection.execute(text("update inbox set until = 1"))
        (row,) = await two.claim(1)
        assert (row.update_id, row.tries) == (number, 2)


async def test_slow_ones_have_places_of_their_own(any_shop: Store) -> None:
    async with ledger(any_shop) as inbox:
        for chat in range(3):
            photo = tg.message(chat=chat, photo=[{"file_id": "a"}])
            one = arrived(inbox.store, {"update_id": next(NUMBERS), "message": photo})
            assert one
            await inbox.put(one)
        quick = await put(inbox, 9)
        assert numbers(await inbox.claim(10, 0)) == [quick]
        assert [row.slow for row in await inbox.claim(10, 2)] == [True, True]


async def test_what_came_after_an_update_can_be_answered_with_it(any_shop: Store) -> None:
    async with ledger(any_shop) as inbox:
        first, _other, second, third = (
            await put(inbox, 1),
            await put(inbox, 2),
            await put(inbox, 1),
            await put(inbox, 1),
        )
        await inbox.claim(10)
        assert numbers(await inbox.after(first, 20)) == [second, third]
        await inbox.done(first, second)
        assert numbers(await inbox.claim(10)) == [third]


async def test_alive_workers_are_counted_and_those_that_leave_are_not(any_shop: Store) -> None:
    async with ledger(any_shop) as one, ledger(any_shop) as two:
        assert [await one.renew([]), await two.renew([])] == [1, 2]
        await one.leave()
        assert await two.renew([]) == 1


async def test_a_chat_that_floods_fills_its_own_place_only(any_shop: Store) -> None:
    async with ledger(any_shop) as inbox:
        for _ in range(table.MOST_OF_ONE_CHAT):
            assert await put(inbox, 1)
        assert await put(inbox, 1) == 0
        assert await put(inbox, 2)


async def test_nothing_in_the_inbox_can_be_read(any_shop: Store) -> None:
    async with ledger(any_shop) as inbox:
        await put(inbox, 987654321, "canary words")
        (row,) = await inbox.claim(1)
        await Progress(inbox, row).keep(Plan([Reply("canary answer")]))
        async with any_shop.engine.connect() as connection:
            written = repr((await connection.execute(text("select * from inbox"))).all())
        assert "canary" not in written
        assert "987654321" not in written
        assert b"canary words" in (opened(any_shop, row.update_id, "update", row.sealed) or b"")


async def served(shop: Store, work: list[tuple[int, str]], at_once: int, seconds: dict[str, float]) -> list[str]:
    """Put (chat, words) into the inbox and let a worker do them; the words in the order in which they were done."""
    done: list[str] = []
    async with ledger(shop) as inbox:

        async def handle(row: Row) -> tuple[int, ...]:
            raw = opened(shop, row.update_id, "update", row.sealed) or b""
            words = next(words for _, words in work if f'"{words}"'.encode() in raw)
            if words == "later" and words not in done:
                done.append(words)
                raise NotNow(0.2)
            await asyncio.sleep(seconds.get(words, 0.0))
            done.append(words)
            return ()

        worker = Worker(inbox, handle, Meters(), at_once=at_once)
        for chat, words in work:
            await put(inbox, chat, words)
        await worker.start()
        async with asyncio.timeout(15):
            while (await inbox.state())[0]:
                await asyncio.sleep(0.02)
        await worker.stop()
    return done


async def test_messages_of_one_chat_are_answered_in_order_also_when_one_has_to_wait(any_shop: Store) -> None:
    work = [(1, "slow"), (1, "later"), (1, "third")]
    assert await served(any_shop, work, 8, {"slow": 0.1}) == ["slow", "later", "later", "third"]


async def test_a_busy_chat_takes_one_place(any_shop: Store) -> None:
    work = [(1, f"busy {n}") for n in range(20)] + [(2, "quick")]
    done = await served(any_shop, work, 2, {f"busy {n}": 0.05 for n in range(20)})
    assert done.index("quick") < 3


async def test_what_the_program_died_of_three_times_is_set_aside(shop: Store) -> None:
    async with ledger(shop) as inbox:
        await put(inbox)
        for _death in range(3):
            await inbox.claim(1)
            await died(shop)
        await emptied(inbox, lambda _row: pytest.fail("it was tried again"))


async def test_what_was_tried_before_is_tried_alone_so_that_no_other_is_taken_for_the_culprit(shop: Store) -> None:
    now, most = 0, 0

    async def handle(_row: Row) -> tuple[int, ...]:
        nonlocal now, most
        now += 1
        most = max(most, now)
        await asyncio.sleep(0.02)
        now -= 1
        return ()

    async with ledger(shop) as inbox:
        for chat in range(6):
            await put(inbox, chat)
        await inbox.claim(10)
        await died(shop)
        await emptied(inbox, handle)
    assert most == 1


async def died(shop: Store) -> None:
    """As if the worker had been killed, and its time were over."""
    async with shop.engine.begin() as connection:
        await connection.execute(text("update inbox set until = 0"))


async def emptied(inbox: Ledger, handle: Callable[[Row], Awaitable[tuple[int, ...]]]) -> None:
    worker = Worker(inbox, handle, Meters())
    await worker.start()
    async with asyncio.timeout(20):
        while (await inbox.state())[0]:
            await asyncio.sleep(0.02)
    await worker.stop()


async def test_what_a_stopping_worker_cannot_finish_is_free_at_once(any_shop: Store) -> None:
    async with ledger(any_shop) as one, ledger(any_shop) as two:
        number, begun = await put(one), asyncio.Event()

        async def handle(_row: Row) -> tuple[int, ...]:
            begun.set()
            await asyncio.sleep(60)
            return ()

        worker = Worker(one, handle, Meters(), grace_s=0.1)
        await worker.start()
        await begun.wait()
        await worker.stop()
        assert numbers(await two.claim(1)) == [number]


def test_the_chat_of_every_kind_of_update_is_found() -> None:
    assert chat_in(tg.text("x", chat=5)) == 5
    assert chat_in({"edited_message": tg.message(chat=6)}) == 6
    assert chat_in(tg.press("x", tg.message(chat=7), chat=8)) == 7
    assert chat_in({"poll": {"id": "1"}}) is None


def test_a_plan_keeps_all_of_a_reply_that_can_be_kept() -> None:
    reply = Reply("<b>x</b>", ((("A", "a"), ("B", "b")), (("C", "c"),)), 5, edit=True, toast=True, erase=True)
    assert unpacked(packed(Plan([reply, Reply("y")], (5,)))) == Plan([reply, Reply("y")], (5,))
