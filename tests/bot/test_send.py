"""How replies reach Telegram, and what happens when it says no."""

import logging
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from telegram import Bot

from bot.inbox.trouble import NotNow
from bot.metrics import Meters
from bot.model import At, Command, Press, Reply
from bot.pace import Pace
from bot.profile import present
from bot.request import PacedRequest, backend
from bot.send import deliver
from content.model import Library
from tests.bot.server import TOKEN, BotApi, bot_api

AT = At(7, 300, "en", reply_to=300)
ASKED = Command(AT, "help")
PRESSED = Press(AT, "x", "ticket")


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with bot_api() as server:
        yield server


@pytest.fixture(params=["aiohttp", "httpx"])
async def bot(request: pytest.FixtureRequest, api: BotApi) -> AsyncIterator[Bot]:
    """With each of the two ways to make requests."""
    way = PacedRequest(backend(request.param, 8), Pace(1000), Meters())
    address = f"{api.base_url}/bot", f"{api.base_url}/file/bot"
    async with Bot(TOKEN, *address, request=way, get_updates_request=way) as made:
        yield made


async def test_a_reply_is_html_without_preview_and_hangs_on_its_message(api: BotApi, bot: Bot) -> None:
    await deliver(bot, ASKED, [Reply("<b>Hi</b>", ((("Why", "why|x"),),), reply_to=300)])
    call = api.made("sendMessage")[0]
    assert (call["text"], call["parse_mode"], call["chat_id"]) == ("<b>Hi</b>", "HTML", 7)
    assert call["link_preview_options"] == {"is_disabled": True}
    assert call["reply_parameters"] == {"message_id": 300, "allow_sending_without_reply": True}
    assert call["reply_markup"] == {"inline_keyboard": [[{"text": "Why", "callback_data": "why|x"}]]}


async def test_what_is_sent_keeps_the_pace_of_its_chat_and_is_counted_by_its_method(api: BotApi) -> None:
    meters, pace = Meters(), Pace(1000)
    way = PacedRequest(backend("aiohttp", 8), pace, meters)
    async with Bot(TOKEN, f"{api.base_url}/bot", request=way) as bot:
        pace.told(AT.chat, 40)
        with pytest.raises(NotNow):
            await deliver(bot, ASKED, [Reply("Hi")])
        await deliver(bot, Command(replace(AT, chat=8), "help"), [Reply("Hi")])
    assert [call["chat_id"] for call in api.made("sendMessage")] == [8]
    for outcome in (b"held back", b"200"):
        assert b'calls_total{method="sendMessage",outcome="%s"} 1.0' % outcome in meters.page()


async def test_a_long_reply_comes_in_pieces_with_the_buttons_under_the_last(api: BotApi, bot: Bot) -> None:
    await deliver(bot, ASKED, [Reply("\n".join(["word " * 100] * 20), ((("Why", "x"),),), reply_to=300)])
    calls = api.made("sendMessage")
    assert len(calls) == 3
    assert ["reply_parameters" in call for call in calls] == [True, False, False]
    assert ["reply_markup" in call for call in calls] == [False, False, True]


async def test_a_press_is_acknowledged_and_its_message_edited(api: BotApi, bot: Bot) -> None:
    await deliver(bot, PRESSED, [Reply("Done.", edit=True)])
    assert api.made("answerCallbackQuery")[0]["callback_query_id"] == "ticket"
    assert api.made("editMessageText")[0]["message_id"] == 300
    assert not api.made("sendMessage")


async def test_a_message_that_can_no_longer_be_edited_is_sent_anew(api: BotApi, bot: Bot) -> None:
    api.refuse["editmessagetext"] = (400, "Bad Request: message can't be edited", {})
    await deliver(bot, PRESSED, [Reply("Done.", edit=True)])
    assert api.made("sendMessage")[0]["text"] == "Done."


