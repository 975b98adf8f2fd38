"""Warnings people asked for: off until asked, in one country and language, once to each, stopped by a tap."""

import asyncio
import signal
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from telegram import Bot

from bot import alerts as warnings
from bot import store as stores
from bot.markup import plain
from bot.model import At, Check, Command, Press
from bot.pace import Pace
from bot.scene import Services
from bot.store import Store, alerts, partners, readers
from bot.store.alerts import Draft, NotTaken
from bot.store.blocked import block
from bot.store.migrate import migrate
from bot.store.partners import Partner
from bot.store.readers import Reads
from bot.talk import talk
from bot.texts import Texts
from checks.model import Offer
from tests.bot import samples
from tests.bot.reading import grade, page
from tests.bot.server import TOKEN, BotApi, bot_api
from tests.bot.test_process import program, telegram

TODAY, NOW = samples.TODAY, 1_790_000_000
TEXT = "People in Oldtown are asked to pay a fee for a job on a ship.\nThe job is not there. Take your time."
HERE = Reads("NW", "en")
SECRET = "a secret for tests only"


def at(chat: int) -> At:
    return At(chat, 3, "en")


async def ready(store: Store, reads: Reads = HERE, text: str = TEXT) -> str:
    """A warning that two people agreed on."""
    number = await alerts.draft(store, Draft("", reads.country, reads.language, text, "ann"), TODAY, NOW)
    await alerts.approve(store, number, "ben", signed="Workers' House", today=TODAY, now=NOW)
    return number


async def send(services: Services, api: BotApi) -> None:
    async with Bot(TOKEN, f"{api.base_url}/bot") as bot:
        await warnings.send_out(bot, replace(services, now=lambda: float(NOW)), Pace(1000))


def chats(api: BotApi) -> list[int]:
    return [fields["chat_id"] for fields in api.made("sendMessage")]


async def test_nothing_is_on_or_kept_before_the_tap(services: Services, same) -> None:
    (first,) = await talk(Command(at(7), "alerts"), services)
    assert "First choose your country" in first.html
    await stores.remember(services.store, 7, TODAY, country="NW")
    (offer,) = await talk(Command(at(7), "alerts"), services)
    assert await readers.reads(services.store, 7) is None
    assert grade(plain(offer.html)) <= 6
    (on,) = await talk(Press(at(7), offer.rows[0][0][1]), services)
    assert await readers.reads(services.store, 7) == HERE
    (again,) = await talk(Command(at(7), "alerts"), services)
    (off,) = await talk(Press(at(7), again.rows[-1][0][1]), services)
    assert await readers.reads(services.store, 7) is None
    same("screen-alerts", "\n\n--- next ---\n\n".join(map(page, (first, offer, on, again, off))))


async def test_another_country_is_offered_when_somebody_moved(services: Services) -> None:
    await readers.join(services.store, 7, HERE)
    await stores.remember(services.store, 7, TODAY, country="NP")
    (told,) = await talk(Command(at(7), "alerts"), services)
    assert "are on for Nowhere" in told.html
    assert "You chose Nepal" in told.html
    await talk(Press(at(7), told.rows[0][0][1]), services)
    assert await readers.reads(services.store, 7) == Reads("NP", "en")


async def test_it_goes_only_to_its_country_and_language_and_once(services: Services) -> None:
    for chat, reads in ((1, HERE), (2, HERE), (3, Reads("NP", "en")), (4, Reads("NW", "es")), (5, HERE)):
        await readers.join(services.store, chat, reads)
    await block(services.store, 5, TODAY)
    number = await ready(services.store)
    await readers.join(services.store, 6, HERE)  # came later
    async with bot_api() as api:
        for _ in range(3):
            await send(services, api)
        assert sorted(chats(api)) == [1, 2]
        sent = api.made("sendMessage")[0]
    assert sent["text"].startswith("<b>Warning from Workers' House, ")
    assert "You get this because you asked for it." in sent["text"]
    (button,) = sent["reply_markup"]["inline_keyboard"][0]
    done = await alerts.one(services.store, number, NOW)
    assert done
    assert (done.state, done.total, done.sent, done.missed, done.left, done.begun) == ("done", 3, 2, 1, 0, 0)
    (left,) = await talk(Press(at(1), button["callback_data"]), services)
    assert left.html == "I will send you no warnings."
    assert await readers.reads(services.store, 1) is None


async def test_who_blocks_the_bot_has_left(services: Services) -> None:
    await readers.join(services.store, 1, HERE)
    await ready(services.store)
    async with bot_api() as api:
        api.refuse["sendmessage"] = (403, "Forbidden: bot was blocked by the user", {})
        await send(services, api)
    assert await readers.reads(services.store, 1) is None


