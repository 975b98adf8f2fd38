"""One update from the inbox to its answer in Telegram: read, limits, plan kept, sent."""

import json
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from telegram import Bot, Update

from bot.inbox.arrived import chat_in, opened
from bot.inbox.ledger import Ledger
from bot.inbox.progress import Progress
from bot.inbox.table import Row
from bot.inbox.trouble import Taken
from bot.intake import read
from bot.limits import Limits, Say
from bot.markup import esc
from bot.metrics import Meters
from bot.model import Check, Command, Incoming, Press, Reply
from bot.scene import Services
from bot.send import deliver
from bot.store import state
from bot.store.blocked import TABLE
from bot.store.people import keys_of
from bot.talk import talk
from bot.texts import choose, texts_of

log = logging.getLogger(__name__)

Beside = Callable[[Coroutine[Any, Any, None]], None]


@dataclass(frozen=True, slots=True)
class Desk:
    """What answering needs. `blocked` gives the keys of blocked chats; `beside` takes what nobody waits for."""

    bot: Bot
    services: Services
    ledger: Ledger
    limits: Limits
    meters: Meters
    blocked: Callable[[], frozenset[str]]
    beside: Beside


async def answer(desk: Desk, row: Row) -> None:
    """Answer an update. Raises NotNow and Taken; any other exception is a failed try."""
    raw = opened(desk.ledger.store, row.update_id, "update", row.sealed)
    if raw is None:
        desk.meters.updates.labels("unreadable").inc()
        log.error("an update was sealed with a key we do not have; is SECRET_KEYS_OLD complete?")
        return
    fields = json.loads(raw.decode("utf-8", "surrogatepass"))
    update = Update.de_json(fields, desk.bot)
    await _moved(desk, fields)
    incoming = read(update, desk.bot.username) if update else None
    if incoming is None or not desk.blocked().isdisjoint(keys_of(desk.ledger.store, incoming.at.chat, TABLE)):
        desk.meters.updates.labels("ignored").inc()
        return
    progress = Progress(desk.ledger, row)
    replies = progress.replies()
    if replies is None:
        replies = await _replies(desk, row, incoming)
    if not await progress.keep(replies):
        raise Taken
    for later in await deliver(desk.bot, incoming, replies, progress):
        desk.beside(later)
    if progress.left:
        await state.forget(desk.ledger.store, incoming.at.chat)


async def _replies(desk: Desk, row: Row, incoming: Incoming) -> list[Reply]:
    """What to say; [] to somebody who has just been asked to slow down."""
    chat = keys_of(desk.ledger.store, incoming.at.chat, "limits")[0]
    match desk.limits.ask(chat, row.update_id, _content(incoming)):
        case Say.ANSWER:
            return await talk(incoming, desk.services)
        case Say.SLOW_DOWN:
            desk.meters.updates.labels("slowed down").inc()
            texts = texts_of(desk.services.library, choose(desk.services.library, incoming.at.language))
            return [Reply(esc(texts.say("check.slow")), toast=isinstance(incoming, Press))]
        case Say.NOTHING:
            desk.meters.updates.labels("dropped").inc()
            return []


def _content(incoming: Incoming) -> bytes:
    """What makes two messages the same: an edited one and one with another sender are not."""
    match incoming:
        case Check(at=at, offer=offer):
            return repr((offer, at.message if not offer.text else 0)).encode("utf-8", "replace")
        case Command(name=name, argument=argument):
            return repr((name, argument)).encode("utf-8", "replace")
        case Press(at=at, data=data):
            return repr((at.message, data)).encode("utf-8", "replace")
        case other:
            return repr(other).encode("utf-8", "replace")


async def _moved(desk: Desk, fields: dict[str, Any]) -> None:
    """A group became a supergroup: what we keep for it goes along."""
    message = fields.get("message") or {}
    old, new = chat_in(fields), message.get("migrate_to_chat_id")
    if old is not None and isinstance(new, int):
        await state.move(desk.ledger.store, old, new)
