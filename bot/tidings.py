"""Beside the answers: what has expired of reports, disputes, warnings and calls is erased, and news are told."""

import asyncio
import logging
import time

from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot

from bot import store
from bot.inbox.trouble import NotNow
from bot.markup import esc
from bot.model import At, Command, Reply
from bot.scene import Services
from bot.send import deliver
from bot.store import alerts, calls, disputes, heard, reports, watches
from bot.store.faults import plain
from bot.texts import choose, texts_of

log = logging.getLogger(__name__)

EVERY_S = 30.0


async def keep_telling(bot: Bot, services: Services, every: float = EVERY_S) -> None:
    """Once now, and again and again."""
    while True:
        try:
            await once(bot, services, int(time.time()))
        except SQLAlchemyError as error:
            log.warning("reports could not be tidied up: %s", plain(error))
        except Exception as error:  # told, and no end: what has expired is erased here
            log.warning("what has expired could not be erased, or news not told: %s", type(error).__name__)
        await asyncio.sleep(every)


async def once(bot: Bot, services: Services, now: int) -> None:
    """Erase what has expired; one neutral message to each chat that waits for news. What fails is not tried again."""
    await reports.expire(services.store, now)
    for dated in (heard, calls):
        await dated.expire(services.store, services.today())
    await disputes.expire(services.store, now)
    await alerts.expire(services.store, now)
    for chat in await watches.due(services.store, now):
        known = await store.known(services.store, chat)
        texts = texts_of(services.library, choose(services.library, known.language if known else ""))
        try:
            await deliver(bot, Command(At(chat, 0), "tell"), [Reply(esc(texts.say("tell.news")))])
        except NotNow:
            log.warning("one who asked to be told was not told: Telegram did not take it")