async def test_who_leaves_while_it_is_sent_gets_nothing(services: Services) -> None:
    for chat in (1, 2, 3):
        await readers.join(services.store, chat, HERE)
    await ready(services.store)
    await talk(Press(at(1), "alr|stop"), services)
    await talk(Command(at(2), "delete"), services)
    danger = replace(services, check=lambda _offer: samples.urgent("cant-leave"))
    await talk(Check(at(3), Offer(samples.HELD_TEXT)), danger)
    async with bot_api() as api:
        await send(services, api)
        assert chats(api) == []
    assert [await readers.reads(services.store, chat) for chat in (1, 2, 3)] == [None, None, None]


async def test_what_telegram_has_not_taken_is_tried_again_and_what_nobody_knows_is_not(services: Services) -> None:
    await readers.join(services.store, 1, HERE)
    number = await ready(services.store)
    async with bot_api() as api:
        api.refuse["sendmessage"] = (429, "Too Many Requests", {"retry_after": 1})
        await send(services, api)
        waiting = await alerts.one(services.store, number, NOW)
        assert waiting
        assert (waiting.left, waiting.begun) == (1, 0)
        api.refuse["sendmessage"] = (502, "Bad Gateway", {})
        await send(services, api)
        del api.refuse["sendmessage"]
        before = len(chats(api))
        await send(services, api)
        assert len(chats(api)) == before
    done = await alerts.one(services.store, number, NOW)
    assert done
    assert (done.state, done.sent) == ("done", 0)


async def test_while_telegram_is_away_nothing_is_begun(services: Services) -> None:
    await readers.join(services.store, 1, HERE)
    number = await ready(services.store)
    async with bot_api() as api, Bot(TOKEN, f"{api.base_url}/bot") as bot:
        api.refuse["getme"] = (502, "Bad Gateway", {})
        await warnings.send_out(bot, replace(services, now=lambda: float(NOW)), Pace(1000))
        assert chats(api) == []
    waiting = await alerts.one(services.store, number, NOW)
    assert waiting
    assert (waiting.left, waiting.begun) == (1, 0)


async def test_two_programs_share_the_copies(any_shop: Store, services: Services) -> None:
    for chat in range(1, 31):
        await readers.join(any_shop, chat, HERE)
    number = await ready(any_shop)
    both = replace(services, store=any_shop)
    async with bot_api() as api:
        await asyncio.gather(send(both, api), send(both, api), send(both, api))
        await send(both, api)
        assert sorted(chats(api)) == list(range(1, 31))
    done = await alerts.one(any_shop, number, NOW)
    assert done
    assert (done.state, done.sent) == ("done", 30)


async def test_a_copy_that_another_program_has_begun_outlives_the_end(any_shop: Store) -> None:
    for chat in (1, 2):
        await readers.join(any_shop, chat, HERE)
    number = await ready(any_shop)
    going = (await alerts.going(any_shop, NOW))[0]
    ours, theirs = [await alerts.begin(any_shop, going) for _ in range(2)]
    assert ours and theirs
    await alerts.settle(any_shop, number, ours[0], "sent")
    assert await alerts.finish(any_shop, number)
    await alerts.settle(any_shop, number, theirs[0], "again")
    assert await alerts.going(any_shop, NOW), "Telegram has not seen the second copy: it is sent again"
    assert await alerts.begin(any_shop, going) == theirs
    assert await alerts.finish(any_shop, number)
    await alerts.expire(any_shop, NOW + 86_400)
    done = await alerts.one(any_shop, number, NOW)
    assert done
    assert (done.state, done.begun) == ("done", 0), "a day later nobody will say what became of it"


async def test_a_stopped_one_goes_no_further(any_shop: Store, services: Services) -> None:
    await readers.join(any_shop, 1, HERE)
    number = await ready(any_shop)
    await alerts.stop(any_shop, number, "cid")
    async with bot_api() as api:
        await send(replace(services, store=any_shop), api)
        assert chats(api) == []
    with pytest.raises(NotTaken):
        await alerts.stop(any_shop, number, "cid")


async def test_nobody_approves_their_own_and_only_once(any_shop: Store) -> None:
    number = await alerts.draft(any_shop, Draft("", "NW", "en", TEXT, "ann"), TODAY, NOW)
    with pytest.raises(NotTaken):
        await alerts.approve(any_shop, number, "ann", signed="", today=TODAY, now=NOW)
    await alerts.approve(any_shop, number, "ben", signed="", today=TODAY, now=NOW)
    for other in ("ben", "cid"):
        with pytest.raises(NotTaken):
            await alerts.approve(any_shop, number, other, signed="", today=TODAY, now=NOW)
    with pytest.raises(NotTaken):
        await alerts.refuse(any_shop, number, "cid")


