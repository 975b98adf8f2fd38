"""The counts in the leader's chat follow the room, no faster than Telegram likes it; what is over is erased."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from functools import partial

from sqlalchemy.exc import SQLAlchemyError

from bot.model import At, Reply
from bot.scene import Services
from bot.store import workshops
from bot.store.faults import plain
from bot.store.workshops import Room
from bot.texts import texts_of
from bot.workshop import lead
from bot.workshop.lead import Note

log = logging.getLogger(__name__)

LOOK_S = 1.0
DRAW_S = 3.0  # between two edits of one message: Telegram allows one message a second to a chat
EXPIRE_S = 30.0
Show = Callable[[At, Callable[[], Awaitable[list[Reply]]]], Awaitable[None]]  # puts replies into a message of ours


async def keep_live(show: Show, services: Services, look: float = LOOK_S) -> None:
    """Once now, and again and again."""
    expired = 0.0
    while True:
        try:
            if time.monotonic() - expired > EXPIRE_S:
                await workshops.expire(services.store, int(time.time()))
                expired = time.monotonic()
            await draw(show, services, time.time())
        except SQLAlchemyError as error:
            log.warning("workshops could not be read: %s", plain(error))
        except Exception as error:  # told, and no end: votes are erased here
            log.warning("workshops could not be kept: %s", type(error).__name__)
        await asyncio.sleep(look)


async def draw(show: Show, services: Services, now: float, every: float = DRAW_S) -> None:
    """Show each leader what has changed. A message that is gone, or that Telegram does not take, is left."""
    for code in await workshops.to_draw(services.store, now, every):
        room = await workshops.find(services.store, code, int(now))
        note = await lead.note_of(services.store, room) if room and not room.ended else None
        if room and note:
            await show(At(note.chat, note.message), partial(_controls, services, room, note))


async def _controls(services: Services, room: Room, note: Note) -> list[Reply]:
    made = await lead.controls(services, room, texts_of(services.library, note.language))
    return [made] if made else []
