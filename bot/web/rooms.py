"""What happens in workshops, for the walls that show it: one question to the database for all walls of this program.

A wall waits for its room's next state. While any wall waits, all rooms that are shown are asked for together, every
half a second, how far they are; only what has changed is read.
"""

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field

from bot.store import workshops
from bot.store.tables import Store

log = logging.getLogger(__name__)

LOOK_S = 0.5
MOST_WALLS = 8  # of one room
MOST = 200  # of this program
GONE = 1 << 30  # how far a room is that is not there any more
ALIVE_S = 15.0  # after which a wall is told that we are there


class Full(Exception):
    """As many walls as may are shown already."""


@dataclass(slots=True)
class Shown:
    """A room that walls of this program show: how far it is, its HTML, how many walls."""

    upto: int = -1
    html: str = ""
    walls: int = 0
    news: asyncio.Event = field(default_factory=asyncio.Event)


class Rooms:
    """Belongs to one event loop. `draw` makes a room's HTML; "" when there is no such room any more."""

    def __init__(self, store: Store, draw: Callable[[str], Awaitable[str]], look: float = LOOK_S) -> None:
        self._store, self._draw, self._look = store, draw, look
        self._shown: dict[str, Shown] = {}
        self._asking: asyncio.Task[None] | None = None
        self._closed = False

    def close(self) -> None:
        """The program ends: every wall is let go at once, and tries another program."""
        self._closed = True
        for room in self._shown.values():
            room.news.set()
        if self._asking:
            self._asking.cancel()

    async def states(self, code: str) -> AsyncGenerator[str | None]:
        """The room's HTML now and after each change; None when nothing has happened for a while. Raises Full."""
        room = self._shown.get(code) or Shown()
        if room.walls >= MOST_WALLS or sum(one.walls for one in self._shown.values()) >= MOST:
            raise Full
        self._shown[code] = room
        room.walls += 1
        try:
            self._ask()
            last = None
            while not self._closed:
                news = room.news
                if room.upto >= 0 and room.html != last:
                    last = room.html
                    yield last
                    if not last:
                        return
                    continue
                if not await _within(news, ALIVE_S):
                    yield None
        finally:
            room.walls -= 1
            if not room.walls:
                self._shown.pop(code, None)

    def _ask(self) -> None:
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._keep_asking())

    async def _keep_asking(self) -> None:
        while self._shown:
            try:
                await self._once()
            except Exception as error:  # every wall of this program hangs on this: a failure is told and is no end
                log.warning("workshops could not be read: %s", type(error).__name__)
            await asyncio.sleep(self._look)

    async def _once(self) -> None:
        asked = dict(self._shown)  # a room that comes while we ask is not missing in the answer, but in the question
        found = await workshops.changed(self._store, list(asked), int(time.time()))
        for code, room in asked.items():
            upto = found.get(code, GONE)
            if upto != room.upto:
                room.html = await self._draw(code) if code in found else ""
                room.upto = upto
                room.news.set()
                room.news = asyncio.Event()


async def _within(news: asyncio.Event, seconds: float) -> bool:
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await news.wait()
            return True
    return False
