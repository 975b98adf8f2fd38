"""A room of sixty people over the local Bot API server, on one small process with SQLite, at Telegram's real pace."""

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pytest
from pydantic import SecretStr
from telegram import Bot

from bot.app import running
from bot.evidence.printer import Printer
from bot.model import At
from bot.scene import Services
from bot.send import follow
from bot.settings import Settings
from bot.store import votes
from bot.workshop import live
from tests.bot import rooms
from tests.bot import telegram_json as tg
from tests.bot.rooms import LEADER
from tests.bot.server import TOKEN, BotApi, bot_api

PEOPLE = range(1000, 1060)
SLOWEST_S = 6.0  # for the last of sixty who all tap at the same moment; Telegram takes 30 messages a second
A_SECOND = 30


@dataclass
class Room:
    """What everybody sees: the newest message of each chat, and when every send and edit came."""

    api: BotApi
    times: list[tuple[float, int, str]] = field(default_factory=list)
    read: int = 0

    def newest(self) -> dict[int, dict[str, Any]]:
        """The last sent or edited message of each chat."""
        found: dict[int, dict[str, Any]] = {}
        for call in self.api.calls:
            if call.method in ("sendmessage", "editmessagetext"):
                found[int(call.fields["chat_id"])] = call.fields
        return found

    async def tap(self, chat: int, label: str) -> None:
        buttons = [b for row in self.newest()[chat]["reply_markup"]["inline_keyboard"] for b in row]
        data = next(button["callback_data"] for button in buttons if button["text"].startswith(label))
        on = tg.message(chat, message_id=9, text="x", **{"from": {"id": 123456, "is_bot": True, "first_name": "b"}})
        await self.api.give(tg.press(data, on, chat))

    async def reads(self, chat: int, words: str) -> None:
        await self.api.until(lambda: words in self.newest().get(chat, {}).get("text", ""))

    async def all_read(self, words: str) -> float:
        """Until every one of the people reads it; how long that took."""
        begun = time.monotonic()
        await self.api.until(lambda: all(words in self.newest().get(chat, {}).get("text", "") for chat in PEOPLE))
        return time.monotonic() - begun


def bot_of(api: BotApi) -> Bot:
    return Bot(TOKEN, base_url=f"{api.base_url}/bot", base_file_url=f"{api.base_url}/file/bot")


async def opened(room: Room) -> str:
    """The leader begins; the join code."""
    await room.api.give(tg.command("/workshop", chat=LEADER))
    await room.reads(LEADER, "In which language")
    await room.tap(LEADER, "English")
    await room.reads(LEADER, "which kind of work")
    await room.tap(LEADER, "Work at sea")
    await room.reads(LEADER, "/join ")
    return room.newest()[LEADER]["text"].partition("/join ")[2].split()[0]


