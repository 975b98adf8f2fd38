"""A message that nobody waits for, sent once at most: no second try, and what became of it said plainly."""

import logging
from enum import Enum

from telegram import Bot
from telegram.error import (
    BadRequest,
    ChatMigrated,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.keys import call, keyboard, page
from bot.model import Reply
from bot.request import NotSent

log = logging.getLogger(__name__)


class Fate(Enum):
    """What became of a message that is sent once at most."""

    SENT = "sent"
    REFUSED = "refused"
    GONE = "gone"  # the person left
    AGAIN = "again"  # Telegram has not taken it, for sure
    UNSURE = "unsure"  # nobody knows


async def attempt(bot: Bot, chat: int, reply: Reply) -> Fate:
    """Send a reply of one piece that nobody waits for, without a second try."""
    try:
        fields = {"chat_id": chat, "reply_markup": keyboard(reply), **page(reply.html)}
        await call(bot, "sendMessage", fields)
    except (RetryAfter, InvalidToken, EndPointNotFound, NotSent):
        return Fate.AGAIN
    except Forbidden:
        return Fate.GONE
    except (BadRequest, ChatMigrated) as error:
        log.warning("Telegram refused a warning: %s", type(error).__name__)
        return Fate.REFUSED
    except TelegramError:
        return Fate.UNSURE
    return Fate.SENT
