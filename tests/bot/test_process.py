"""The real program as a process, against the Bot API server of these tests: what a person would see."""

import asyncio
import contextlib
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from tests.bot import telegram_json as tg
from tests.bot.postgres import database
from tests.bot.server import TOKEN, BotApi, bot_api

ROOT = Path(__file__).parents[2]
CANARY = "canarytext"
OFFER = f"Dear {CANARY}, you must pay a registration fee of $150 before you start. Write to @canary_handle"


@asynccontextmanager
async def program(folder: Path, *words: str, **settings: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """python -m bot in an empty folder, its output kept in files, every warning an error."""
    keep = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    env = keep | {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", "NO_PROXY": "127.0.0.1"} | settings
    with (folder / "out").open("ab") as out:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", *words, cwd=folder, env=env, stdout=out, stderr=out,
            stdin=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        try:
            yield process
        finally:
            if process.returncode is None:
                process.send_signal(signal.SIGINT)
            async with asyncio.timeout(20):
                await process.wait()


def telegram(api: BotApi, token: str = TOKEN) -> dict[str, str]:
    return {"TELEGRAM_TOKEN": token, "TELEGRAM_API_BASE_URL": api.base_url}


async def test_a_whole_conversation_with_the_real_program(tmp_path: Path) -> None:
    async with bot_api() as api, program(tmp_path, **telegram(api)) as process:
        offer = tg.text(OFFER)
        await api.give(offer)
        warning = await api.sent(1)
        assert warning["text"].startswith("<b>Stop and check.")
        assert "They ask you to pay first: “" in warning["text"]
        assert warning["reply_parameters"]["message_id"] == offer["message"]["message_id"]
        assert warning["link_preview_options"] == {"is_disabled": True}
        assert "Which country are you in?" in (await api.sent(2))["text"]

        why = warning["reply_markup"]["inline_keyboard"][0][0]
        await api.give(tg.press(why["callback_data"], tg.message(text="Stop", message_id=5001)))
        assert "They ask you to pay first" in (await api.sent(3))["text"]
        assert len(api.made("answerCallbackQuery")) == 1

        await api.give({"edited_message": tg.message(text=OFFER.replace("150", "90"), edit_date=1)})
        assert (await api.sent(4))["text"].startswith("<b>Stop and check.")

        await api.give({"message": tg.message(sticker=tg.STICKER | {"file_id": "a", "file_unique_id": "b"})})
        assert "I cannot read stickers." in (await api.sent(5))["text"]
    assert process.returncode == 0


async def test_no_word_name_number_or_token_reaches_logs_or_files(tmp_path: Path) -> None:
    refusal = f"Bad Request: can't parse entities in {CANARY} at 987654321"
    async with bot_api() as api, program(tmp_path, **telegram(api)):
        await api.give(tg.text(OFFER, chat=987654321))
        await api.sent(1)
        await api.give(tg.command("/country Kenya", chat=987654321))
        await api.sent(3)
        api.refuse["sendmessage"] = (400, refusal, {})
        await api.give(tg.text(OFFER, chat=987654321))
        await api.sent(4)
        api.refuse["getupdates"] = (500, f"Internal {CANARY}", {})
        await api.give(tg.press(f"{CANARY}|{CANARY}", tg.message(text=CANARY), chat=987654321))
        await asyncio.sleep(1)
        api.refuse.clear()
    written = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    names = {path.name for path in written}
    assert {"out", "second-look.db", "secret.key"} <= names
    for path, data in written.items():
        for secret in (CANARY, "canary_handle", "Canaryname", "987654321", TOKEN.split(":")[1]):
            assert secret.encode() not in data, f"{secret} stands in {path.name}"
    assert b"Telegram refused a message: BadRequest" in written[tmp_path / "out"]


async def test_a_choice_outlives_a_restart_and_buttons_work_after_it(tmp_path: Path) -> None:
    async with bot_api() as api:
        async with program(tmp_path, **telegram(api)):
            await api.give(tg.command("/country Kenya"))
            await api.sent(1)
            await api.give(tg.text(OFFER))
            warning = await api.sent(2)
        before = len(api.made("setMyCommands"))
        async with program(tmp_path, **telegram(api)):
            helps = warning["reply_markup"]["inline_keyboard"][1][0]
            await api.give(tg.press(helps["callback_data"], tg.message(text="Stop")))
            assert "Who can help in Kenya" in (await api.sent(3))["text"]
        assert before > 0
        assert len(api.made("setMyCommands")) == before


async def test_a_wrong_token_is_said_in_plain_words_and_never_repeated(tmp_path: Path) -> None:
    async with bot_api() as api, program(tmp_path, **telegram(api, "99:wrong-canary-token")) as process:
        async with asyncio.timeout(20):
            await process.wait()
    said = (tmp_path / "out").read_text()
    assert process.returncode == 1
    assert "Telegram does not know this token" in said
    assert "wrong-canary-token" not in said


async def test_a_wrong_setting_is_said_in_plain_words(tmp_path: Path) -> None:
    async with program(tmp_path, TELEGRAM_TOKEN="canary no token") as process:
        async with asyncio.timeout(20):
            await process.wait()
    said = (tmp_path / "out").read_text()
    assert process.returncode == 2
    assert said.startswith("TELEGRAM_TOKEN: this is not a bot token")
    assert "canary" not in said


async def test_without_a_token_the_program_is_a_chat_in_the_terminal(tmp_path: Path) -> None:
    async with program(tmp_path) as process:
        async with asyncio.timeout(20):
            await process.wait()
    assert process.returncode == 0
    assert (tmp_path / "out").read_text().startswith("This is a chat in the terminal. For Telegram, set")


async def done(folder: Path, *words: str, **settings: str) -> str:
    """What a command of the operator says."""
    async with program(folder, *words, **settings) as process, asyncio.timeout(30):
        await process.wait()
    assert process.returncode == 0, (folder / "out").read_text()
    return (folder / "out").read_text()


async def test_web_and_workers_share_the_work_and_a_killed_worker_loses_nothing(
    tmp_path: Path, postgres_server: str, free_port: int
) -> None:
    key = "a secret for tests only"
    shared = {"DATABASE_URL": database(postgres_server), "SECRET_KEY": key}
    assert "The database is ready." in await done(tmp_path, "release", **shared)
    web = {"WEBHOOK_URL": "https://bot.example.org", "PORT": str(free_port), "HOST": "127.0.0.1"}
    async with bot_api() as api:
        common = shared | telegram(api) | {"WEBHOOK_URL": "https://bot.example.org"}
        async with program(tmp_path, "web", **common | web), program(tmp_path, "worker", **common) as first:
            secret = (await api.sent(1, "setWebhook"))["secret_token"]
            await brought(free_port, {"update_id": 1, **tg.text(OFFER)}, secret)
            assert (await api.sent(1))["text"].startswith("<b>Stop and check.")
            await api.sent(2)
            api.slow[7] = 5.0
            await brought(free_port, {"update_id": 2, **tg.text(OFFER, chat=7)}, secret)
            await asyncio.sleep(1)
            first.kill()
            api.slow.clear()
            await brought(free_port, {"update_id": 3, **tg.text(OFFER + "!", chat=8)}, secret)
            async with program(tmp_path, "worker", **common):
                await api.until(lambda: any(m["chat_id"] == 8 for m in api.made("sendMessage")))
    for secret in (CANARY, "canary_handle", key):
        assert secret not in (tmp_path / "out").read_text()


async def brought(port: int, update: object, secret: str) -> None:
    """Telegram brings an update until it is taken."""
    headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
    async with aiohttp.ClientSession() as session, asyncio.timeout(20):
        while True:
            with contextlib.suppress(aiohttp.ClientError):
                async with session.post(f"http://127.0.0.1:{port}/telegram", json=update, headers=headers) as answer:
                    if answer.status == 200:
                        return
            await asyncio.sleep(0.1)


async def test_an_operator_can_block_a_chat_and_let_it_in_again(tmp_path: Path) -> None:
    assert "It is blocked" in await done(tmp_path, "block", "987654321")
    assert "1 chats are blocked" in await done(tmp_path, "block")
    assert "It is served again" in await done(tmp_path, "unblock", "987654321")
    assert not any(b"987654321" in path.read_bytes() for path in tmp_path.rglob("*.db*"))


async def test_told_to_stop_it_finishes_and_ends_well(tmp_path: Path) -> None:
    async with bot_api() as api, program(tmp_path, LOG_FORMAT="json", **telegram(api)) as process:
        api.slow[7] = 1.0
        await api.give(tg.text(OFFER))
        await api.until(lambda: api.made("sendMessage"))
        process.terminate()
        async with asyncio.timeout(10):
            await process.wait()
        assert len(api.made("sendMessage")) == 2
    assert process.returncode == 0
    lines = [json.loads(line) for line in (tmp_path / "out").read_text().splitlines()]
    assert {"time", "level", "logger", "message"} <= set(lines[0])
