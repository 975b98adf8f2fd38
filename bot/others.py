"""Whether others asked about the numbers and addresses of a message: looked up, noted, and this one counted too."""

import asyncio
import logging
import time

from sqlalchemy.exc import SQLAlchemyError

from bot.evidence.gather import same_thing
from bot.scene import Scene
from bot.store import heard
from bot.store.faults import plain
from bot.store.reports import Identifier
from checks.community import with_heard
from checks.model import Level, Offer, Verdict

log = logging.getLogger(__name__)

MOST = 8  # identifiers of one message


async def noted(verdict: Verdict, offer: Offer, scene: Scene) -> tuple[Verdict, tuple[Identifier, ...]]:
    """The verdict with a note on what others asked about, and what this one asks about, to be counted (`asks`).

    In danger nothing is looked up and nothing counted.
    """
    if verdict.level is Level.URGENT:
        return verdict, ()
    found = await asyncio.to_thread(scene.services.identify, offer)
    things = tuple(dict.fromkeys(filter(None, map(same_thing, found))))[:MOST]
    if not things:
        return verdict, ()
    store, chat, today = scene.services.store, scene.at.chat, scene.services.today()
    try:
        before = await heard.heard(store, chat, things, today, int(time.time()))
    except SQLAlchemyError as error:
        log.warning("the store did not say what others asked: %s", plain(error))
        return verdict, ()
    return with_heard(verdict, before), things


async def asks(things: tuple[Identifier, ...], scene: Scene) -> None:
    """Count that somebody asked about these."""
    if things:
        await heard.ask(scene.services.store, scene.at.chat, things, scene.services.today())
