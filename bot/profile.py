"""The command list and the bot's descriptions, per language, written to Telegram only where they differ.

Telegram limits how often they may be set, and an operator may have changed them on purpose in one language
only: a restart that finds everything as it should be writes nothing.
"""

import logging

from telegram import Bot, BotCommand
from telegram.error import TelegramError

from bot.talk import COMMANDS
from bot.texts import FALLBACK, Texts, offered, texts_of
from content.model import Library

log = logging.getLogger(__name__)


async def present(bot: Bot, library: Library) -> None:
    """Make Telegram show our texts: English for all, then each language. Failing is no reason to stop."""
    for tag in [FALLBACK, *(tag for tag in offered(library) if tag != FALLBACK)]:
        code = "" if tag == FALLBACK else tag
        if len(code) in (0, 2):  # Telegram takes two-letter codes only
            try:
                await _one(bot, texts_of(library, tag), code)
            except TelegramError as error:
                log.warning("the command list for %s was not set: %s", tag, type(error).__name__)


async def _one(bot: Bot, texts: Texts, code: str) -> None:
    wanted = tuple(BotCommand(name, texts.say(f"command.{name}")) for name in COMMANDS)
    if await bot.get_my_commands(language_code=code or None) != wanted:
        await bot.set_my_commands(wanted, language_code=code or None)
    about, short = texts.say("bot.description"), texts.say("bot.short")
    if (await bot.get_my_description(language_code=code or None)).description != about:
        await bot.set_my_description(about, language_code=code or None)
    if (await bot.get_my_short_description(language_code=code or None)).short_description != short:
        await bot.set_my_short_description(short, language_code=code or None)
