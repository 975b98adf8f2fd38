"""An album and forwarded messages are one case, and stay one whatever happens in the middle."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from telegram import Bot

from bot import store
from bot.at_work import at_work
from bot.model import At
from bot.scene import Services
from tests.bot import telegram_json as tg
from tests.bot.server import TOKEN, bot_api
from tests.bot.test_app import emptied, listening

AMY = {"type": "hidden_user", "sender_user_name": "Amy", "date": 1}


def forwarded(words: str, chat: int = 7) -> tg.Json:
    return tg.text(words, chat, forward_origin=AMY)


async def test_forwarded_messages_are_answered_once_and_all_erased(services: Services) -> None:
    async with bot_api() as api, listening(api, services):
        first = forwarded("Packers needed")
        await api.give(first, forwarded("Pay the fee first"), forwarded("Write to Amy"), tg.command("/privacy"))
        await api.until(lambda: any("What I keep" in call["text"] for call in api.made("sendMessage")))
        await emptied(services)
    hung = [call for call in api.made("sendMessage") if "reply_parameters" in call]
    assert [call["reply_parameters"]["message_id"] for call in hung] == [first["message"]["message_id"]]
    assert "What I keep" in api.made("sendMessage")[-1]["text"]  # after the case it came behind


async def test_a_restart_while_a_case_waits_loses_none_of_it(services: Services, tmp_path: Path) -> None:
    async with bot_api() as api:
        async with listening(api, services):
            await api.give(forwarded("Packers needed"), forwarded("Pay the fee first"))
            await api.until(lambda: not api.updates)
        api.open = True
        assert not api.made("sendMessage")
        await asyncio.sleep(1.2)
        opened = store.open_store(f"sqlite+aiosqlite:///{tmp_path}/here/test.db", b"a secret for tests only")
        again = replace(services, store=opened)
        async with listening(api, again):
            await api.sent(2)
            await emptied(again)
    assert len([call for call in api.made("sendMessage") if "reply_parameters" in call]) == 1


async def test_other_chats_are_answered_while_a_case_waits(services: Services) -> None:
    async with bot_api() as api, listening(api, services):
        await api.give(forwarded("Packers needed", chat=1), tg.text("Pay the fee first", chat=2))
        assert (await api.sent(1))["chat_id"] == 2
        await api.until(lambda: any(call["chat_id"] == 1 for call in api.made("sendMessage")))


@pytest.mark.parametrize(("seconds", "lines"), [(0.2, 0), (2.4, 1)])
async def test_what_takes_longer_is_shown_and_the_line_goes_again(seconds: float, lines: int) -> None:
    async def line() -> str:
        return "One moment"

    async with bot_api() as api, _bot(api) as bot:
        async with at_work(bot, At(7, 3), line):
            await asyncio.sleep(seconds)
        assert len(api.made("sendMessage")) == lines
        assert len(api.made("deleteMessage")) == lines
        assert api.made("sendChatAction")[0] == {"chat_id": 7, "action": "typing"}


async def test_showing_that_cannot_be_shown_holds_nothing_up() -> None:
    async def line() -> str:
        return "One moment"

    async with bot_api() as api, _bot(api) as bot:
        for method in ("sendchataction", "sendmessage"):
            api.refuse[method] = (429, "Too Many Requests: retry after 30", {"retry_after": 30})
        async with asyncio.timeout(4), at_work(bot, At(7, 3), line):
            await asyncio.sleep(2.2)


def _bot(api: Any) -> Bot:
    return Bot(TOKEN, base_url=f"{api.base_url}/bot", base_file_url=f"{api.base_url}/file/bot")