async def test_an_erasure_leaves_a_toast_and_no_message(api: BotApi, bot: Bot) -> None:
    await deliver(bot, PRESSED, [Reply("Gone.", toast=True, erase=True)])
    assert api.made("answerCallbackQuery")[0]["text"] == "Gone."
    assert api.made("deleteMessages")[0]["message_ids"] == list(range(201, 301))
    assert not api.made("sendMessage")


@pytest.mark.parametrize(
    "refusal",
    [
        (403, "Forbidden: bot was blocked by the user", {}),
        (400, "Bad Request: chat not found", {}),
    ],
)
async def test_a_person_who_left_makes_no_noise(
    refusal: tuple[int, str, dict[str, object]], api: BotApi, bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    api.refuse["sendmessage"] = refusal
    with caplog.at_level(logging.INFO, "bot"):
        await deliver(bot, ASKED, [Reply("one"), Reply("two")])
    assert len(api.made("sendMessage")) == 1
    assert not [record for record in caplog.records if record.name.startswith("bot")]


async def test_an_unchanged_message_makes_no_noise(api: BotApi, bot: Bot, caplog: pytest.LogCaptureFixture) -> None:
    api.refuse["editmessagetext"] = (400, "Bad Request: message is not modified: exactly the same", {})
    with caplog.at_level(logging.INFO, "bot"):
        await deliver(bot, PRESSED, [Reply("Done.", edit=True)])
    assert not api.made("sendMessage")
    assert not [record for record in caplog.records if record.name.startswith("bot")]


async def test_a_short_flood_limit_is_waited_for_and_then_the_answer_goes_back_to_the_inbox(
    api: BotApi, bot: Bot
) -> None:
    api.refuse["sendmessage"] = (429, "Too Many Requests: retry after 1", {"retry_after": 1})
    with pytest.raises(NotNow) as later:
        await deliver(bot, ASKED, [Reply("one")])
    assert len(api.made("sendMessage")) == 3
    assert later.value.wait == 1


@pytest.mark.parametrize(
    ("refusal", "wait", "tries"),
    [
        ((429, "Too Many Requests: retry after 40", {"retry_after": 40}), 40, 1),
        ((401, "Unauthorized", {}), 60, 1),
        ((502, "Bad Gateway", {}), 5, 3),
    ],
)
async def test_what_has_to_wait_for_long_goes_back_to_the_inbox(
    refusal: tuple[int, str, dict[str, object]], wait: float, tries: int, api: BotApi, bot: Bot
) -> None:
    api.refuse["sendmessage"] = refusal
    with pytest.raises(NotNow) as later:
        await deliver(bot, ASKED, [Reply("one")])
    assert (later.value.wait, len(api.made("sendMessage"))) == (wait, tries)


async def test_a_group_that_became_a_supergroup_is_answered_under_its_new_number(api: BotApi, bot: Bot) -> None:
    api.moved[7] = -1007
    await deliver(bot, ASKED, [Reply("one")])
    assert [call["chat_id"] for call in api.made("sendMessage")] == [7, -1007]


async def test_the_profile_is_written_once_and_not_again(api: BotApi, bot: Bot, library: Library) -> None:
    await present(bot, library)
    written = [call for call in api.calls if call.method.startswith("setmy")]
    assert {call.method for call in written} == {"setmycommands", "setmydescription", "setmyshortdescription"}
    await present(bot, library)
    assert [call for call in api.calls if call.method.startswith("setmy")] == written


async def test_a_profile_that_cannot_be_written_stops_nothing(api: BotApi, bot: Bot, library: Library) -> None:
    api.refuse["setmycommands"] = (400, "Bad Request: no", {})
    await present(bot, library)


async def test_files_can_be_fetched_from_another_server(api: BotApi, bot: Bot) -> None:
    api.files["abc"] = b"words"
    file = await bot.get_file("abc")
    assert bytes(await file.download_as_bytearray()) == b"words"
