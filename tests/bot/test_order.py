"""Order within a chat, and no waiting for others: first the rule alone, then through the whole application."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from pydantic import SecretStr

from bot.app import WANTED, build
from bot.order import ChatOrder
from bot.scene import Services
from bot.settings import Settings
from checks.model import Offer, Verdict
from tests.bot import samples
from tests.bot import telegram_json as tg
from tests.bot.server import TOKEN, BotApi, bot_api


async def served(order: ChatOrder, work: list[tuple[int, str, float]]) -> list[str]:
    """Give (chat, name, seconds) to the processor in that order; the names as they were done."""
    done: list[str] = []

    async def one(name: str, seconds: float) -> None:
        await asyncio.sleep(seconds)
        done.append(name)

    updates = [(tg.update(tg.text("x", chat=chat)), one(name, seconds)) for chat, name, seconds in work]
    await asyncio.gather(*(order.process_update(update, job) for update, job in updates))
    return done


async def test_messages_of_one_chat_are_answered_in_order() -> None:
    work = [(1, "first", 0.05), (1, "second", 0.0), (1, "third", 0.01)]
    assert await served(ChatOrder(), work) == ["first", "second", "third"]


async def test_another_chat_does_not_wait() -> None:
    assert await served(ChatOrder(), [(1, "slow", 0.2), (2, "quick", 0.0)]) == ["quick", "slow"]


async def test_a_chat_that_sends_a_hundred_messages_takes_one_slot() -> None:
    work = [(1, f"busy {n}", 0.01) for n in range(40)] + [(2, "quick", 0.0)]
    assert (await served(ChatOrder(at_once=2), work))[0] == "quick"


async def test_no_more_than_the_allowed_number_are_in_work() -> None:
    order, now, most = ChatOrder(at_once=3), 0, 0

    async def one() -> None:
        nonlocal now, most
        now += 1
        most = max(most, now)
        await asyncio.sleep(0.01)
        now -= 1

    await asyncio.gather(*(order.process_update(tg.update(tg.text("x", chat=n)), one()) for n in range(12)))
    assert most == 3


async def test_nothing_is_remembered_of_chats_that_are_done() -> None:
    order = ChatOrder()
    await served(order, [(1, "a", 0.0), (1, "b", 0.0), (2, "c", 0.0)])
    assert not order._turns and not order._queued


@asynccontextmanager
async def listening(api: BotApi, services: Services) -> AsyncIterator[None]:
    settings = Settings(telegram_token=SecretStr(TOKEN), telegram_api_base_url=api.base_url)
    app = build(settings, services)
    assert app.updater is not None
    async with app:
        await app.start()
        await app.updater.start_polling(allowed_updates=WANTED)
        try:
            yield
        finally:
            await app.updater.stop()
            await app.stop()


async def test_a_slow_chat_does_not_delay_another(services: Services) -> None:
    async with bot_api() as api, listening(api, services):
        api.slow[1] = 3.0
        started = time.monotonic()
        await api.give(*(tg.text("Pay the fee first", chat=1) for _ in range(40)), tg.text("Pay", chat=2))
        await api.until(lambda: any(m["chat_id"] == 2 for m in api.made("sendMessage")))
        assert time.monotonic() - started < 2.0
        api.slow.clear()


async def test_a_slow_check_does_not_delay_another_chat(services: Services) -> None:
    def look(offer: Offer) -> Verdict:
        time.sleep(1.0 if offer.text == "slow" else 0.0)
        return samples.FEE

    async with bot_api() as api, listening(api, replace(services, check=look)):
        await api.give(tg.text("slow", chat=1), tg.text("quick one", chat=2))
        first = await api.sent(1)
        assert first["chat_id"] == 2
        await api.until(lambda: any(m["chat_id"] == 1 for m in api.made("sendMessage")))


async def test_answers_come_in_the_order_of_the_messages(services: Services) -> None:
    async with bot_api() as api, listening(api, services):
        messages = [tg.text(f"Pay {n}", chat=1) for n in range(12)]
        await api.give(*messages)
        await api.sent(13)  # the twelve answers and, after the first, the question for the country
    targets = [m["reply_parameters"]["message_id"] for m in api.made("sendMessage") if "reply_parameters" in m]
    assert targets == [m["message"]["message_id"] for m in messages]
