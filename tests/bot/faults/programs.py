"""The real program where something is wrong with the machine, and what it says there."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from tests.bot import telegram_json as tg
from tests.bot.server import BotApi

ROOT = Path(__file__).parents[3]
# Even root may then write only what its rights say: CAP_DAC_OVERRIDE is taken away for good before the program starts.
AS_EVERYBODY = (
    sys.executable,
    "-c",
    "import ctypes, os, sys; ctypes.CDLL(None).prctl(24, 1, 0, 0, 0); os.execv(sys.argv[1], sys.argv[1:])",
)


@asynccontextmanager
async def bot(
    folder: Path, *words: str, before: Sequence[str] = (), out: str = "out", **settings: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """python -m bot in a folder, `before` it whatever starts it; its words in the file `out` beside the folder."""
    keep = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    env = keep | {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", "NO_PROXY": "127.0.0.1"} | settings
    command = (*before, sys.executable, "-m", "bot", *words)
    with said(folder, out).open("ab") as file:
        process = await asyncio.create_subprocess_exec(
            *command, cwd=folder, env=env, stdout=file, stderr=file, stdin=asyncio.subprocess.DEVNULL
        )
        try:
            yield process
        finally:
            if process.returncode is None:
                process.send_signal(signal.SIGTERM)
            async with asyncio.timeout(20):
                await process.wait()


def said(folder: Path, out: str = "out") -> Path:
    return folder.with_name(f"{folder.name}.{out}")


async def says(folder: Path, words: str, seconds: float = 15.0, out: str = "out") -> None:
    """Wait until the program has said that."""
    try:
        async with asyncio.timeout(seconds):
            while words not in said(folder, out).read_text():
                await asyncio.sleep(0.1)
    except TimeoutError:
        raise AssertionError(f"{words!r} is not in:\n{said(folder, out).read_text()}") from None


async def ended(folder: Path, *words: str, before: Sequence[str] = (), **settings: str) -> tuple[int, str]:
    """The code and the words of a program that ends by itself."""
    said(folder, "end").unlink(missing_ok=True)
    async with bot(folder, *words, before=before, out="end", **settings) as process, asyncio.timeout(40):
        await process.wait()
    return process.returncode or 0, said(folder, "end").read_text()


def answered(api: BotApi, updates: Sequence[tg.Json]) -> list[int]:
    """Numbers of the messages that were answered, in the order of the answers, among these updates."""
    wanted = {update["message"]["message_id"] for update in updates}
    hung = [call["reply_parameters"]["message_id"] for call in api.made("sendMessage") if "reply_parameters" in call]
    return [number for number in hung if number in wanted]


def numbers(updates: Sequence[tg.Json]) -> list[int]:
    return [update["message"]["message_id"] for update in updates]
