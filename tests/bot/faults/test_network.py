"""No way to Telegram, for a moment or for ten minutes: said in plain words; what came before is answered after."""

import asyncio
import socket
from pathlib import Path

import pytest
import sqlalchemy

from bot.scene import Services
from tests.bot import telegram_json as tg
from tests.bot.faults.programs import answered, bot, ended, numbers
from tests.bot.server import TOKEN, BotApi, bot_api
from tests.bot.test_app import listening, waiting
from tests.bot.test_process import OFFER, telegram

NOWHERE = "http://telegram.invalid"  # a name that never has an address


@pytest.fixture
def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening_here:
        return int(listening_here.getsockname()[1])


async def test_a_name_without_an_address_and_a_closed_port_are_said_and_what_waits_is_answered_later(
    tmp_path: Path, closed_port: int
) -> None:
    folder = tmp_path / "bot"
    folder.mkdir()
    async with bot_api() as api:
        update = tg.text(OFFER)
        api.refuse["sendmessage"] = (502, "Bad Gateway", {})
        async with bot(folder, **telegram(api)) as process:
            await api.give(update)
            await api.until(lambda: api.made("sendMessage"))
            process.kill()
        api.refuse.clear()
        api.calls.clear()
        other = tmp_path / "other"
        other.mkdir()
        for code, words in await asyncio.gather(
            ended(folder, TELEGRAM_TOKEN=TOKEN, TELEGRAM_API_BASE_URL=NOWHERE),
            ended(other, TELEGRAM_TOKEN=TOKEN, TELEGRAM_API_BASE_URL=f"http://127.0.0.1:{closed_port}"),
        ):
            assert code == 1
            assert "Telegram can't be reached; check the network and TELEGRAM_API_BASE_URL" in words
            assert "canary" not in words
        async with bot(folder, **telegram(api)):
            await api.until(lambda: answered(api, [update]))


async def test_the_doctor_tells_a_name_without_an_address_from_a_closed_port(tmp_path: Path, closed_port: int) -> None:
    folder = tmp_path / "bot"
    folder.mkdir()
    _, told = await ended(folder, "doctor", TELEGRAM_TOKEN=TOKEN, TELEGRAM_API_BASE_URL=NOWHERE)
    assert "its name has no address" in told and "-> check DNS (/etc/resolv.conf)" in told
    _, port = await ended(
        folder, "doctor", TELEGRAM_TOKEN=TOKEN, TELEGRAM_API_BASE_URL=f"http://127.0.0.1:{closed_port}"
    )
    assert "no address" not in port and "-> check the network, its firewall" in port


async def test_after_ten_minutes_without_telegram_all_is_answered_once_and_in_order(
    services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    async with bot_api() as api, listening(api, services):
        api.refuse["sendmessage"] = (502, "Bad Gateway", {})
        updates = [tg.text(f"Pay {n}", chat=1) for n in range(5)]
        await api.give(*updates)
        await api.sent(3)
        await passed(services, 600)
        api.refuse["getupdates"] = (502, "Bad Gateway", {})
        await more_tries(api)
        await passed(services, 600)
        assert await waiting(services) == 5
        api.refuse.clear()
        api.calls.clear()
        await api.until(lambda: len(answered(api, updates)) == 5)
        assert answered(api, updates) == numbers(updates)
    assert "set aside" not in caplog.text
    assert "Telegram does not take an answer at the moment; it waits in the inbox" in caplog.text


async def more_tries(api: BotApi) -> None:
    tried = len(api.made("sendMessage"))
    await api.until(lambda: len(api.made("sendMessage")) > tried)


async def passed(services: Services, seconds: int) -> None:
    """As if so much time had passed since everything that waits came."""
    async with services.store.engine.begin() as connection:
        earlier = sqlalchemy.text("update inbox set at = at - :seconds, due = due - :seconds")
        await connection.execute(earlier, {"seconds": seconds})
