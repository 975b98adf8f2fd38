"""Warnings people asked for: what a partner may write, the frame around it, and the sending, one chat after another.

Sending is slow on purpose (a third of what Telegram allows, so that answers go first), and never tries a copy twice of
which nobody knows whether it arrived.
"""

import asyncio
import logging
import re
import time
from collections.abc import Callable, Coroutine
from datetime import date
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot
from telegram.error import TelegramError

from bot.evidence.gather import identifiers
from bot.help import day_of
from bot.markup import bold, esc, small
from bot.model import Reply
from bot.pace import Pace, Wait
from bot.quote import clean
from bot.scene import Services
from bot.send_once import Fate, attempt
from bot.store import alerts, readers
from bot.store.alerts import Alert
from bot.store.faults import plain
from bot.texts import Texts, texts_of
from checks import BadOffer
from checks.model import Offer

log = logging.getLogger(__name__)

STOP = "alr|stop"
LEAST, MOST, MOST_LINES = 20, 600, 12  # characters; lines
SHARE = 3  # a third of what may be sent each second
LAST_WORDS_S = 3.0
RUN_S = 50.0  # of one turn, where another program may have the next
NEVER = re.compile(r"\b(?:verified|genuine|guaranteed|safe|scammers?|fraudsters?|victims?)\b", re.IGNORECASE)


class NotTaken(ValueError):
    """Why a text can not be sent, in plain words."""


def tidy(text: str) -> str:
    """The text as it is kept and sent: plain lines. Raises NotTaken."""
    lines = [clean(line) for line in text.strip().splitlines()]
    whole = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    if not LEAST <= len(whole) <= MOST or whole.count("\n") >= MOST_LINES:
        raise NotTaken(f"A warning has {LEAST} to {MOST} characters in at most {MOST_LINES} lines.")
    if found := NEVER.search(whole):
        raise NotTaken(f"Leave out “{found[0]}”: say what is asked of people, promise nothing and call nobody names.")
    if _can_be_tapped(whole):
        raise NotTaken("Leave out links, numbers and @names: people would tap them. Who can help stands in /help.")
    return whole


def _can_be_tapped(text: str) -> bool:
    try:
        return bool(identifiers(Offer(text)))
    except BadOffer:
        return True


def render(texts: Texts, text: str, signed: str, day: date) -> Reply:
    """A warning exactly as people get it: who wrote it and when, the words, and how to stop."""
    partner = signed or texts.say("alerts.from-us")
    lines = [bold(texts.say("alerts.head", partner=clean(partner), date=day_of(day.isoformat(), texts))), ""]
    lines += [*map(esc, text.split("\n")), "", small(texts.say("alerts.foot"))]
    return Reply("\n".join(lines), (((texts.say("alerts.stop"), STOP),),))


async def send_out(bot: Bot, services: Services, pace: Pace, clock: Callable[[], float] = time.monotonic) -> None:
    """Go on with all that is being sent. Harmless to do twice, and to be stopped anywhere."""
    until = clock() + RUN_S
    try:
        going = await alerts.going(services.store, int(services.now()))
        if not going:
            return
        await bot.get_me()  # Telegram away: nothing is begun
        for alert in going:
            while services.store.small or clock() < until:
                if not await _finished(_next(bot, services, pace, alert)):
                    break
    except (TelegramError, SQLAlchemyError) as error:
        log.warning("warnings wait: %s", plain(error))


async def _finished(work: Coroutine[Any, Any, bool]) -> bool:
    """Told to stop, what is begun is finished: a copy that is cut off reaches nobody."""
    task = asyncio.create_task(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task], timeout=LAST_WORDS_S)
        raise


async def _next(bot: Bot, services: Services, pace: Pace, alert: Alert) -> bool:
    """One copy; False when there is none left or Telegram has to be left alone for a while."""
    store = services.store
    taken = await alerts.begin(store, alert)
    if taken is None:
        await alerts.finish(store, alert.id)
        return False
    key, chat = taken
    await _turn(pace, chat)
    page = render(texts_of(services.library, alert.language), alert.text, alert.signed, alert.day)
    fate = await attempt(bot, chat, page)
    if fate is Fate.UNSURE:  # it stays begun: nobody gets two
        return False
    if fate is Fate.GONE:  # blocked us: that is leaving
        await alerts.settle(store, alert.id, key, "missed")
        await readers.leave(store, chat)
        return True
    how = {Fate.SENT: "sent", Fate.REFUSED: "missed", Fate.AGAIN: "again"}[fate]
    await alerts.settle(store, alert.id, key, how)
    return fate is not Fate.AGAIN


async def _turn(pace: Pace, chat: int) -> None:
    while True:
        try:
            return await pace.turn(chat)
        except Wait as wait:
            await asyncio.sleep(wait.seconds)
