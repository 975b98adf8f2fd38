"""The whole Telegram side: order within a chat, no waiting for others, nothing lost when something breaks."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import aiohttp
import pytest
from pydantic import SecretStr
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.app import running
from bot.logs import Discreet
from bot.scene import Services
from bot.settings import Settings
from bot.store import state
from bot.store.blocked import block
from bot.store.seal import derive
from bot.store.tables import Waiting
from checks.model import Offer, Verdict
from tests.bot import samples
from tests.bot import telegram_json as tg
from tests.bot.server import TOKEN, BotApi, bot_api


@asynccontextmanager
async def listening(api: BotApi, services: Services, **more: object) -> AsyncIterator[Settings]:
    """The bot by polling, or by webhook when `more` says so."""
    chosen = {"chat_burst": 1000, "sends_a_second": 1000} | more
    settings = Settings(telegram_token=SecretStr(TOKEN), telegram_api_base_url=api.base_url, **chosen)  # type: ignore[arg-type]  # the test names fields or values freely
    async with running(settings, services):
        yield settings


async def waiting(services: Services) -> int:
    async with AsyncSession(services.store.engine) as session:
        return len((await session.exec(select(Waiting))).all())


async def emptied(services: Services) -> None:
    async with asyncio.timeout(10):
        while await waiting(services):
            await asyncio.sleep(0.05)


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


async def test_an_update_that_is_answered_is_erased(services: Services) -> None:
    async with bot_api() as api, listening(api, services):
        await api.give(tg.text("Pay first"))
        await api.sent(2)
        await emptied(services)


async def test_an_outage_of_telegram_loses_nothing_and_keeps_the_order(services: Services) -> None:
    async with bot_api() as api, listening(api, services):
        api.refuse["sendmessage"] = (502, "Bad Gateway", {})
        messages = [tg.text(f"Pay {n}", chat=1) for n in range(3)]
        await api.give(*messages)
        await api.sent(3)  # three tries with the first one
        assert await waiting(services) == 3
        failed = len(api.made("sendMessage"))
        api.refuse.clear()
        await api.until(lambda: len(api.made("sendMessage")) >= failed + 4)
        await emptied(services)
    sent = api.made("sendMessage")[failed:]
    targets = [m["reply_parameters"]["message_id"] for m in sent if "reply_parameters" in m]
    assert targets == [m["message"]["message_id"] for m in messages]


async def test_somebody_who_sends_very_much_is_asked_once_to_slow_down(services: Services) -> None:
    async with bot_api() as api, listening(api, services, chat_burst=4, chat_a_minute=1):
        await api.give(*(tg.text(f"Pay {n}", chat=1) for n in range(12)), tg.text("Pay", chat=2))
        await api.until(lambda: any(m["chat_id"] == 2 for m in api.made("sendMessage")))
        await emptied(services)
    said = [m["text"] for m in api.made("sendMessage") if m["chat_id"] == 1]
    assert sum("a lot at once" in text for text in said) == 1
    assert 5 <= len(said) <= 7


async def test_a_second_tap_gives_no_second_answer(services: Services) -> None:
    async with bot_api() as api, listening(api, services):
        await api.give(tg.text("Pay first"), tg.text("Pay first"))
        await api.sent(2)
        await emptied(services)
    assert sum("reply_parameters" in m for m in api.made("sendMessage")) == 1


async def bring(port: int, update: object, secret: str) -> int:
    """Telegram brings an update to the webhook."""
    async with aiohttp.ClientSession() as session:
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
        async with session.post(f"http://127.0.0.1:{port}/telegram", json=update, headers=headers) as answer:
            return answer.status


async def test_by_webhook_only_telegram_is_heard_and_a_repeat_is_answered_once(
    services: Services, free_port: int
) -> None:
    secret = derive(services.store.secret, "webhook").hex()
    update = {"update_id": 77, **tg.text("Pay first")}
    hook = {"webhook_url": "https://bot.example.org", "port": free_port, "host": "127.0.0.1"}
    async with bot_api() as api, listening(api, services, **hook):
        told = await api.sent(1, "setWebhook")
        assert (told["url"], told["secret_token"]) == ("https://bot.example.org/telegram", secret)
        assert [await bring(free_port, update, s) for s in ("", "wrong", secret, secret)] == [403, 403, 200, 200]
        assert await bring(free_port, ["no update"], secret) == 200
        await api.sent(2)
        await emptied(services)
        assert await bring(free_port, update, secret) == 200
        await asyncio.sleep(0.3)
    assert len(api.made("sendMessage")) == 2
    assert not api.made("getUpdates")


async def test_what_is_asked_from_outside_is_answered_without_anybodys_words(
    services: Services, free_port: int
) -> None:
    async with bot_api() as api, listening(api, services, port=free_port, host="127.0.0.1"):
        await api.give(tg.text("canary", chat=987654321))
        await api.sent(2)
        await emptied(services)
        said = {}
        async with aiohttp.ClientSession() as session:
            for path in ("healthz", "readyz", "metrics", "telegram"):
                async with session.get(f"http://127.0.0.1:{free_port}/{path}") as answer:
                    said[path] = (answer.status, await answer.text())
    assert [status for status, _ in said.values()] == [200, 200, 200, 404]
    assert said["readyz"][1] == '{"database":true,"telegram":true}'
    assert 'secondlook_updates_total{outcome="answered"} 1.0' in said["metrics"][1]
    assert 'secondlook_telegram_calls_total{method="sendMessage",outcome="200"} 2.0' in said["metrics"][1]
    assert not any(secret in said["metrics"][1] for secret in ("canary", "987654321", TOKEN))


async def test_an_update_that_always_fails_is_set_aside_and_the_chat_goes_on(
    services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    broken = {"update_id": 5, "message": {"message_id": "canary", "chat": {"id": 1}, "date": "canary"}}
    async with bot_api() as api, listening(api, services):
        await api.give(broken, tg.text("Pay first", chat=1))
        await api.sent(2)
        await emptied(services)
    assert "an update was set aside after 3 tries" in caplog.text
    assert "canary" not in "".join(Discreet().format(record) for record in caplog.records)


async def test_a_blocked_chat_is_not_answered(services: Services) -> None:
    await block(services.store, 1, samples.TODAY)
    async with bot_api() as api, listening(api, services):
        await api.give(tg.text("Pay first", chat=1), tg.text("Pay first", chat=2))
        await api.sent(2)
        await emptied(services)
    assert {m["chat_id"] for m in api.made("sendMessage")} == {2}


async def test_of_somebody_who_blocked_the_bot_nothing_is_kept_for_the_conversation(services: Services) -> None:
    await state.put(services.store, 7, "questions", b"x", 4_000_000_000)
    async with bot_api() as api, listening(api, services):
        api.refuse["sendmessage"] = (403, "Forbidden: bot was blocked by the user", {})
        await api.give(tg.text("Pay first"))
        await api.sent(1)
        await emptied(services)
    assert await state.get(services.store, 7, "questions", 0) is None
