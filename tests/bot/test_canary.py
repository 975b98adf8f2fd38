"""A marked word takes every way through the real program, and is looked for everywhere, at every moment."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from bot.talk import COMMANDS, OF_A_SCREEN, UNDER_A_VERDICT
from tests.bot import telegram_json as tg
from tests.bot.media import made
from tests.bot.server import TOKEN, BotApi, bot_api
from tests.bot.test_process import brought, program, telegram

MARK = "canaryword"
CHAT = 987654321
SECRETS = tuple(s.encode() for s in (MARK, "Canaryname", "canary_handle", str(CHAT), TOKEN.split(":")[1]))
OFFER = f"Dear {MARK}, you must pay a registration fee of $150 before you start. Write to @canary_handle"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def document(api: BotApi, name: str, data: bytes, mime: str) -> tg.Json:
    api.files[name] = data
    named = {"file_id": name, "file_unique_id": name, "file_name": f"{MARK}.x"}
    file = named | {"mime_type": mime, "file_size": len(data)}
    return {"message": tg.message(CHAT, document=file, caption=MARK)}


def ways(api: BotApi) -> list[tg.Json]:
    """Every command and button, texts, edits, papers good and broken, what nobody reads, and what makes us fail."""
    commands = [tg.command(f"/{name} {MARK}", CHAT) for name in (*COMMANDS, MARK)]
    buttons = [
        tg.press(f"{verb}|{MARK}", tg.message(CHAT, text=MARK), CHAT) for verb in (*UNDER_A_VERDICT, *OF_A_SCREEN)
    ]
    papers = [
        document(api, "good", made.docx([OFFER]), DOCX),
        document(api, "broken", f"%PDF-{MARK}".encode(), "application/pdf"),
    ]
    edited = {"edited_message": tg.message(CHAT, text=OFFER.replace("150", "90"), edit_date=1)}
    sticker = tg.STICKER | {"file_id": MARK, "file_unique_id": MARK}
    failing = {"message": {"message_id": MARK, "chat": {"id": CHAT}, "date": MARK, "text": MARK}}
    odd = {"message": tg.message(CHAT, sticker=sticker)}
    return [tg.text(OFFER, CHAT), *commands, *buttons, *papers, edited, odd, failing, tg.text(OFFER + "!", CHAT)]


def seen(folder: Path) -> set[str]:
    """The files that hold a secret now."""
    found = set()
    for path in folder.rglob("*"):
        with contextlib.suppress(OSError):
            if path.is_file() and any(secret in path.read_bytes() for secret in SECRETS):
                found.add(str(path.relative_to(folder)))
    return found


def test_the_search_finds_a_word_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "a").write_text(f"x{MARK}x")
    (tmp_path / "b").write_text("x")
    assert seen(tmp_path) == {"a"}


@asynccontextmanager
async def watched(folder: Path) -> AsyncIterator[set[str]]:
    """Look again and again: what is there for a moment only is found, too."""
    found: set[str] = set()

    async def watch() -> None:
        while True:
            found.update(await asyncio.to_thread(seen, folder))
            await asyncio.sleep(0.05)

    task = asyncio.create_task(watch())
    try:
        yield found
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        found.update(seen(folder))


async def figures(port: int) -> str:
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/metrics") as answer:
        return await answer.text()


async def test_a_marked_word_is_nowhere_whatever_way_it_takes(tmp_path: Path, free_port: int) -> None:
    temp = tmp_path / "temp"
    temp.mkdir()
    hook = {"WEBHOOK_URL": "https://bot.example.org", "PORT": str(free_port), "HOST": "127.0.0.1"}
    more = {"TMPDIR": str(temp), "CHAT_BURST": "1000", "SENDS_A_SECOND": "1000", "PYTHONWARNINGS": "default"}
    async with bot_api() as api, watched(tmp_path) as found, program(tmp_path, **telegram(api), **hook, **more):
        secret = (await api.sent(1, "setWebhook"))["secret_token"]
        for number, update in enumerate(ways(api), 1):
            await brought(free_port, {"update_id": number, **update}, secret)
        await _emptied(free_port)
        api.refuse["sendmessage"] = (400, f"Bad Request: can't parse {MARK} at {CHAT}", {})
        await brought(free_port, {"update_id": 900, **tg.text(OFFER + "?", CHAT)}, secret)
        await _emptied(free_port)
        said = await figures(free_port)
    assert 'outcome="set aside"} 1.0' in said
    assert not any(secret in said.encode() for secret in SECRETS)
    assert found == set()
    assert {path.name for path in tmp_path.rglob("*.db")} == {"second-look.db"}
    assert b"Telegram refused a message: BadRequest" in (tmp_path / "out").read_bytes()


async def _emptied(port: int) -> None:
    """Until nothing waits; an update that fails is tried three times."""
    async with asyncio.timeout(60):
        while "secondlook_inbox_updates 0.0" not in await figures(port):
            await asyncio.sleep(0.2)
