"""Replies go to Telegram here, and nowhere else.

What a person did meanwhile (blocked us, deleted the message) is no error; where Telegram asks to wait, we do.
"""

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable
from datetime import timedelta

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.markup import pieces, plain
from bot.model import Incoming, Press, Reply

os.environ.setdefault("PTB_TIMEDELTA", "1")  # waiting times as timedelta; the old way warns at each limit

log = logging.getLogger(__name__)

TRIES = 3
LONGEST_WAIT_S = 60.0
ERASED_AT_ONCE = 100  # Telegram's limit for one deleteMessages
TOAST_LIMIT = 200  # characters Telegram shows in a toast
# Telegram's words for what the person did meanwhile: nothing is wrong and nothing can be done.
USUAL = (
    "not modified",
    "query is too old",
    "to edit not found",
    "can't be edited",
    "to delete",
    "chat not found",
)
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def deliver(bot: Bot, incoming: Incoming, replies: list[Reply]) -> None:
    """Send the replies in order. A press is acknowledged first, so that the button stops turning."""
    if isinstance(incoming, Press):
        toast = next((plain(reply.html) for reply in replies if reply.toast), "")
        await _try(lambda: bot.answer_callback_query(incoming.ticket, toast[:TOAST_LIMIT] or None))
    for reply in replies:
        if reply.erase:
            await _erase(bot, incoming)
        if not reply.toast and not await _give(bot, incoming, reply):
            return


async def _give(bot: Bot, incoming: Incoming, reply: Reply) -> bool:
    """One reply as an edit where asked for and possible, else as new messages. False: nobody to talk to."""
    parts = pieces(reply.html)
    editable = reply.edit and len(parts) == 1
    if editable and isinstance(incoming, Press) and await _edit(bot, incoming, parts[0], reply):
        return True
    keyboards = [None] * (len(parts) - 1) + [_keyboard(reply)]
    targets = [reply.reply_to] + [0] * (len(parts) - 1)
    for part, keyboard, reply_to in zip(parts, keyboards, targets, strict=False):
        if not await _send(bot, incoming.at.chat, part, keyboard, reply_to):
            return False
    return True


async def _edit(bot: Bot, press: Press, text: str, reply: Reply) -> bool:
    return await _try(
        lambda: bot.edit_message_text(
            text,
            press.at.chat,
            press.at.message,
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            reply_markup=_keyboard(reply),
        )
    )


async def _send(bot: Bot, chat: int, text: str, keyboard: InlineKeyboardMarkup | None, reply_to: int) -> bool:
    hung = ReplyParameters(reply_to, allow_sending_without_reply=True) if reply_to else None
    return await _try(
        lambda: bot.send_message(
            chat,
            text,
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            reply_parameters=hung,
            reply_markup=keyboard,
        )
    )


def _keyboard(reply: Reply) -> InlineKeyboardMarkup | None:
    rows = [[InlineKeyboardButton(label, callback_data=data) for label, data in row] for row in reply.rows]
    return InlineKeyboardMarkup(rows) if rows else None


async def _erase(bot: Bot, incoming: Incoming) -> None:
    """Delete what Telegram lets us of the last hundred message numbers up to the pressed one.

    We keep no list of messages. Numbers of other chats are skipped by Telegram: it looks only in this chat.
    """
    last = incoming.at.message
    numbers = range(max(1, last - ERASED_AT_ONCE + 1), last + 1)
    await _try(lambda: bot.delete_messages(incoming.at.chat, list(numbers)))


async def _try(call: Callable[[], Awaitable[object]]) -> bool:
    """Make one call; wait and repeat where that helps. False when not taken; only its kind is logged."""
    for left in reversed(range(TRIES)):
        try:
            await call()
            return True
        except RetryAfter as error:
            wait = _seconds(error.retry_after)
        except (BadRequest, Forbidden) as error:
            return _settled(error)
        except NetworkError:
            wait = float(TRIES - left)
        except TelegramError as error:
            log.warning("Telegram did not take a message: %s", type(error).__name__)
            return False
        if left:
            await asyncio.sleep(min(wait, LONGEST_WAIT_S))
    log.warning("Telegram could not be reached for an answer")
    return False


def _settled(error: BadRequest | Forbidden) -> bool:
    """True when Telegram says that all is as wanted already; False, and a word in the log unless it is usual."""
    words = error.message.lower()
    if isinstance(error, BadRequest) and not any(usual in words for usual in USUAL):
        log.warning("Telegram refused a message: %s", type(error).__name__)
    return "not modified" in words


def _seconds(wait: int | timedelta) -> float:
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
