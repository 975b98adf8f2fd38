"""Whether others asked about the numbers and addresses of a message: looked up, noted, and this one counted too."""

import logging
import time

from sqlalchemy.exc import SQLAlchemyError

from bot.look import Look
from bot.scene import Scene
from bot.store import heard
from bot.store.faults import plain
from bot.store.reports import Identifier
from checks.community import with_heard
from checks.model import Verdict

log = logging.getLogger(__name__)


async def noted(seen: Look, scene: Scene) -> tuple[Verdict, tuple[Identifier, ...]]:
    """The verdict with a note on what others asked about, and what this one asks about, to be counted (`asks`)."""
    verdict, things = seen.verdict, seen.things
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
