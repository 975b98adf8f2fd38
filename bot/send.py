"""Replies go to Telegram here, and nowhere else.

What a person did meanwhile (blocked us, deleted the message) is no error; where Telegram asks to wait, we do: for a
moment here, for longer in the inbox (NotNow), where the answer keeps nobody else waiting.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any, Protocol

from telegram import Bot, Message
from telegram.error import (
    BadRequest,
    ChatMigrated,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.inbox.trouble import NotNow
from bot.keys import Json, call, keyboard, page, send_quiz, show_cards
from bot.markup import pieces, plain
from bot.model import At, Incoming, Inline, Later, Press, Reply

log = logging.getLogger(__name__)

TRIES = 3
LONGEST_WAIT_S = 2.0  # here; what has to wait longer goes back to the inbox
AWAY_S = 5.0  # Telegram can't be reached: for how long the answer goes back to the inbox
NO_TOKEN_S = 60.0
ERASED_AT_ONCE = 100  # Telegram's limit for one deleteMessages
TOAST_LIMIT = 200  # characters Telegram shows in a toast
# Telegram's words for what the person did meanwhile: nothing is wrong and nothing can be done.
USUAL = ("not modified", "query is too old", "to edit not found", "can't be edited", "to delete", "chat not found")

Then = Callable[[Bot, At, Later], Coroutine[Any, Any, None]]


class Left(Exception):
    """The person is gone: blocked us, or has no account any more."""


class Progress(Protocol):
    """What was sent in an earlier try, and a place to note what is sent now (`inbox/progress.py`)."""

    left: bool  # the person is gone; kept by us until somebody looks

    async def before(self) -> int:
        """The number of the next message when it was sent already, else 0."""

    def sent(self, number: int) -> None:
        """Telegram has just confirmed a message."""


class Unnoted:
    """Progress that nobody keeps: for what is sent once, or not at all."""

    left = False

    async def before(self) -> int:
        return 0

    def sent(self, number: int) -> None:
        """Nothing to note it in."""


async def deliver(
    bot: Bot, incoming: Incoming, replies: list[Reply], progress: Progress | None = None, then: Then | None = None
) -> list[Coroutine[Any, Any, None]]:
    """Send the replies in order. A press is acknowledged first, so that the button stops turning.

    What comes back is to be awaited when nobody waits any more: it puts into a message what look-ups have found, or
    does what `then` makes of it.
    Raises NotNow when Telegram can't take it at the moment.
    """
    later: list[tuple[At, Later]] = []
    progress = progress or Unnoted()
    try:
        await _deliver(bot, incoming, replies, progress, later)
    except Left:
        progress.left = True
    return [(then or follow)(bot, at, work) for at, work in later]


async def _deliver(
    bot: Bot,
    incoming: Incoming,
    replies: list[Reply],
    progress: Progress,
    later: list[tuple[At, Later]],
) -> None:
    if isinstance(incoming, Press):
        toast = next((plain(reply.html) for reply in replies if reply.toast), "")
        await _try(lambda: bot.answer_callback_query(incoming.ticket, toast[:TOAST_LIMIT] or None))
    if isinstance(incoming, Inline):
        await _try(lambda: show_cards(bot, incoming.ticket, replies))
        return
    for reply in replies:
        if reply.erase:
            await _erase(bot, incoming)
        if reply.toast:
            continue
        sent = await _give(bot, incoming, reply, progress)
        if not sent:
            break
        for file in reply.files:
            give = bot.send_photo if file.picture else bot.send_document
            await _once(partial(give, incoming.at.chat, file.data, filename=file.name), progress)
        if reply.later:
            later.append((At(incoming.at.chat, sent), reply.later))


async def follow(bot: Bot, at: At, later: Later) -> None:
    """Put what is learned later into the message it belongs to. One that was deleted meanwhile stays deleted."""
    with suppress(Left, NotNow):  # it stays as it was
        for reply in await later():
            parts = pieces(reply.html)
            if reply.edit and len(parts) == 1:
                if not await _edit(bot, at, parts[0], reply):
                    return
            elif not await _give(bot, Press(at, ""), replace(reply, edit=False, reply_to=at.message), Unnoted()):
                return


async def _give(bot: Bot, incoming: Incoming, reply: Reply, progress: Progress) -> int:
    """One reply as an edit where asked for and possible, else as new messages.

    The number of the last message; 0: nobody to talk to.
    """
    if reply.poll and (number := await _once(partial(send_quiz, bot, incoming.at.chat, reply.poll), progress)):
        return number  # else its own page asks the same
    parts, number = pieces(reply.html), 0
    editable = reply.edit and len(parts) == 1
    if editable and isinstance(incoming, Press) and await _edit(bot, incoming.at, parts[0], reply):
        return incoming.at.message
    keyboards = [None] * (len(parts) - 1) + [keyboard(reply)]
    targets = [reply.reply_to] + [0] * (len(parts) - 1)
    for part, keys, reply_to in zip(parts, keyboards, targets, strict=False):
        number = await progress.before()
        if not number:
            number = await _send(bot, incoming.at.chat, part, keys, reply_to)
            if not number:
                return 0
            progress.sent(number)
    return number


async def _once(make: Callable[[], Awaitable[object]], progress: Progress) -> int:
    """The number of a document or a quiz; 0 when Telegram does not take it: that piece is missing, the rest stays."""
    number = await progress.before()
    if not number and (number := _number(await _try(make))):
        progress.sent(number)
    return number


def _number(sent: object) -> int:
    """The number of a message that Telegram took, as an object or as it came; else 0."""
    if isinstance(sent, Message):
        return sent.message_id
    return int(sent["message_id"]) if isinstance(sent, dict) else 0


async def _edit(bot: Bot, at: At, text: str, reply: Reply) -> object:
    fields = {"chat_id": at.chat, "message_id": at.message, "reply_markup": keyboard(reply), **page(text)}
    return await _try(lambda: call(bot, "editMessageText", fields))


async def _send(bot: Bot, chat: int, text: str, keys: Json | None, reply_to: int) -> int:
    """The number of the new message, 0 when it was not taken."""
    hung = {"message_id": reply_to, "allow_sending_without_reply": True} if reply_to else None
    fields = {"chat_id": chat, "reply_parameters": hung, "reply_markup": keys, **page(text)}

    async def send_where_it_is() -> object:
        try:
            return await call(bot, "sendMessage", fields)
        except ChatMigrated as moved:
            return await call(bot, "sendMessage", fields | {"chat_id": moved.new_chat_id})

    return _number(await _try(send_where_it_is))


async def _erase(bot: Bot, incoming: Incoming) -> None:
    """Delete what Telegram lets us of the last hundred message numbers up to the pressed one.

    We keep no list of messages. Numbers of other chats are skipped by Telegram: it looks only in this chat.
    """
    last = incoming.at.message
    numbers = range(max(1, last - ERASED_AT_ONCE + 1), last + 1)
    await _try(lambda: bot.delete_messages(incoming.at.chat, list(numbers)))


async def _try(make: Callable[[], Awaitable[object]]) -> object:
    """Make one call; wait and repeat where that helps. Its result, or False when not taken: only its kind is logged.

    Raises Left, or NotNow when Telegram wants us to wait for long, can't be reached, or has forgotten our token.
    """
    wait = 0.0
    for turn in range(TRIES):
        try:
            return await make()
        except RetryAfter as error:
            wait = _seconds(error.retry_after)
        except Forbidden:
            raise Left from None
        except BadRequest as error:
            return _settled(error)
        except (InvalidToken, EndPointNotFound):
            log.critical("Telegram does not know our token any more; answers wait until it does")
            raise NotNow(NO_TOKEN_S) from None
        except NetworkError:
            wait = AWAY_S if turn == TRIES - 1 else turn + 1.0
        except TelegramError as error:
            log.warning("Telegram did not take a message: %s", type(error).__name__)
            return False
        if wait > LONGEST_WAIT_S:
            break
        if turn < TRIES - 1:
            await asyncio.sleep(wait)
    log.warning("Telegram does not take an answer at the moment; it waits in the inbox")
    raise NotNow(wait)


def _settled(error: BadRequest) -> bool:
    """True when Telegram says that all is as wanted already; False, and a word in the log unless it is usual."""
    words = error.message.lower()
    if not any(usual in words for usual in USUAL):
        log.warning("Telegram refused a message: %s", type(error).__name__)
    return "not modified" in words


def _seconds(wait: int | timedelta) -> float:
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
