"""One update from the inbox to its answer in Telegram: read, limits, plan kept, sent."""

import json
import logging
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from typing import Any

from telegram import Bot, Update

from bot import again
from bot.at_work import at_work
from bot.gate import Gate
from bot.inbox.arrived import chat_in, opened
from bot.inbox.handed import is_look
from bot.inbox.ledger import Ledger
from bot.inbox.progress import Plan, Progress
from bot.inbox.table import Row
from bot.inbox.trouble import NotNow, Taken
from bot.intake import read
from bot.limits import Say
from bot.markup import esc
from bot.metrics import Meters
from bot.model import Aside, Case, Check, Command, Incoming, Inline, Media, Press, Reply
from bot.scene import Services
from bot.send import deliver
from bot.store import state
from bot.store.blocked import TABLE
from bot.store.people import keys_of
from bot.talk import patience, talk
from bot.texts import choose, texts_of
from bot.typed import typed

log = logging.getLogger(__name__)

Join = Callable[[list[tuple[float, Incoming]], float], tuple[Incoming, int, float]]
MOST_TOGETHER = 20
NO_KEY_S = 60.0
Beside = Callable[[Coroutine[Any, Any, None]], None]


@dataclass(frozen=True, slots=True)
class Desk:
    """What answering needs. `blocked` gives the keys of blocked chats; `beside` takes what nobody waits for.

    `begins`: others may follow that belong to this message (an album). Then `join` gets what came, with its times in
    seconds since 1970, and now: what to answer, how many of them that is, and how many seconds to wait for more before.
    """

    bot: Bot
    services: Services
    ledger: Ledger
    limits: Gate
    meters: Meters
    blocked: Callable[[], frozenset[str]]
    beside: Beside
    begins: Callable[[Incoming], bool] = lambda _incoming: False
    join: Join = lambda came, _now: (came[0][1], 1, 0.0)


async def answer(desk: Desk, row: Row) -> tuple[int, ...]:
    """Answer an update; the numbers of others that are answered with it. Raises NotNow and Taken."""
    if is_look(row.update_id):
        return await again.look(desk.bot, desk.services, desk.ledger, row)
    incoming = await _read(desk, row)
    if incoming is None or not desk.blocked().isdisjoint(keys_of(desk.ledger.store, incoming.at.chat, TABLE)):
        desk.meters.updates.labels("ignored").inc()
        return ()
    progress = Progress(desk.ledger, row)
    plan = progress.plan() or await _plan(desk, row, incoming)
    if not await progress.keep(plan):
        raise Taken
    alone = desk.ledger.store.small
    then = None if alone else partial(again.keep, desk.ledger, row.update_id)
    for later in await deliver(desk.bot, incoming, plan.replies, progress, then):
        if alone:
            desk.beside(later)
        else:
            await later
    if progress.left:
        await state.forget(desk.ledger.store, incoming.at.chat)
    return plan.also


async def _read(desk: Desk, row: Row) -> Incoming | None:
    """What the update says; None when it needs no answer. Raises NotNow when no key of ours opens it."""
    raw = opened(desk.ledger.store, row.update_id, "update", row.sealed)
    if raw is None:
        log.critical("an update was sealed with a key we do not have; is SECRET_KEYS_OLD complete?")
        raise NotNow(NO_KEY_S)
    fields = json.loads(raw)
    own = desk.bot.username
    if said := typed(fields, own):
        return said
    await _moved(desk, fields)
    update = Update.de_json(fields, desk.bot)
    return read(update, own) if update else None


async def _plan(desk: Desk, row: Row, incoming: Incoming) -> Plan:
    """What to say, to this update and to those that belong to it. Raises NotNow while more may follow."""
    also: tuple[int, ...] = ()
    if desk.begins(incoming):
        later = await desk.ledger.after(row.update_id, MOST_TOGETHER)
        came = [(row.at, incoming)]
        for other in later:
            said = await _read(desk, other)
            if said is None:  # what needs no answer ends what belongs together
                break
            came.append((other.at, said))
        incoming, count, wait = desk.join(came, desk.ledger.clock())
        if wait > 0:
            raise NotNow(wait)
        also = tuple(other.update_id for other in later[: count - 1])
    return Plan(await _replies(desk, row, incoming), also)


async def _replies(desk: Desk, row: Row, incoming: Incoming) -> list[Reply]:
    """What to say; [] to somebody who has just been asked to slow down."""
    purpose = "cards" if isinstance(incoming, Inline) else "limits"  # each letter typed asks again
    chat = keys_of(desk.ledger.store, incoming.at.chat, purpose)[0]
    match await desk.limits.ask(chat, row.update_id, _content(incoming)):
        case Say.ANSWER:
            async with _shown(desk, incoming):
                return await talk(incoming, desk.services)
        case Say.SLOW_DOWN if not isinstance(incoming, Aside | Inline):
            desk.meters.updates.labels("slowed down").inc()
            texts = texts_of(desk.services.library, choose(desk.services.library, incoming.at.language))
            return [Reply(esc(texts.say("check.slow")), toast=isinstance(incoming, Press))]
        case _:
            desk.meters.updates.labels("dropped").inc()
            return []


def _shown(desk: Desk, incoming: Incoming) -> AbstractAsyncContextManager[None]:
    """What takes longer than a text is shown to be under way."""
    paper = incoming.about if isinstance(incoming, Command | Press) else incoming
    if not isinstance(paper, Media | Case):
        return nullcontext()
    return at_work(desk.bot, incoming.at, lambda: patience(incoming, desk.services))


def _content(incoming: Incoming) -> bytes:
    """What makes two messages the same: an edited one and one with another sender are not."""
    match incoming:
        case Check(at=at, offer=offer):
            return repr((offer, at.message if not offer.text else 0)).encode("utf-8", "replace")
        case Command(name=name, argument=argument, about=about):
            return repr((name, argument, about.at.message if about else 0)).encode("utf-8", "replace")
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