async def test_sixty_people_join_vote_and_are_counted_once(
    services: Services, record_property: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    real = rooms.real(services)
    async with bot_api() as api:
        settings = Settings(
            telegram_token=SecretStr(TOKEN), telegram_api_base_url=api.base_url, sends_a_second=A_SECOND
        )
        async with running(settings, rooms.with_printer(real, Printer())):
            room = Room(api)
            code = await opened(room)
            await api.sent(1, "sendPhoto")
            await api.give(*(tg.command(f"/start w{code}", chat=chat) for chat in PEOPLE))
            slowest = {"join": await room.all_read("You are in")}
            await room.reads(LEADER, "People here: 60")
            await room.tap(LEADER, "Start")
            await room.reads(LEADER, "Question before")
            await asyncio.gather(*(room.tap(chat, "Next") for chat in PEOPLE))
            slowest["next"] = await room.all_read("would you notice")
            await asyncio.gather(*(room.tap(chat, "Sometimes") for chat in PEOPLE))
            slowest["vote"] = await room.all_read("Your answer: Sometimes")
            await room.reads(LEADER, "Answers: 60 of 60")
            await _second_thoughts(room, code, services)
            await _first_offer(room)
            await room.tap(LEADER, "End")
            await room.reads(LEADER, "End the workshop now?")
            await room.tap(LEADER, "Yes")
            await api.sent(1, "sendDocument")
            assert await votes.counts(services.store, code) == {}
        sheet = api.made("sendDocument")[0]["document"]
        assert sheet[1].startswith(b"%PDF-")
        assert max(slowest.values()) < SLOWEST_S, slowest
        assert "Canaryname" not in str(api.calls)
        edits = Counter(int(call.fields["chat_id"]) for call in api.calls if call.method == "editmessagetext")
        record_property("slowest", slowest)
        with capsys.disabled():
            print(
                f"\nslowest of sixty: { {k: round(v, 2) for k, v in slowest.items()} }; leader's edits: {edits[LEADER]}"
            )


async def _second_thoughts(room: Room, code: str, services: Services) -> None:
    """Ten change their answer, some tap twice: still one answer each."""
    for chat in [*PEOPLE[:10], *PEOPLE[:5]]:
        await room.tap(chat, "Almost")
    await room.api.until(lambda: all("Almost" in room.newest()[chat]["text"] for chat in PEOPLE[:10]))
    assert (await votes.counts(services.store, code))[0] == {2: 50, 4: 10}


async def _first_offer(room: Room) -> None:
    await room.tap(LEADER, "Next")
    await room.reads(LEADER, "Offer 1 of 10")
    await asyncio.gather(*(room.tap(chat, "Next") for chat in PEOPLE))
    await room.all_read("Would you say yes")
    await asyncio.gather(*(room.tap(chat, "I would say no") for chat in PEOPLE))
    await room.all_read("Your answer: I would say no")
    await room.tap(LEADER, "Show")
    await room.reads(LEADER, "I would say no: 60")


async def test_the_leaders_counts_are_edited_no_more_than_every_three_seconds(services: Services) -> None:
    real, moment = rooms.real(services), float(rooms.now())
    made = await rooms.room(real)
    async with bot_api() as api, bot_of(api) as bot:
        for number in range(30):  # half a second each: fifteen seconds of a busy room
            await votes.join(real.store, made.code, 100 + number)
            await live.draw(partial(follow, bot), real, moment + number / 2)
        await live.draw(partial(follow, bot), real, moment + 18)
        edits = api.made("editMessageText")
    assert len(edits) <= 7
    assert all((edit["chat_id"], edit["message_id"]) == (LEADER, 50) for edit in edits)
    assert "People here: 30" in edits[-1]["text"]


async def test_an_error_is_no_end_of_what_erases_votes(services: Services) -> None:
    real, tries = rooms.real(services), asyncio.Event()
    made = await rooms.room(real)
    await votes.join(real.store, made.code, 100)

    async def show(_at: At, _later: object) -> None:
        if drawn:
            tries.set()
        drawn.append(1)
        await votes.join(real.store, made.code, 100 + len(drawn))  # something to draw again
        raise ValueError("canary")

    drawn: list[int] = []
    kept = asyncio.create_task(live.keep_live(show, real, look=0.1))
    await asyncio.wait_for(tries.wait(), 10)
    kept.cancel()


async def test_a_leader_who_is_gone_holds_nothing_up(services: Services) -> None:
    real = rooms.real(services)
    made = await rooms.room(real)
    async with bot_api() as api, bot_of(api) as bot:
        api.refuse["editmessagetext"] = (403, "Forbidden: bot was blocked by the user", {})
        await votes.join(real.store, made.code, 100)
        await live.draw(partial(follow, bot), real, time.time())
        assert len(api.made("editMessageText")) == 1
        await live.draw(partial(follow, bot), real, time.time() + 10)
        assert len(api.made("editMessageText")) == 1, "nothing has changed since"