async def test_drafts_go_after_14_days_and_warnings_after_90(any_shop: Store) -> None:
    await readers.join(any_shop, 1, HERE)
    await alerts.draft(any_shop, Draft("", "NW", "en", TEXT, "ann"), TODAY, NOW)
    await ready(any_shop)
    await alerts.expire(any_shop, NOW + alerts.DRAFT_S)
    assert len(await alerts.everything(any_shop, None, NOW)) == 1
    await alerts.expire(any_shop, NOW + alerts.KEPT_S)
    assert await alerts.everything(any_shop, None, NOW) == []
    async with any_shop.engine.connect() as connection:
        assert (await connection.execute(readers.COPY.select())).first() is None


async def test_a_partner_that_goes_takes_its_warnings_along(any_shop: Store) -> None:
    await partners.add(any_shop, Partner("pabcdefghjk", "House", "", "NW", "", "", "", TODAY))
    await readers.join(any_shop, 1, HERE)
    for code in ("pabcdefghjk", ""):
        number = await alerts.draft(any_shop, Draft(code, "NW", "en", TEXT, "ann"), TODAY, NOW)
        await alerts.approve(any_shop, number, "ben", signed="", today=TODAY, now=NOW)
    await partners.drop(any_shop, "pabcdefghjk")
    (left,) = await alerts.going(any_shop, NOW)
    assert (left.id, await alerts.begin(any_shop, left) is not None) == (number, True)


async def test_told_to_stop_the_copy_that_is_begun_is_finished(services: Services) -> None:
    for chat in range(1, 31):
        await readers.join(services.store, chat, HERE)
    number = await ready(services.store)
    async with bot_api() as api:
        api.slow.update(dict.fromkeys(range(1, 31), 0.05))
        sending = asyncio.create_task(send(services, api))
        await api.sent(5)
        sending.cancel()
        with pytest.raises(asyncio.CancelledError):
            await sending
        half = await alerts.one(services.store, number, NOW)
        assert half
        assert (half.begun, half.sent) == (0, len(chats(api)))
        await send(services, api)
        assert sorted(chats(api)) == list(range(1, 31))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("short", "20 to 600"),
        ("long " * 200, "20 to 600"),
        ("line\n" * 20 + "and one more line", "20 to 600"),
        ("See https://evil.example for more about this trick", "Leave out links"),
        ("See jobs.example.com for more about this new trick today", "Leave out links"),
        ("Write to @somebody_here about this new trick today", "Leave out links"),
        ("Call +44 20 7946 0958 about this new trick today", "Leave out links"),
        ("This company is a scammer and you are all victims", "Leave out “scammer”"),
        ("Our own recruiters are verified and very kind people", "Leave out “verified”"),
    ],
)
def test_a_text_that_could_harm_is_refused(text: str, wrong: str) -> None:
    with pytest.raises(warnings.NotTaken, match=wrong):
        warnings.tidy(text)


def test_a_text_is_plain_lines_in_the_fixed_frame(texts: Texts) -> None:
    hostile = "<b>Fees</b> for \u202ejobs are asked in Oldtown\u200b\n\n\n\n&amp; more of it <a href=x>here</a>"
    shown = warnings.render(texts, warnings.tidy(hostile), "<i>House</i>", TODAY).html
    assert "\u202e" not in shown
    assert "&lt;b&gt;Fees&lt;/b&gt; for jobs" in shown
    assert "Warning from &lt;i&gt;House&lt;/i&gt;" in shown
    assert "\n\n\n" not in shown


async def test_the_database_names_no_chat(services: Services) -> None:
    await readers.join(services.store, 987_654_321, HERE)
    await ready(services.store)
    with sqlite3.connect(str(services.store.engine.url.database)) as connection:
        dump = "\n".join(connection.iterdump())
    assert "987654321" not in dump
    assert b"987654321".hex() not in dump.lower()


async def test_killed_in_the_middle_nobody_gets_a_second_copy(tmp_path: Path) -> None:
    many = 60
    opened = stores.open_store(f"sqlite+aiosqlite:///{tmp_path}/var/second-look.db", SECRET.encode())
    await migrate(opened)
    for chat in range(1, many + 1):
        await readers.join(opened, chat, HERE)
    number = await alerts.draft(opened, Draft("", "NW", "en", TEXT, "ann"), TODAY, NOW)
    await alerts.approve(opened, number, "ben", signed="", today=TODAY, now=int(2e9))
    await stores.close(opened)
    async with bot_api() as api:
        settings = telegram(api) | {"SECRET_KEY": SECRET, "SENDS_A_SECOND": "90"}
        async with program(tmp_path, **settings) as process:
            await api.sent(20)
            process.send_signal(signal.SIGKILL)
            await process.wait()
        first = len(chats(api))
        assert 20 <= first < many
        async with program(tmp_path, **settings):
            await api.until(lambda: len(chats(api)) >= many - 1)
            await asyncio.sleep(0.5)
        assert len(chats(api)) == len(set(chats(api)))
        assert set(range(1, many + 1)) - set(chats(api)) == set() or len(chats(api)) == many - 1
