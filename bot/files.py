"""A picture or a paper of Telegram's as what it says: fetched into memory, read in a process of its own, forgotten."""

from collections.abc import Awaitable, Callable

from telegram import Bot
from telegram.error import TelegramError

from bot.media.fetch import fetch, refused
from bot.media.model import Found, Job, Refused
from bot.media.reader import Reader
from bot.model import Media


def files_of(
    bot: Bot, may_read: Callable[[int], Awaitable[bool]]
) -> Callable[[Media, tuple[str, ...]], Awaitable[Found]]:
    """How to read what people send to this bot, for a person of these languages; `may_read`: one more of a chat."""
    reader = Reader()

    async def look_into(file: Media, languages: tuple[str, ...]) -> Found:
        if problem := refused(file.mime, file.size):
            return Found(problem=problem)
        if not await may_read(file.at.chat):
            return Found(problem="often")
        return await reader.read(lambda: _fetched(bot, file.file), Job(languages))

    return look_into


async def _fetched(bot: Bot, file: str) -> bytes:
    try:
        address = (await bot.get_file(file)).file_path or ""
    except TelegramError as error:
        raise Refused("large" if "too big" in error.message else "away") from None
    return await fetch(address)
