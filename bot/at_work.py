"""What is shown in Telegram while a picture or a paper is read: "typing", and after a while a line that says so."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.model import At

PATIENCE_S = 2.0  # then a person wants to know that something happens
AGAIN_S = 4.0  # Telegram shows "typing" for five seconds


@asynccontextmanager
async def at_work(bot: Bot, at: At, line: Callable[[], Awaitable[str]]) -> AsyncIterator[None]:
    """Show that we are at work while the block runs; what was shown goes when it ends."""
    done = asyncio.Event()
    shown = [asyncio.create_task(_typing(bot, at, done)), asyncio.create_task(_line(bot, at, line, done))]
    try:
        yield
    finally:
        done.set()
        await asyncio.gather(*shown)


async def _typing(bot: Bot, at: At, done: asyncio.Event) -> None:
    while not done.is_set():
        with suppress(TelegramError):
            await bot.send_chat_action(at.chat, ChatAction.TYPING)
        await _passed(AGAIN_S, done)


async def _line(bot: Bot, at: At, line: Callable[[], Awaitable[str]], done: asyncio.Event) -> None:
    """Each call is made once: the answer must not wait for these niceties."""
    if not await _passed(PATIENCE_S, done):
        return
    with suppress(TelegramError):
        sent = await bot.send_message(at.chat, await line(), disable_notification=True)
        await done.wait()
        await bot.delete_message(at.chat, sent.message_id)


async def _passed(seconds: float, done: asyncio.Event) -> bool:
    """True when the time has passed before all was done."""
    try:
        await asyncio.wait_for(done.wait(), seconds)
    except TimeoutError:
        return True
    return False
